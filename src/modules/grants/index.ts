export {
  acceptImport,
  discardImport,
  type PastFile,
  publishGrant,
  readGrantFile,
  recordGrant,
  tryGrantFile,
} from './commands/index.ts'
export { CHOICES, type Choice, COLUMNS, scdlHeader, scdlLines } from './exports.ts'
export type { Beneficiary, Grant, GrantDraft } from './model.ts'
export type { LineFault } from './past-files.ts'
export { SENTENCES as GRANT_SENTENCES } from './sentences.ts'
export { choosePublished, isGrantKnown, listFaults } from './store/index.ts'

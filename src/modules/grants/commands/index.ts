export {
  acceptImport,
  discardImport,
  type FileRefusal,
  MOST_FAULTS,
  type PastFile,
  type ReadFile,
  readGrantFile,
  tryGrantFile,
} from './imports.ts'
export { type ChangeRefusal, correctGrant, recordGrant, tryGrant } from './record.ts'
export { changeSetting } from './settings.ts'
export { publishGrant, type TieRefusal, tieGrant } from './sheet.ts'
export { declareAid, type JoinRefusal, joinUndertaking, leaveUndertaking, withdrawAid } from './undertakings.ts'

export { checks } from './checks.ts'
export type { OwnWords } from './claims/own-words.ts'
export {
  acceptImport,
  askImport,
  compareImport,
  discardImport,
  type ImportAsked,
  readImport,
  requestFor,
  returnToImportBefore,
  settleReview,
  withdraw,
} from './commands/index.ts'
export { CHANGE_KINDS, type Difference } from './compose/difference.ts'
export type {
  ExtractionEvent,
  ExtractionFault,
  ExtractionLimits,
  ExtractionRequest,
  Extractor,
} from './extraction.ts'
export { type Import, type ImportRefusal, KINDS, type Kind, type RowFault } from './model.ts'
export type { RowsByPart } from './rows.ts'
export { CHANGE_WORDS, IMPORT_REFUSALS, ROW_FAULTS, STATE_WORDS, sentenceOfFault } from './sentences.ts'
export { SOURCES } from './sources/index.ts'
export { findPublished as findOwnWords, isMember as speaksFor, listMembers } from './store/claims/index.ts'
export { extract } from './store/extract/index.ts'
export {
  countByFamilyAndEpci,
  countStructures,
  type FamilyCount,
  findBySiren,
  findBySlug,
  findDifference,
  findImport,
  listEstablishments,
  listImports,
  listRecognitions,
  listRefused,
  type Recognition,
  type StoredEstablishment,
  type StoredStructure,
  searchStructures,
} from './store/index.ts'
export { type CurrentRecognition, currentRecognitions, recognitionsOf } from './store/recognitions.ts'
export { listOpenUnits } from './store/units.ts'
export { directoryCrontab, directoryTasks, type ImportFolder } from './tasks.ts'
export { refuseUnread } from './unread.ts'

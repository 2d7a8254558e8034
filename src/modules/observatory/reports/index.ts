export {
  BLOCK_NAMES,
  type BlockName,
  type ComposedBlock,
  DRAFT_SENTENCES,
  type Draft,
  type DraftFault,
  type DraftFaults,
  frozenText,
  isBlockName,
  type Panorama,
  type PanoramaBlock,
  rankField,
  readDraft,
  readFrozen,
  readYear,
  tableOfBlock,
  wordsField,
} from './panorama.ts'
export { panoramaReport, paragraphsIn } from './panorama-report.ts'
export { PROFILE_TABLES, type Profile, profileReport } from './profile.ts'
export {
  amountsOf,
  amountWithUnit,
  drawable,
  labelWithUnit,
  MARKS,
  marksIn,
  writtenAmount,
  writtenNumber,
} from './words.ts'

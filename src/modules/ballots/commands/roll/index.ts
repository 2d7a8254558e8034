export { type AskRefusal, askForVoteCode } from './ask.ts'
export {
  type BatchRefusal,
  findBatchOfCode,
  findLedBatch,
  type IssueRefusal,
  issueBatch,
  MOST_CODES,
  sheetsOf,
  sheetsPrinted,
  withdrawBatch,
} from './batches.ts'
export {
  type Arriving,
  CONSULTING_REASONS,
  type ConsultingReason,
  consultRoll,
  type DeskRefusal,
  letIn,
  MOST_LINES,
  SHOWN_PAPERS,
  type ShownPaper,
} from './desk.ts'
export { type EntryRefusal, enterByCode, enterByFranceConnect, enterByPrintedCode } from './enter.ts'
export {
  comeBackFromFranceConnect,
  DEPARTURE_LIVES_MS,
  freshSubmission,
  leaveForFranceConnect,
  type ReturnRefusal,
} from './franceconnect.ts'
export { hasSmsLeft, sendSms } from './sms.ts'
export type { VoterVisit } from './visit.ts'
export { readVoterWork, workFor } from './work.ts'

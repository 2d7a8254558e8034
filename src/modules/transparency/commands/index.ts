export { askEverything, CHECKED, checkEverything, checksOf, type OtherChecks, type Round } from './check.ts'
export {
  HANDLING_SENTENCES,
  type HandlingRefusal,
  handleIncident,
  KEEPING_SENTENCES,
  type KeepingFault,
  keepRuns,
} from './handle.ts'

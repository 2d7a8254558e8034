export {
  addBeneficiaries,
  addBeneficiary,
  adoptProposed,
  changeSetting,
  declareInterest,
  giveVisa,
  openReport,
  planMeeting,
  recordStep,
  setDecidedAmount,
} from './commands/index.ts'
export { addDays } from './deadlines.ts'
export { deliberationsCsv, deliberationsOf, EXPORT_SENTENCES } from './exports.ts'
export { type InterestLink, minutesSentence } from './interests.ts'
export { type Day, type Decision, enforceableSince, type State, stateOf } from './model.ts'
export { type Standing, standingOf } from './standing.ts'
export { readAuthority } from './store/authority.ts'
export { findDecision } from './store/decisions.ts'
export { findDecisionOf, findStanding, isEnforceable, linksBetween } from './store/enforceable.ts'
export { readExported } from './store/exported.ts'
export { decisionCrontab, decisionTasks } from './tasks.ts'

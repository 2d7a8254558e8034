export { type InterestLink, minutesSentence } from './interests.ts'
export { type Day, type Decision, enforceableSince, type State, stateOf } from './model.ts'
export { type Standing, standingOf } from './standing.ts'
export { findDecisionOf, findStanding, isEnforceable, linksBetween } from './store/enforceable.ts'

export { confirmDecision, declineDecision, proposeDecision } from './decide.ts'
export { raiseFlags, raiseFlagsEverywhere } from './flags.ts'

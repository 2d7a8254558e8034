export { type CollegesRefusal, decideColleges, readWeight, writtenFraction } from './colleges.ts'
export { countElection, countMotion } from './count.ts'
export type {
  Answer,
  College,
  ElectionCount,
  ElectionRule,
  ElectionVote,
  MotionCount,
  MotionRule,
  MotionVote,
  Presence,
  Share,
  SilentCollege,
  Term,
} from './model.ts'
export { decideProxy, type GivenProxy, type ProxyRefusal, servingProxies, votersOf } from './proxies.ts'
export { type Convocation, decideQuorum, type Quorum, type QuorumLine, type QuorumRule } from './quorum.ts'

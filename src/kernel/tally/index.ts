export * from './certificate/index.ts'
export * from './comparison/index.ts'
export { sentenceOfLoss, sentenceOfRule } from './describe.ts'
export * from './explain/index.ts'
export type * from './model.ts'
export type { FaultKind, ReadingFault } from './pabulib/faults.ts'
export { type ReadingOptions, readElection } from './pabulib/read.ts'
export { sentenceOf, sentenceOfOddity } from './pabulib/sentences.ts'
export { writeElection } from './pabulib/write.ts'
export { PRESET_NAMES, PRESETS, type Preset, type PresetName } from './presets.ts'
export {
  decimalOf,
  type ReportedLoss,
  type ReportedRound,
  type ReportedTie,
  reportOf,
  reportText,
  type TallyReport,
} from './report.ts'
export { defaultUtility, type RuleRefusal, type RuleRequest, ruleFor, sentenceOfRuleRefusal } from './rule.ts'
export { type CountRefusal, sentenceOfCountRefusal, tally, tryTally } from './tally.ts'

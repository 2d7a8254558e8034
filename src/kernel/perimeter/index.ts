export { type Activity, activityOf, readActivity } from './activity.ts'
export { type Comparison, compareRules, type Move, sentenceOfMove } from './comparison.ts'
export { decideBelonging, isInFamilies } from './decide.ts'
export {
  isRna,
  isSiren,
  isSiret,
  type KeyStep,
  luhnSteps,
  NUMBER_SENTENCES,
  type NumberRefusal,
  type OrganisationNumber,
  readOrganisationNumber,
  sentenceOfKey,
} from './identifiers/index.ts'
export {
  type EmployerSetting,
  isEmployer,
  isSizeClass,
  type Jobs,
  type JobsSum,
  jobsOf,
  type SizeClass,
  sumOfJobs,
} from './jobs.ts'
export type * from './model.ts'
export { CONFLICT_KINDS } from './model.ts'
export { currentRule, faultsOfRules, PERIMETER_RULES, type RuleFault, ruleOn } from './rules/index.ts'
export { type Lever, type LeverEffect, type Sensitivity, sensitivity } from './sensitivity.ts'
export {
  BELONGING_NAMES,
  CONFLICT_SENTENCES,
  type ConflictWords,
  nameOfSource,
  SOURCE_NAMES,
  sentenceOfBelonging,
  sentenceOfReason,
  sentencesOfOutcome,
} from './sentences.ts'
export { SHOWING_SENTENCES, type Showing, type ShowingReason, showingOf } from './showing.ts'

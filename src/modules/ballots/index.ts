export { checks } from './checks.ts'
export { type ExampleBallot, type ExamplePoll, holdExamplePoll, publishExamplePoll } from './commands/example/index.ts'
export {
  type Draft,
  type Explainer,
  type ImportInput,
  importElection,
  isPublished,
  prepareElection,
  type Recounter,
} from './commands/published.ts'
export { tellElection } from './explanations/index.ts'
export { EDITION as TELLING_EDITION, type ExplanationPart, type TellingKind } from './explanations/model.ts'
export type { ImportRefusal, ImportReport, Source } from './model.ts'
export { type Site as LogSite, witnessOnce } from './sealed/log/witness.ts'
export { sentenceOf as sentenceOfImportRefusal } from './sentences.ts'
export { readPublishedBundle } from './store/opening/index.ts'
export { ballotCrontab, ballotTasks } from './tasks.ts'

export { checks } from './checks.ts'
export {
  type Draft,
  type Explainer,
  type ImportInput,
  importElection,
  prepareElection,
  type Recounter,
} from './commands.ts'
export { tellElection } from './explanations/index.ts'
export type { ExplanationPart, TellingKind } from './explanations/model.ts'
export type { ImportRefusal, ImportReport, Source } from './model.ts'
export { sentenceOf as sentenceOfImportRefusal } from './sentences.ts'
export { ballotCrontab, ballotTasks } from './tasks.ts'

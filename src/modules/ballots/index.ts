export { checks } from './checks.ts'
export {
  type Draft,
  type ImportInput,
  importElection,
  prepareElection,
  type Recounter,
} from './commands.ts'
export type { ImportRefusal, ImportReport, Source } from './model.ts'
export { sentenceOf as sentenceOfImportRefusal } from './sentences.ts'
export { ballotTasks } from './tasks.ts'

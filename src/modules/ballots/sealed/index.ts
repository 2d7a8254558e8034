/** Where a poll held here is on its way: the rest of this folder is read file by file, by what it is about. */
export { type PollFacts, type Stage, stageOf } from './stage.ts'

export { writeLetter } from './commands.ts'
export type { NewLetter } from './model.ts'

export { writeLetter, writeLetterTo } from './commands.ts'
export type { NewLetter } from './model.ts'

export { fold, holdsAll, rankOf, wordsOf } from './fold.ts'
export { nearest } from './nearest.ts'

export { addBalances, movesOf, NO_BALANCE, roomOf } from './balance.ts'
export { type Decided, decideGroup, isSameAsked, MOST_CENTS, refusalOf } from './decide.ts'
export type * from './model.ts'
export { sentenceOfTransferFault } from './sentences.ts'

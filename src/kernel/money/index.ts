export type { Cents } from './cents.ts'
export { cents, frenchCents, frenchMoney } from './cents.ts'
export { roundByLargestRemainder } from './largest-remainder.ts'
export { type MoneyFault, type NumberFault, readCents, readCount, sentenceOfNumberFault } from './read.ts'

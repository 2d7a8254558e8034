/** Exact numbers, for every kernel that divides. */
export { add, compare, divide, fraction, multiply, subtract, toNumber, ZERO } from '../tally/fraction.ts'
export type { Fraction } from '../tally/model.ts'

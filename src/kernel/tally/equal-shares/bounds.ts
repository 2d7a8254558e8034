import type { Price } from './price.ts'

/**
 * How far the doubles of a count may be from the exact amounts. The argument is in the specification of the tally,
 * « Equal shares and its completions »; each function here is one line of it.
 *
 * A unit roundoff is 2^-53. The bounds below take at least twice what is needed, which also covers the roundings made
 * in computing the bounds.
 */
export type Bounds = {
  /** Σ over the groups of |purse in doubles − exact purse|. A purchase does not make it grow, but for its roundings. */
  total: number
  /** For any voter, |purse in doubles − exact purse|. */
  voter: number
}

/** Relative error of a few roundings in a row. */
export const ROUNDINGS = 2 ** -48

const UNIT = 2 ** -52

export function boundsAtStart(endowment: number, voterCount: number): Bounds {
  return { total: UNIT * 4 * endowment * voterCount, voter: UNIT * 4 * endowment }
}

/** Error in adding up the purses of `entryCount` groups. */
export function errorOfSum(entryCount: number, sum: number): number {
  return (entryCount + 32) * UNIT * sum
}

/** How far an approximate price may be from the exact one, as long as the same supporters keep money under both. */
export function errorOfPrice(bounds: Bounds, entryCount: number, cost: number, { price, slope }: Price): number {
  return (bounds.total + errorOfSum(entryCount, cost)) / slope + price * ROUNDINGS
}

/**
 * A little below a certain lower bound of a price: a purse in doubles that is no more than this will be emptied by that
 * price, whatever the errors, in this round and in any later one. Never below 0, where whoever is emptied already would
 * seem to have something left.
 */
export function priceSurelyPassed(bounds: Bounds, floor: number): number {
  return Math.max(0, floor * (1 - 2 ** -20) - 4 * bounds.voter)
}

/** What one purchase adds: an imperfect price for every payer, then a rounding of each purse. */
export function addPurchase(bounds: Bounds, purchase: { entryCount: number; held: number; voterError: number }): void {
  bounds.total += errorOfSum(purchase.entryCount, purchase.held)
  bounds.voter += purchase.voterError
}

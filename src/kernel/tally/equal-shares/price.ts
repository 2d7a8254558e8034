import type { Stakes } from './stakes.ts'

/**
 * Price of one unit of weight at which the supporters of a project pay for it, in doubles (« water filling »).
 *
 * Supporter g pays min(purse[g], price × weight[g]); the price sought is the smallest whose payments reach the cost.
 * Payments rise with the price, less and less steeply: a Newton step from anywhere lands at or below the answer, and
 * the next ones climb to it.
 */
export type Price = {
  /** NaN when nobody is left above the price: the money then hardly covers the cost, and exact numbers must tell. */
  price: number
  /** Money of all supporters together. */
  held: number
  /** Sum of the weights of those whose purse is above the price: how fast payments rise with it. */
  slope: number
  /** Money of those at or below the price, who give all of it. */
  poor: number
}

/**
 * @param purses  money of each group
 * @param start   a guess, best at or just below the answer
 * @param out     where the answer is written, so that a count makes no garbage
 */
export function approximatePrice(
  stakes: Stakes,
  project: number,
  purses: Float64Array,
  cost: number,
  start: number,
  out: Price,
): void {
  split(stakes, project, purses, start, out)
  for (let price = nextPrice(cost, out); ; ) {
    split(stakes, project, purses, price, out)
    const higher = nextPrice(cost, out)
    // The poor of a price stay poor at a higher one: when no one joins them the price stands.
    if (!(higher > price)) return
    price = higher
  }
}

function nextPrice(cost: number, out: Price): number {
  return out.slope > 0 ? (cost - out.poor) / out.slope : Number.NaN
}

function split(stakes: Stakes, project: number, purses: Float64Array, price: number, out: Price): void {
  const { groups, weights } = stakes
  const end = stakes.offsets[project + 1]!
  let poor = 0
  let rich = 0
  let slope = 0
  for (let entry = stakes.offsets[project]!; entry < end; entry++) {
    const purse = purses[groups[entry]!]!
    const weight = weights[entry]!
    if (purse > price * weight) {
      slope += weight
      rich += purse
    } else poor += purse
  }
  out.price = slope > 0 ? price : Number.NaN
  out.held = poor + rich
  out.slope = slope
  out.poor = poor
}

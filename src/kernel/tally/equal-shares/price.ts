import { type Solvent, visit } from './solvent.ts'
import type { Stakes } from './stakes.ts'

/**
 * Price of one unit of weight at which the supporters of a project pay for it, in doubles (« water filling »).
 *
 * Supporter g pays min(purse[g], price × weight[g]); the price sought is the smallest whose payments reach the cost.
 * Payments rise with the price, less and less steeply: a Newton step from anywhere lands at or below the answer, and
 * the next ones climb to it, among fewer and fewer people who keep money.
 */
export type Price = {
  /** NaN when nobody would keep money: it hardly covers the cost, if at all, and exact numbers must tell. */
  price: number
  /** Money of all supporters together. */
  held: number
  /** Sum of the weights of those whose purse is above the price: how fast payments rise with it. */
  slope: number
}

/**
 * @param purses  money of each group, 0 once emptied
 * @param start   a guess, best at or just below the answer
 * @param surely  a price that the exact answer is above for certain
 * @param out     where the answer is written: a count makes no garbage
 */
export function approximatePrice(
  stakes: Stakes,
  solvent: Solvent,
  project: number,
  purses: Float64Array,
  cost: number,
  start: number,
  surely: number,
  out: Price,
): void {
  visit(stakes, solvent, project, purses, start, surely)
  const { rich } = solvent
  out.held = rich.poorMoney + rich.money
  let price = (cost - rich.poorMoney) / rich.slope
  // Below 0 whoever is emptied would seem to keep money.
  if (price < start) visit(stakes, solvent, project, purses, Math.max(0, price), surely)
  for (;;) {
    leaveBelow(rich, price)
    const higher = (cost - rich.poorMoney) / rich.slope
    // The poor of a price stay poor at a higher one: when no one joins them the price stands.
    if (!(higher > price)) break
    price = higher
  }
  out.slope = rich.slope
  out.price = rich.slope > 0 ? price : Number.NaN
}

/** Moves those whose purse is at or below the price from the rich to the poor. */
function leaveBelow(rich: Solvent['rich'], price: number): void {
  const { purses, weights } = rich
  const { count } = rich
  let kept = 0
  let left = 0
  let slope = 0
  for (let at = 0; at < count; at++) {
    const purse = purses[at]!
    const weight = weights[at]!
    if (purse > price * weight) {
      purses[kept] = purse
      weights[kept] = weight
      kept++
      slope += weight
    } else left += purse
  }
  rich.count = kept
  rich.slope = slope
  rich.poorMoney += left
}

import { toNumber } from '#kernel/fraction'
import { assert } from '#kernel/result'
import { type Books, type ExactPrice, moneyOf } from './books.ts'
import { ROUNDINGS } from './bounds.ts'
import type { Contest } from './contest.ts'

/**
 * The exact price of one unit of weight of a project its supporters can pay: the same Newton steps as in doubles, in
 * integers. A supporter's purse is compared with the price in doubles first; only when they are closer than
 * `tolerance` (per unit of weight) is the purse computed exactly.
 *
 * @param books      up to date
 * @param purses     money of each group in doubles, 0 once emptied
 * @param guess      a price in doubles, to start from; any will do
 * @param tolerance  bound on the error of a purse in doubles, per unit of weight
 */
export function exactPrice(
  contest: Contest,
  books: Books,
  project: number,
  purses: Float64Array,
  guess: number,
  tolerance: number,
): ExactPrice {
  const { stakes } = contest
  const start = stakes.offsets[project]!
  const size = stakes.offsets[project + 1]! - start
  const weights = stakes.weights.subarray(start, start + size)
  const groups = stakes.groups.subarray(start, start + size)
  const cost = contest.election.projects[project]!.cost * books.denominator

  let emptied = new Uint8Array(size).map((_, at) => (purses[groups[at]!]! > guess * weights[at]! ? 0 : 1))
  if (slopeOf(weights, emptied) === 0) emptied = new Uint8Array(size).map((_, at) => (isSolvent(at) ? 0 : 1))
  for (;;) {
    const slope = slopeOf(weights, emptied)
    const numerator = cost - moneyOf(contest, books, solventAmong(emptied), books.rounds.length)
    const next = emptiedBy(numerator, slope)
    const settled = next.every((flag, at) => flag === emptied[at])
    // When the price empties everyone they hold just the cost, and no smaller price would do.
    if (settled || slopeOf(weights, next) === 0) return { numerator, slope, emptied: next }
    emptied = next
  }

  function isSolvent(at: number): boolean {
    return books.emptiedIn[groups[at]!]! < 0
  }

  function* solventAmong(flags: Uint8Array): Generator<number> {
    for (let at = 0; at < size; at++) if (flags[at] === 1 && isSolvent(at)) yield groups[at]!
  }

  function emptiedBy(numerator: bigint, slope: number): Uint8Array<ArrayBuffer> {
    assert(slope > 0, 'somebody keeps money below the price')
    const factor = BigInt(slope)
    const price = toNumber({ numerator, denominator: books.denominator * factor })
    const flags = new Uint8Array(size)
    for (let at = 0; at < size; at++) {
      const weight = weights[at]!
      const distance = purses[groups[at]!]! - price * weight
      if (Math.abs(distance) > weight * (tolerance + price * ROUNDINGS)) flags[at] = distance > 0 ? 0 : 1
      else if (!isSolvent(at)) flags[at] = 1
      else {
        const money = moneyOf(contest, books, [groups[at]!], books.rounds.length)
        flags[at] = money * factor > numerator * BigInt(weight) ? 0 : 1
      }
    }
    return flags
  }
}

function slopeOf(weights: Float64Array, emptied: Uint8Array): number {
  let slope = 0
  for (let at = 0; at < weights.length; at++) if (emptied[at] === 0) slope += weights[at]!
  return slope
}

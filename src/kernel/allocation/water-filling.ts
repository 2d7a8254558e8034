import { compare, type Fraction, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import { assert } from '#kernel/result'
import type { Share } from './model.ts'

/** One who shares a pot: how much it weighs, and the most it may hold. */
export type Vessel = { readonly weight: bigint; readonly ceiling: Fraction }

export type Filled = {
  /** What it received: min(ceiling, level × weight), the level being the same for all. */
  readonly amount: Fraction
  /** One per round in which it took part: at least one, the last being the one that decided. */
  readonly shares: readonly Share[]
}

/**
 * Shares a pot in proportion to weights, under ceilings: what a ceiling frees is shared again among the others, until
 * nobody passes theirs. Like water poured into vessels joined at the foot: it stands at one level, except where a
 * vessel is full.
 *
 * The result is the only one where the amounts are min(ceiling, level × weight) and leave nothing, unless all those
 * that weigh something are full.
 *
 * @param pot      ≥ 0
 * @param vessels  weights and ceilings ≥ 0
 * @see            docs/specifications/allocation.md, « Water-filling »
 */
export function fill(pot: Fraction, vessels: readonly Vessel[]): readonly Filled[] {
  const filled: { amount: Fraction; shares: Share[] }[] = vessels.map(({ weight }) => ({
    amount: ZERO,
    shares: weight === 0n ? [nothingOf(pot)] : [],
  }))
  let open = vessels.map((_, index) => index).filter((index) => vessels[index]!.weight > 0n)
  let left = pot

  for (let round = 1; open.length > 0; round++) {
    const totalWeight = open.reduce((sum, index) => sum + vessels[index]!.weight, 0n)
    const stillOpen: number[] = []
    let freed = left
    for (const index of open) {
      const { weight, ceiling } = vessels[index]!
      const share = multiply(left, fraction(weight, totalWeight))
      const isCapped = compare(share, ceiling) >= 0
      const amount = isCapped ? ceiling : share
      filled[index]!.amount = amount
      filled[index]!.shares.push({ round, pot: left, weight, totalWeight, share, isCapped })
      if (isCapped) freed = subtract(freed, ceiling)
      else stillOpen.push(index)
    }
    if (stillOpen.length === open.length) break
    assert(freed.numerator >= 0n, 'full vessels hold no more than their share')
    open = stillOpen
    left = freed
  }
  return filled
}

/** The share of one who weighs nothing. */
function nothingOf(pot: Fraction): Share {
  return { round: 1, pot, weight: 0n, totalWeight: 0n, share: ZERO, isCapped: false }
}

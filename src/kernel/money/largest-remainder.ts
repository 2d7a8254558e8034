import { compare, type Fraction, fraction } from '#kernel/fraction'
import { assert } from '#kernel/result'

/**
 * Rounds exact shares to whole units without changing their sum: each gets its whole part, then one unit more goes
 * to the largest remainders.
 *
 * @param shares      exact shares in units, each ≥ 0; their sum is a whole number
 * @param precedence  one per share, all different: among equal remainders the lowest goes first
 * @returns           one whole number per share, same order, at less than one unit from it; their sum is that of shares
 * @see               Balinski & Young, Fair Representation, 2001 (Hamilton's method)
 */
export function roundByLargestRemainder(shares: readonly Fraction[], precedence: readonly number[]): readonly bigint[] {
  const whole = shares.map(({ numerator, denominator }) => numerator / denominator)
  const remainders = shares.map(({ numerator, denominator }) => fraction(numerator % denominator, denominator))
  const missing = sumOf(shares) - whole.reduce((sum, each) => sum + each, 0n)

  const served = shares
    .map((_, index) => index)
    .sort((a, b) => compare(remainders[b]!, remainders[a]!) || precedence[a]! - precedence[b]!)
    .slice(0, Number(missing))
  for (const index of served) whole[index]! += 1n
  return whole
}

/** Shares of one split have few denominators: adding those of each first keeps the numbers short. */
function sumOf(shares: readonly Fraction[]): bigint {
  const numerators = new Map<bigint, bigint>()
  for (const { numerator, denominator } of shares)
    numerators.set(denominator, (numerators.get(denominator) ?? 0n) + numerator)

  let sum = fraction(0n)
  for (const [denominator, numerator] of numerators)
    sum = fraction(sum.numerator * denominator + numerator * sum.denominator, sum.denominator * denominator)
  assert(sum.denominator === 1n, 'shares to round add up to a whole number of units')
  return sum.numerator
}

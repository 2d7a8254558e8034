import { type Fraction, fraction, multiply } from '#kernel/fraction'
import { cents, roundByLargestRemainder } from '#kernel/money'
import type { Contest } from './contest.ts'
import type { Step } from './model.ts'

/** What a rule gives one project, and how it came to it. */
export type Computed = { readonly amount: bigint; readonly steps: readonly Step[] }

/** An exact share, in cents, before rounding. */
export type Exact = { readonly share: Fraction; readonly steps: readonly Step[] }

/**
 * Rounds the shares of some projects to the unit, together: their sum, a multiple of the unit, is kept. Ceilings being
 * multiples of the unit, a share under its ceiling stays under it.
 *
 * @param positions  of the projects
 * @param exact      their shares, same order
 */
export function roundTogether(
  { request, precedence }: Contest,
  positions: readonly number[],
  exact: readonly Exact[],
): readonly Computed[] {
  const unit = request.roundingCents
  const units = roundByLargestRemainder(
    exact.map(({ share }) => multiply(share, fraction(1n, unit))),
    positions.map((position) => precedence[position]!),
  )
  return exact.map(({ share, steps }, index) => {
    const amount = units[index]! * unit
    if (amount * share.denominator === share.numerator) return { amount, steps }
    const isRaised = amount * share.denominator > share.numerator
    return { amount, steps: [...steps, { kind: 'rounding', share, amountCents: cents(amount), isRaised }] }
  })
}

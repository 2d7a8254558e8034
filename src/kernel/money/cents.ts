import type { Fraction } from '#kernel/fraction'
import { frenchNumber } from '#kernel/french'

/** Money of the euro zone, in whole cents. */
export type Cents = bigint & { readonly unit: 'cents' }

export function cents(value: bigint): Cents {
  return value as Cents
}

/** « 4 500 € », « 1 234,50 € »: cents are written only when there are some. */
export function frenchCents(value: Cents): string {
  const sign = value < 0n ? '−' : ''
  const size = value < 0n ? -value : value
  const decimals = size % 100n === 0n ? '' : `,${String(size % 100n).padStart(2, '0')}`
  return `${sign}${frenchNumber(size / 100n)}${decimals}\u00a0€`
}

/** A fraction of cents, ≥ 0, as read by people: to the nearest cent, halves up. */
export function frenchMoney({ numerator, denominator }: Fraction): string {
  return frenchCents(cents((2n * numerator + denominator) / (2n * denominator)))
}

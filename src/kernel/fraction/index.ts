import { assert } from '#kernel/result'

/** An exact number in lowest terms, denominator > 0. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

/** Exact numbers in lowest terms, denominator > 0. Doubles may propose, fractions decide. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  assert(denominator !== 0n, 'a fraction has a denominator other than 0')
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n }

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return fraction(a.numerator + b.numerator, a.denominator)
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator })
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

/** @throws when `b` is 0: the caller knows that it divides by something */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Negative when a < b, 0 when equal, positive when a > b: fit for `sort`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.numerator * b.denominator
  const right = b.numerator * a.denominator
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * The nearest double, within 2 units in the last place.
 *
 * Long numbers are first cut to their 64 leading bits, so that no part overflows a double.
 */
export function toNumber({ numerator, denominator }: Fraction): number {
  const shiftUp = Math.max(0, bitLength(numerator) - 64)
  const shiftDown = Math.max(0, bitLength(denominator) - 64)
  const quotient = Number(numerator >> BigInt(shiftUp)) / Number(denominator >> BigInt(shiftDown))
  return quotient * 2 ** (shiftUp - shiftDown)
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

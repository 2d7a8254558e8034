import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, divide, fraction, multiply, subtract, toNumber } from './index.ts'

const whole = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })
const anyFraction = fc
  .tuple(
    whole,
    whole.filter((value) => value !== 0n),
  )
  .map(([a, b]) => fraction(a, b))

test('fractions are in lowest terms with a denominator above zero', () => {
  expect(fraction(6n, 4n)).toEqual({ numerator: 3n, denominator: 2n })
  expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n })
  expect(fraction(0n, -7n)).toEqual({ numerator: 0n, denominator: 1n })
  expect(() => fraction(1n, 0n)).toThrow('a fraction has a denominator other than 0')
})

describe('one half and one third', () => {
  const [half, third] = [fraction(1n, 2n), fraction(1n, 3n)]
  test('are added, subtracted, multiplied, divided and compared exactly', () => {
    expect(add(half, third)).toEqual(fraction(5n, 6n))
    expect(subtract(half, third)).toEqual(fraction(1n, 6n))
    expect(multiply(half, third)).toEqual(fraction(1n, 6n))
    expect(divide(half, third)).toEqual(fraction(3n, 2n))
    expect([compare(half, third), compare(third, half), compare(half, fraction(2n, 4n))]).toEqual([1, -1, 0])
  })
})

test('what is added can be taken away, and the order is that of the difference', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a)
      expect(Math.sign(compare(a, b))).toBe(compare(subtract(a, b), fraction(0n)))
      if (b.numerator !== 0n) expect(divide(multiply(a, b), b)).toEqual(a)
    }),
  )
})

test('the nearest double is right however long the numbers are', () => {
  const huge = 10n ** 500n
  expect(toNumber(fraction(huge + 1n, 3n * huge))).toBeCloseTo(1 / 3, 14)
  expect(toNumber(fraction(-7n * huge, 2n * huge))).toBe(-3.5)
  expect(toNumber(fraction(1n, 10n))).toBe(0.1)
  expect(toNumber(fraction(0n))).toBe(0)
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-200, max: 1e200 }), (value) => {
      const scaled = fraction(BigInt(Math.round((value / 2 ** Math.floor(Math.log2(value))) * 2 ** 52)), 2n ** 52n)
      const expected = value / 2 ** Math.floor(Math.log2(value))
      expect(Math.abs(toNumber(scaled) / expected - 1)).toBeLessThan(2 ** -51)
    }),
  )
})

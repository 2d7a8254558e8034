import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, divide, fraction, multiply, subtract } from './index.ts'

describe('exact numbers', () => {
  test('one third and one sixth make one half, in lowest terms', () => {
    expect(add(fraction(1n, 3n), fraction(1n, 6n))).toEqual({ numerator: 1n, denominator: 2n })
  })

  test('the sign is carried above', () => {
    expect(fraction(2n, -4n)).toEqual({ numerator: -1n, denominator: 2n })
    expect(fraction(0n, -4n)).toEqual({ numerator: 0n, denominator: 1n })
  })

  test('dividing by zero is our own mistake', () => {
    expect(() => divide(fraction(1n), fraction(0n))).toThrow('other than 0')
  })
})

const anyFraction = fc.tuple(fc.bigInt(-99n, 99n), fc.bigInt(1n, 99n)).map(([top, bottom]) => fraction(top, bottom))

test('what is added can be taken back, what is multiplied divided, and the order is that of the differences', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a)
      if (b.numerator !== 0n) expect(divide(multiply(a, b), b)).toEqual(a)
      expect(Math.sign(compare(a, b))).toBe(
        Number(subtract(a, b).numerator > 0n) - Number(subtract(a, b).numerator < 0n),
      )
    }),
  )
})

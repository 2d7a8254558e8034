import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, fraction } from '#kernel/fraction'
import { cents, frenchCents, frenchMoney, readCents, readCount, roundByLargestRemainder } from './index.ts'

describe('an amount is read exactly, or refused', () => {
  const cases: readonly [string, bigint | string][] = [
    ['1250', 125_000n],
    ['1250,5', 125_050n],
    ['1250.50', 125_050n],
    ['1250,50 €', 125_050n],
    ['0,1', 10n],
    ['0', 0n],
    ['1 250,50', 125_050n],
    ['12\u202f345\u202f678,90\u00a0€', 1_234_567_890n],
    ['9007199254740,93', 900_719_925_474_093n],
    ['1250,500', 125_050n],
    ['1,250', 'ambiguous-thousands'],
    ['1.250', 'ambiguous-thousands'],
    ['1.250,50', 'two-decimal-marks'],
    ['12 50', 'misplaced-spaces'],
    ['1250 000', 'misplaced-spaces'],
    ['1250,505', 'below-one-cent'],
    ['', 'missing'],
    ['-5', 'negative'],
    ['1,2E+06', 'scientific'],
    ['douze', 'unreadable'],
    ['5,', 'unreadable'],
    ['1234567890123456', 'too-long'],
  ]
  test.each(cases)('« %s »', (text, expected) => {
    const read = readCents(text)
    expect(read.ok ? read.value : read.refusal).toBe(expected)
  })
})

test('a number of votes is whole', () => {
  expect(readCount('1 234')).toEqual({ ok: true, value: 1234n })
  expect(readCount('12.0')).toEqual({ ok: true, value: 12n })
  expect(readCount('12,5')).toEqual({ ok: false, refusal: 'not-whole' })
  expect(readCount('1.234')).toEqual({ ok: false, refusal: 'ambiguous-thousands' })
})

test('money is written as the French write it', () => {
  expect(frenchCents(cents(450_000n))).toBe('4\u202f500\u00a0€')
  expect(frenchCents(cents(5n))).toBe('0,05\u00a0€')
  expect(frenchCents(cents(-123_450n))).toBe('−1\u202f234,50\u00a0€')
  expect(frenchMoney(fraction(200n, 3n))).toBe('0,67\u00a0€')
})

describe('the largest remainder', () => {
  test('3,5 + 3,25 + 3,25 in whole units: the missing one goes to the first', () => {
    const shares = [fraction(7n, 2n), fraction(13n, 4n), fraction(13n, 4n)]
    expect(roundByLargestRemainder(shares, [2, 1, 0])).toEqual([4n, 3n, 3n])
  })

  test('ten thirds each: equal remainders, the declared order decides', () => {
    const shares = [fraction(10n, 3n), fraction(10n, 3n), fraction(10n, 3n)]
    expect(roundByLargestRemainder(shares, [2, 0, 1])).toEqual([3n, 4n, 3n])
  })

  test('keeps the sum, and each at less than one unit from its share', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10_000n),
        fc.array(fc.bigInt(0n, 999n), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0n)
          fc.pre(sum > 0n)
          const shares = weights.map((weight) => fraction(total * weight, sum))
          const parts = roundByLargestRemainder(
            shares,
            weights.map((_, index) => index),
          )
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total)
          parts.forEach((part, index) => {
            expect(compare(fraction(part - 1n), shares[index]!)).toBeLessThan(0)
            expect(compare(fraction(part + 1n), shares[index]!)).toBeGreaterThan(0)
          })
        },
      ),
    )
  })

  test('shares whose sum is not whole are our own mistake', () => {
    expect(() => roundByLargestRemainder([fraction(1n, 2n)], [0])).toThrow('whole number')
  })
})

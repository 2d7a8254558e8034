import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, divide, type Fraction, fraction, ZERO } from '#kernel/fraction'
import { fillByLevels } from './references.testing.ts'
import { fill, type Vessel } from './water-filling.ts'

describe('money freed by a ceiling is shared again', () => {
  const cases: readonly [string, number, readonly [number, number][], readonly string[]][] = [
    [
      'nobody is capped: 90 by 1, 2, 3',
      90,
      [
        [1, 99],
        [2, 99],
        [3, 99],
      ],
      ['15', '30', '45'],
    ],
    // 100 ÷ 4 = 25 each; the first keeps 10, so (100 − 10) ÷ 3 = 30 for the others.
    [
      'one is capped at 10',
      100,
      [
        [1, 10],
        [1, 99],
        [1, 99],
        [1, 99],
      ],
      ['10', '30', '30', '30'],
    ],
    // Round 1: 25 each, the first keeps 10. Round 2: 30 each, the second keeps 28. Round 3: 62 ÷ 2 = 31.
    [
      'what one frees lifts another to its ceiling',
      100,
      [
        [1, 10],
        [1, 28],
        [1, 99],
        [1, 99],
      ],
      ['10', '28', '31', '31'],
    ],
    [
      'all are full: some is left',
      100,
      [
        [1, 10],
        [5, 20],
      ],
      ['10', '20'],
    ],
    [
      'a third stays a third',
      1,
      [
        [1, 9],
        [1, 9],
        [1, 9],
      ],
      ['1/3', '1/3', '1/3'],
    ],
    [
      'who weighs nothing receives nothing',
      10,
      [
        [0, 9],
        [1, 99],
      ],
      ['0', '10'],
    ],
    [
      'an empty pot',
      0,
      [
        [1, 9],
        [2, 9],
      ],
      ['0', '0'],
    ],
    [
      'a ceiling of zero',
      10,
      [
        [1, 0],
        [1, 99],
      ],
      ['0', '10'],
    ],
    ['nobody', 10, [], []],
  ]
  test.each(cases)('%s', (_, pot, sketches, expected) => {
    const filled = fill(fraction(BigInt(pot)), sketches.map(vessel))
    expect(filled.map(({ amount }) => written(amount))).toEqual(expected)
  })

  test('each round says what it shared', () => {
    const [first, second] = fill(fraction(100n), [vessel([1, 10]), vessel([3, 99])])
    expect(first!.shares).toEqual([
      { round: 1, pot: fraction(100n), weight: 1n, totalWeight: 4n, share: fraction(25n), isCapped: true },
    ])
    expect(second!.shares).toEqual([
      { round: 1, pot: fraction(100n), weight: 3n, totalWeight: 4n, share: fraction(75n), isCapped: false },
      { round: 2, pot: fraction(90n), weight: 3n, totalWeight: 3n, share: fraction(90n), isCapped: false },
    ])
  })
})

const anyVessels = fc.array(fc.tuple(fc.nat(9), fc.nat(60)).map(vessel), { maxLength: 8 })

test('the amounts are those of the definition: one level for all, found by another road', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 7 }), anyVessels, (top, bottom, vessels) => {
      const pot = fraction(BigInt(top), BigInt(bottom))
      expect(fill(pot, vessels).map(({ amount }) => amount)).toEqual(fillByLevels(pot, vessels))
    }),
    { numRuns: 2000 },
  )
})

test('the water is still: nothing is left unless all are full, and nobody stands lower than another but under its ceiling', () => {
  fc.assert(
    fc.property(fc.nat(200), anyVessels, (total, vessels) => {
      const filled = fill(fraction(BigInt(total)), vessels)
      const open = vessels.flatMap(({ weight, ceiling }, index) => {
        const { amount } = filled[index]!
        expect(compare(amount, ceiling)).toBeLessThanOrEqual(0)
        return weight > 0n && compare(amount, ceiling) < 0 ? [divide(amount, fraction(weight))] : []
      })
      for (const level of open) expect(level).toEqual(open[0])
      vessels.forEach(({ weight }, index) => {
        const { amount } = filled[index]!
        if (weight > 0n && open[0]) expect(compare(divide(amount, fraction(weight)), open[0])).toBeLessThanOrEqual(0)
      })
      const sum = filled.reduce((all, { amount }) => add(all, amount), ZERO)
      if (open.length > 0) expect(sum).toEqual(fraction(BigInt(total)))
    }),
    { numRuns: 1000 },
  )
})

function vessel([weight, ceiling]: readonly [number, number]): Vessel {
  return { weight: BigInt(weight), ceiling: fraction(BigInt(ceiling)) }
}

function written({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

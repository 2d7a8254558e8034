import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { linesOf, type MoneyLine, PERIMETERS, type Perimeter, sumsOf } from './money.ts'

const line = (code: string, perimeter: Perimeter, paid: bigint): MoneyLine => ({
  ...{ code, label: `Ligne ${code}`, perimeter, isFictitious: false },
  ...{ openedCents: cents(paid * 4n), engagedCents: cents(paid * 2n), paidCents: cents(paid) },
})
const MONEY = {
  year: 2026,
  lines: [line('A', 'dedicated', 100n), line('B', 'transversal', 900n), line('C', 'dedicated', 1n)],
  paidAt: [],
}

test('lines of an action come in its own order; a line without a budget of the year is left out', () => {
  expect(linesOf({ lines: ['C', 'Z', 'A'] }, MONEY).map(({ code }) => code)).toEqual(['C', 'A'])
})

test('each perimeter has its own sums, and one that has no line has none', () => {
  expect(sumsOf(MONEY.lines, 'dedicated')?.paidCents).toBe(101n)
  expect(sumsOf(MONEY.lines, 'transversal')).toEqual({ openedCents: 3600n, engagedCents: 1800n, paidCents: 900n })
  expect(sumsOf([line('A', 'dedicated', 5n)], 'transversal')).toBeUndefined()
})

test('whatever the lines, no euro of one perimeter is in the sum of the other', () => {
  const anyLine = fc
    .tuple(fc.constantFrom(...PERIMETERS), fc.bigInt({ min: 0n, max: 10n ** 12n }))
    .map(([perimeter, paid]) => line('X', perimeter, paid))
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
      const sums = PERIMETERS.map((perimeter) => sumsOf(lines, perimeter)?.paidCents ?? 0n)
      expect(sums[0]! + sums[1]!).toBe(lines.reduce((all, { paidCents }) => all + paidCents, 0n))
      for (const [rank, perimeter] of PERIMETERS.entries()) {
        const own = lines.filter((each) => each.perimeter === perimeter)
        expect(sums[rank]).toBe(own.reduce((all, { paidCents }) => all + paidCents, 0n))
      }
    }),
  )
})

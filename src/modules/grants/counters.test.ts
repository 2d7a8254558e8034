import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { coveredMonths, type DeMinimisAid, deMinimisOf, monthNumber } from './counters.ts'

const THRESHOLD = cents(2_300_000n)
const NOW = monthNumber('2026-12-01')
const of = (...months: readonly (readonly [string, bigint])[]) =>
  months.map(([day, amount]) => ({ month: monthNumber(day), cents: cents(amount) }))

test('two grants within twelve civil months that exceed the threshold together are both covered', () => {
  const covered = coveredMonths(of(['2025-02-10', 1_200_000n], ['2026-01-31', 1_200_000n]), THRESHOLD, NOW)
  expect([...covered].toSorted()).toEqual([monthNumber('2025-02-01'), monthNumber('2026-01-01')])
})

test('a month later they are not: the stretch is of twelve months', () => {
  expect(coveredMonths(of(['2025-02-10', 1_200_000n], ['2026-02-01', 1_200_000n]), THRESHOLD, NOW).size).toBe(0)
})

test('exactly the threshold obliges to nothing, one cent more does', () => {
  expect(coveredMonths(of(['2026-03-01', 2_300_000n]), THRESHOLD, NOW).size).toBe(0)
  expect(coveredMonths(of(['2026-03-01', 2_300_001n]), THRESHOLD, NOW).size).toBe(1)
})

test('the stretches looked at are enough: every other one gives the same', () => {
  const totals = fc.uniqueArray(
    fc.record({ month: fc.integer({ min: 0, max: 40 }), cents: fc.bigInt(1n, 3_000_000n).map(cents) }),
    { selector: ({ month }) => month, maxLength: 12 },
  )
  fc.assert(
    fc.property(totals, (each) => {
      const plain = new Set<number>()
      for (let end = 0; end <= 40; end += 1) {
        const within = each.filter(({ month }) => month > end - 12 && month <= end)
        if (within.reduce((sum, one) => sum + one.cents, 0n) > THRESHOLD)
          for (const { month } of within) plain.add(month)
      }
      expect([...coveredMonths(each, THRESHOLD, 40)].toSorted()).toEqual([...plain].toSorted())
    }),
  )
})

test('aids de minimis are counted over three years from date to date', () => {
  const aid: DeMinimisAid = {
    siren: '999000003',
    regime: 'general',
    grantedOn: '2023-03-10',
    grantedBy: 'Exemple',
    cents: cents(100n),
    isOurs: true,
  }
  expect(deMinimisOf([aid], 'general', '2026-03-09', 3)).toBe(100n)
  expect(deMinimisOf([aid], 'general', '2026-03-10', 3)).toBe(0n)
  expect(deMinimisOf([aid], 'sieg', '2026-03-09', 3)).toBe(0n)
})

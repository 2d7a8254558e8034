import { describe, expect, test } from 'vitest'
import type { AllocationRule, Quota, WhenShort } from './index.ts'
import { allocationOf, amountsInEuros, euros, requestOf, type Sketch, told } from './requests.testing.ts'

type Sketches = Readonly<Record<string, Sketch>>

describe('down the ranking until the money is gone', () => {
  const projects: Sketches = {
    A: { votes: 10, asks: 3000 },
    B: { votes: 30, asks: 4000 },
    C: { votes: 20, asks: 5000 },
  }
  const cases: readonly [string, number, WhenShort, string][] = [
    ['B, then C, then A', 12_000, 'skip', 'A 3000, B 4000, C 5000'],
    ['C does not fit: passed, A fits', 8000, 'skip', 'A 3000, B 4000, C 0'],
    ['C does not fit: the count stops', 8000, 'stop', 'A 0, B 4000, C 0'],
    ['C does not fit: it receives what is left', 8000, 'part', 'A 0, B 4000, C 4000'],
    ['exactly enough for two', 9000, 'stop', 'A 0, B 4000, C 5000'],
  ]
  test.each(cases)('%s', (_, envelope, whenShort, expected) => {
    expect(told(allocationOf(requestOf(envelope, { kind: 'ranking', whenShort }, projects)))).toBe(expected)
  })

  test('same votes: the cheapest first', () => {
    const equal = { A: { votes: 5, asks: 3000 }, B: { votes: 5, asks: 2000 } }
    expect(told(allocationOf(requestOf(3000, { kind: 'ranking', whenShort: 'skip' }, equal)))).toBe('A 0, B 2000')
  })
})

describe('a quota for each territory', () => {
  const projects: Sketches = {
    A: { votes: 90, asks: 4000, territory: 'nord' },
    B: { votes: 80, asks: 4000, territory: 'nord' },
    C: { votes: 10, asks: 4000, territory: 'sud' },
  }
  const each = (amount: number): Quota => ({ of: 'money', amount: euros(amount) })
  const cases: readonly [string, number, Quota, WhenShort, string][] = [
    ['one project each: C passes before B', 8000, { of: 'projects', count: 1 }, 'skip', 'A 4000, B 0, C 4000'],
    ['then the general ranking', 12_000, { of: 'projects', count: 1 }, 'skip', 'A 4000, B 4000, C 4000'],
    ['two projects each: the ranking as it is', 8000, { of: 'projects', count: 2 }, 'skip', 'A 4000, B 4000, C 0'],
    ['5 000 each: 1 000 is left in each, 2 000 for B', 10_000, each(5000), 'part', 'A 4000, B 2000, C 4000'],
    ['5 000 each, nothing in part: 2 000 are left', 10_000, each(5000), 'skip', 'A 4000, B 0, C 4000'],
    [
      '1 000 for the north, 4 000 for the south',
      8000,
      { of: 'money', amount: amountsInEuros({ nord: 1000, sud: 4000 }) },
      'skip',
      'A 4000, B 0, C 4000',
    ],
    ['a part from the quota, the rest from the ranking', 8000, each(2000), 'part', 'A 4000, B 2000, C 2000'],
  ]
  test.each(cases)('%s', (_, envelope, quota, whenShort, expected) => {
    const rule: AllocationRule = { kind: 'territory-quota', quota, whenShort }
    expect(told(allocationOf(requestOf(envelope, rule, projects)))).toBe(expected)
  })
})

describe('a number of projects for each territory, when the money is short', () => {
  const rule = (whenShort: WhenShort): AllocationRule => {
    return { kind: 'territory-quota', quota: { of: 'projects', count: 1 }, whenShort }
  }

  test('a project that could not be paid does not take the place of its territory', () => {
    const projects: Sketches = {
      A: { votes: 90, asks: 6000, territory: 'nord' },
      B: { votes: 80, asks: 3000, territory: 'nord' },
      C: { votes: 70, asks: 3000, territory: 'sud' },
    }
    expect(told(allocationOf(requestOf(5000, rule('skip'), projects)))).toBe('A 0, B 3000, C 0')
  })

  test('once stopped, a project passed for its territory does not start the count again', () => {
    const projects: Sketches = {
      A: { votes: 90, asks: 3000, territory: 'nord' },
      B: { votes: 80, asks: 6000, territory: 'sud' },
      C: { votes: 70, asks: 1000, territory: 'nord' },
      D: { votes: 60, asks: 1000, territory: 'est' },
    }
    expect(told(allocationOf(requestOf(5000, rule('stop'), projects)))).toBe('A 3000, B 0, C 0, D 0')
  })
})

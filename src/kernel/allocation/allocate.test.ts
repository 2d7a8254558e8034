import { describe, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import type { AllocationRequest, AllocationRule, Split, WhenShort } from './index.ts'
import { allocationOf, amountsInEuros, euros, requestOf, type Sketch, told } from './requests.testing.ts'

type Sketches = Readonly<Record<string, Sketch>>

describe('the same amount in each category', () => {
  const projects: Sketches = {
    A: { votes: 50, asks: 9000, category: 'culture' },
    B: { votes: 30, asks: 3000, category: 'culture' },
    C: { votes: 40, asks: 9000, category: 'sport' },
  }
  const rule = (whenShort: WhenShort | 'reduce'): AllocationRule => {
    return { kind: 'fixed-by-category', amounts: amountsInEuros({ culture: 5000, sport: 2000 }), whenShort }
  }
  const cases: readonly [string, number, WhenShort | 'reduce', string][] = [
    ['enough for all: B has what it asks, less than 5 000', 20_000, 'skip', 'A 5000, B 3000, C 2000'],
    ['6 000 in order of votes: A 5 000, C lacks 1 000, B too', 6000, 'skip', 'A 5000, B 0, C 0'],
    ['7 500: A 5 000, C 2 000, then B, which receives the 500 left', 7500, 'part', 'A 5000, B 500, C 2000'],
    ['8 000: after A and C, B would need 3 000 of the 1 000 left', 8000, 'skip', 'A 5000, B 0, C 2000'],
    ['6 000 and stop: C does not fit, B is not looked at', 6000, 'stop', 'A 5000, B 0, C 0'],
    // 6 000 for promises of 5 000, 5 000 and 2 000: half of each; B asks for more than its 2 500.
    ['6 000, all reduced: half of each', 6000, 'reduce', 'A 2500, B 2500, C 1000'],
    // 9 000 × 5 ÷ 12 = 3 750: B keeps 3 000. 6 000 are left for 7 000: 5 000 × 6/7 = 4 285,71 and 1 714,29.
    ['9 000, all reduced, B at its request: what B frees goes to A and C', 9000, 'reduce', 'A 4286, B 3000, C 1714'],
    ['10 000 is exactly enough', 10_000, 'reduce', 'A 5000, B 3000, C 2000'],
  ]
  test.each(cases)('%s', (_, envelope, whenShort, expected) => {
    expect(told(allocationOf(requestOf(envelope, rule(whenShort), projects)))).toBe(expected)
  })
})

describe('tiers by rank', () => {
  const tiers = [
    { throughRank: 1, amountCents: euros(5000) },
    { throughRank: 3, amountCents: euros(2000) },
  ] as const
  const projects: Sketches = {
    A: { votes: 10, asks: 9000, category: 'culture' },
    B: { votes: 40, asks: 9000, category: 'culture' },
    C: { votes: 30, asks: 1500, category: 'sport' },
    D: { votes: 20, asks: 9000, category: 'sport' },
  }
  const cases: readonly [string, number, Partial<Extract<AllocationRule, { kind: 'tiers-by-rank' }>>, string][] = [
    ['B is first, C asks for less than 2 000, D third, A fourth', 20_000, {}, 'A 0, B 5000, C 1500, D 2000'],
    ['ranks in each category', 20_000, { within: 'category' }, 'A 2000, B 5000, C 1500, D 2000'],
    [
      '« the others » receive 800',
      20_000,
      { tiers: [...tiers, { throughRank: 'last', amountCents: euros(800) }] },
      'A 800, B 5000, C 1500, D 2000',
    ],
    ['7 000: C and then 500 for D', 7000, { whenShort: 'part' }, 'A 0, B 5000, C 1500, D 500'],
    // 4 500 × 5/9 = 2 500, 4 500 × 2/9 = 1 000 each: nobody reaches what they ask.
    ['4 500, all reduced by half', 4500, { whenShort: 'reduce' }, 'A 0, B 2500, C 1000, D 1000'],
  ]
  test.each(cases)('%s', (_, envelope, options, expected) => {
    const rule: AllocationRule = { kind: 'tiers-by-rank', tiers, within: 'all', whenShort: 'skip', ...options }
    expect(told(allocationOf(requestOf(envelope, rule, projects)))).toBe(expected)
  })
})

describe('proportional to votes', () => {
  const town: Sketches = {
    A: { votes: 60, asks: 9000, category: 'culture' },
    B: { votes: 20, asks: 9000, category: 'culture' },
    C: { votes: 20, asks: 9000, category: 'sport' },
  }
  const caps = (amounts: Readonly<Record<string, number>>): Partial<AllocationRequest> => {
    return { limits: { caps: amountsInEuros(amounts), maximumCostShareBasisPoints: undefined } }
  }
  const given = (amounts: Readonly<Record<string, number>>, whenLeft: 'to-others' | 'reserved'): Split => {
    return { by: 'amounts', amounts: amountsInEuros(amounts), whenLeft }
  }
  const cases: readonly [string, number, Split, Sketches, Partial<AllocationRequest>, string][] = [
    ['10 000 for 100 votes: 100 € a vote', 10_000, { by: 'votes' }, town, {}, 'A 6000, B 2000, C 2000'],
    // Culture has 8 000: A would have 6 000 and keeps 5 000; B receives the 1 000 freed; sport is not touched.
    [
      'a cap of 5 000 frees 1 000 for the same category',
      10_000,
      { by: 'votes' },
      town,
      caps({ culture: 5000, sport: 9000 }),
      'A 5000, B 3000, C 2000',
    ],
    // Culture may use 5 000 of its 8 000 only: 3 000 go to sport.
    [
      'a category that is full gives to the others',
      10_000,
      { by: 'votes' },
      town,
      caps({ culture: 2500, sport: 9000 }),
      'A 2500, B 2500, C 5000',
    ],
    [
      'everybody at the maximum: 1 000 are left',
      10_000,
      { by: 'votes' },
      town,
      caps({ culture: 3000, sport: 3000 }),
      'A 3000, B 3000, C 3000',
    ],
    // Ceilings: culture 18 000, sport 9 000: 2/3 and 1/3 of 9 000. Culture: 3/4 and 1/4 of 6 000.
    ['parts of the categories by what they may receive', 9000, { by: 'ceilings' }, town, {}, 'A 4500, B 1500, C 3000'],
    [
      'parts written in the règlement',
      10_000,
      given({ culture: 4000, sport: 6000 }, 'to-others'),
      town,
      {},
      'A 3000, B 1000, C 6000',
    ],
    [
      'what sport cannot use goes to culture',
      20_000,
      given({ culture: 8000, sport: 12_000 }, 'to-others'),
      town,
      {},
      'A 8250, B 2750, C 9000',
    ],
    [
      'unless it is reserved',
      20_000,
      given({ culture: 8000, sport: 12_000 }, 'reserved'),
      town,
      {},
      'A 6000, B 2000, C 9000',
    ],
    [
      'no vote, no part',
      800,
      { by: 'votes' },
      { ...town, C: { votes: 0, asks: 900, category: 'sport' } },
      {},
      'A 600, B 200, C 0',
    ],
    // 1 000 ÷ 3 = 333,33 each: one euro is missing, it goes to the cheapest.
    [
      'a third each: the euro over goes to the cheapest',
      1000,
      { by: 'votes' },
      {
        A: { votes: 1, asks: 900, category: 'x' },
        B: { votes: 1, asks: 800, category: 'x' },
        C: { votes: 1, asks: 900, category: 'x' },
      },
      {},
      'A 333, B 334, C 333',
    ],
    [
      'same cost too: to the first in the published lot',
      1000,
      { by: 'votes' },
      {
        A: { votes: 1, asks: 900, category: 'x', lot: 3 },
        B: { votes: 1, asks: 900, category: 'x', lot: 2 },
        C: { votes: 1, asks: 900, category: 'x', lot: 1 },
      },
      {},
      'A 333, B 333, C 334',
    ],
    [
      'to the cent',
      10,
      { by: 'votes' },
      { A: { votes: 2, asks: 90, category: 'x' }, B: { votes: 1, asks: 90, category: 'x' } },
      { roundingCents: cents(1n) },
      'A 6.67, B 3.33',
    ],
    [
      'no more than 80 % of the cost',
      10_000,
      { by: 'votes' },
      { A: { votes: 9, asks: 1000, category: 'x' }, B: { votes: 1, asks: 5000, category: 'x' } },
      { limits: { caps: undefined, maximumCostShareBasisPoints: 8000 } },
      'A 800, B 4000',
    ],
  ]
  test.each(cases)('%s', (_, envelope, split, sketches, options, expected) => {
    const rule: AllocationRule = { kind: 'proportional', within: 'category', split }
    expect(told(allocationOf(requestOf(envelope, rule, sketches, options)))).toBe(expected)
  })

  test('over all projects, a cap frees money for everybody', () => {
    const rule: AllocationRule = { kind: 'proportional', within: 'all', split: { by: 'votes' } }
    const capped = caps({ culture: 5000, sport: 9000 })
    // A keeps 5 000; 5 000 for 40 votes: 2 500 each.
    expect(told(allocationOf(requestOf(10_000, rule, town, capped)))).toBe('A 5000, B 2500, C 2500')
  })
})

test('41 projects, 352 000 € and three caps: nothing above, all is given or all are full', () => {
  const names = ['valeurs', 'coopération', 'innovation']
  const sketches = Object.fromEntries(
    Array.from({ length: 41 }, (_, index) => [
      `P${index}`,
      { votes: 31 + ((index * 97) % 211), asks: 6000 + 700 * index, category: names[index % 3]! },
    ]),
  )
  // The cap of the middle category is not public: 10 000 € is this test's.
  const caps = amountsInEuros({ valeurs: 4500, coopération: 10_000, innovation: 20_000 })
  const rule: AllocationRule = { kind: 'proportional', within: 'category', split: { by: 'votes' } }
  const allocation = allocationOf(
    requestOf(352_000, rule, sketches, { limits: { caps, maximumCostShareBasisPoints: undefined } }),
  )
  expect(allocation.totalCents).toBe(35_200_000n)
  for (const { project, amountCents } of allocation.amounts)
    expect(amountCents).toBeLessThanOrEqual(caps.get(project.category)!)
})

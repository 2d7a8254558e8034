import { describe, expect, test } from 'vitest'
import { electionOf, idsOf, type Sketch } from '../elections.testing.ts'
import { fraction } from '../fraction.ts'
import type { EqualSharesRule, Tally } from '../model.ts'
import { equalShares } from './index.ts'

const RULE: EqualSharesRule = {
  kind: 'equal-shares',
  utility: 'cost',
  completion: 'none',
  start: 'exact',
  exhaustiveStop: 'supported',
  comparison: false,
  ties: 'cost-votes',
}

function countOf(sketch: Sketch, rule: Partial<EqualSharesRule> = {}): Tally & { readonly elected: string } {
  const election = electionOf(sketch)
  const tally = equalShares(election, { ...RULE, ...rule })
  return { ...tally, elected: idsOf(election, tally.winners) }
}

// 90 € for Ana, Bob and Chloé: 30 € each. All three want the playground (60 €), Ana and Bob the benches (30 €).
const VILLAGE: Sketch = {
  budget: 90,
  costs: { playground: 60, benches: 30 },
  ballots: { 'playground,benches': 2, playground: 1 },
}

describe('everybody has the same share and pays for what they chose', () => {
  test('the playground asks 20 € of each for a value of 60: cheaper than the benches, 15 € for a value of 30', () => {
    const { elected, rounds, losses } = countOf(VILLAGE)
    expect(elected).toBe('playground')
    expect(rounds[0]).toMatchObject({ price: fraction(20n, 60n), payers: 3, emptied: 0, moneyLeft: 30n })
    // Ana and Bob have 10 € each left, the benches cost 30 €.
    expect(losses).toEqual([{ project: 1, reason: 'supporters-short', available: fraction(20n) }])
  })

  test('when each project is worth the same, the benches come first and Chloé pays more for the playground', () => {
    const { elected, rounds } = countOf(VILLAGE, { utility: 'cardinality' })
    expect(elected).toBe('benches playground')
    // 15 € of Ana and Bob; then they have 15 € left each, which they give, and Chloé gives her 30 €.
    expect(rounds[0]).toMatchObject({ price: fraction(15n), payers: 2, emptied: 0 })
    expect(rounds[1]).toMatchObject({ price: fraction(30n), payers: 3, emptied: 3, moneyLeft: 0n })
  })

  test('who has less than the price gives all they have, the others make it up', () => {
    // 20 € each. The lamp asks 10 € of two; the tree (36 €) then finds 10, 10 and 20 €: it takes 10, 10 and 16 €.
    const { rounds } = countOf(
      { budget: 60, costs: { lamp: 20, tree: 36 }, ballots: { 'lamp,tree': 2, tree: 1 } },
      { utility: 'cardinality' },
    )
    expect(rounds[1]).toMatchObject({ project: 1, price: fraction(16n), payers: 3, emptied: 2, moneyLeft: 4n })
  })

  test('who has nothing left no longer pays', () => {
    // 10 € each. The two who chose both spend all on the lamp; the tree is paid by the third alone.
    const { elected, rounds } = countOf(
      { budget: 30, costs: { lamp: 20, tree: 10 }, ballots: { 'lamp,tree': 2, tree: 1 } },
      { utility: 'cost', ties: 'cost-votes' },
    )
    expect(elected).toBe('tree')
    expect(rounds).toHaveLength(1)
    const other = countOf({ budget: 30, costs: { lamp: 20, tree: 10 }, ballots: { lamp: 1, 'lamp,tree': 1, tree: 1 } })
    expect(other.elected).toBe('tree')
    const last = countOf({ budget: 30, costs: { a: 20, z: 10 }, ballots: { 'a,z': 2, z: 1 } }, { ties: 'id' })
    expect(last.rounds[0]).toMatchObject({ project: 1, price: fraction(1n, 3n) })
  })

  test('with points, a voter pays in proportion to the points given', () => {
    // 10 € each. 12 € at 2 € a point: 5 points 10 €, 1 point 2 €.
    const { rounds } = countOf(
      { type: 'cumulative', budget: 30, costs: { A: 12, B: 30 }, ballots: ['A/5', 'A/1', 'B/1'] },
      { utility: 'points' },
    )
    expect(rounds).toMatchObject([{ project: 0, price: fraction(2n), payers: 2, emptied: 1, moneyLeft: 18n }])
  })

  test.each([
    // Three ranked A > B > C, two ranked C > A. 20 € each.
    // Borda: on the long ballot A 2, B 1, C 0; on the short one C 1, A 0. A asks 10 € a point, C 15 €.
    ['borda', 'A C', [fraction(10n), fraction(15n)]],
    // Positions: 3, 2, 1 on every ballot. A 3×3 + 2×2 = 13 points; C then 3×1 + 2×3 = 9 points.
    ['positions', 'A C', [fraction(60n, 13n), fraction(30n, 9n)]],
  ] as const)('with ranks counted as %s', (utility, elected, prices) => {
    const sketch: Sketch = {
      type: 'ordinal',
      budget: 100,
      costs: { A: 60, B: 90, C: 30 },
      ballots: { 'A,B,C': 3, 'C,A': 2 },
    }
    const tally = countOf(sketch, { utility })
    expect(tally.elected.split(' ').sort().join(' ')).toBe(elected)
    expect(tally.rounds.map((round) => round.price)).toEqual(utility === 'borda' ? prices : [...prices].reverse())
  })

  test('amounts with cents are counted in cents', () => {
    const { elected, cost, endowment } = countOf({ budget: '10.50', costs: { A: '10.50', B: 1 }, ballots: { A: 3 } })
    expect([elected, cost, endowment]).toEqual(['A', 105n, fraction(35n)])
  })

  test('a project nobody chose is never bought, nor one dearer than everything', () => {
    const { elected, losses } = countOf({ budget: 10, costs: { A: 1, B: 1, C: 999 }, ballots: { 'A,C': 2 } })
    expect(elected).toBe('A')
    expect(losses).toEqual([
      { project: 1, reason: 'unsupported', available: fraction(0n) },
      { project: 2, reason: 'supporters-short', available: fraction(9n) },
    ])
  })

  test('an election without voters elects nothing', () => {
    const election = electionOf({ budget: 10, costs: { A: 1 }, ballots: { A: 1 } })
    const empty = new Int32Array(0)
    const profile = { ...election.profile, voterCount: 0, groupCount: 0, multiplicities: empty, choices: empty }
    const nobody = { ...election, profile: { ...profile, offsets: new Int32Array(1), groupOfVoter: empty } }
    for (const completion of ['none', 'add1'] as const) {
      expect(equalShares(nobody, { ...RULE, completion }).winners).toEqual([])
    }
  })

  test.each([3, 7, 49, 61, 105, 112, 142, 241])(
    '%i voters who all want one project of the whole budget get it',
    (voters) => {
      // Added up in floating numbers, 61 times 150000/61 is less than 150000: some programs then fund nothing.
      const { elected, rounds } = countOf({ budget: 150_000, costs: { A: 150_000 }, ballots: { A: voters } })
      expect(elected).toBe('A')
      expect(rounds[0]).toMatchObject({ payers: voters, emptied: voters, moneyLeft: 0n })
    },
  )
})

describe('completions: what to do with the money nobody could use', () => {
  // 5 € each: A (8 €) is too dear for the one who wants it, B (2 €) is not.
  const PAIR: Sketch = { budget: 10, costs: { A: 8, B: 2 }, ballots: { A: 1, B: 1 } }

  test('none: it is not spent', () => {
    expect(countOf(PAIR)).toMatchObject({ elected: 'B', cost: 2n, increments: undefined })
  })

  test('utilitarian: the most chosen of the rest that fit, those nobody chose last', () => {
    const sketch: Sketch = {
      budget: 20,
      costs: { A: 11, B: 1, C: 12, D: 6, E: 2, F: 1 },
      ballots: { 'A,C': 1, 'C,D': 1, B: 2 },
    }
    // 5 € each. B is bought. Left 19: C has 2 votes and fits; left 7: A does not fit, D does, then F, nobody's.
    const { elected, rounds, losses } = countOf(sketch, { completion: 'utilitarian' })
    expect(elected).toBe('B C D F')
    expect(rounds.map((round) => round.stage)).toEqual(['equal-shares', 'completion', 'completion', 'completion'])
    expect(rounds[1]).toMatchObject({ price: fraction(2n), payers: 2, emptied: 0, moneyLeft: 7n })
    expect(losses.map((loss) => loss.reason)).toEqual(['budget-short', 'budget-short'])
  })

  test('utilitarian with points: most points for each euro', () => {
    const sketch: Sketch = { type: 'cumulative', budget: 12, costs: { A: 10, B: 5 }, ballots: ['A/3', 'B/2'] }
    // 6 € each: B is bought; with 7 € left A does not fit.
    expect(countOf(sketch, { utility: 'points', completion: 'utilitarian' }).elected).toBe('B')
    // 3/10 of a point for a euro against 2/7: A is taken although dearer.
    const dear: Sketch = { ...sketch, costs: { A: 10, B: 7 } }
    const { elected, rounds } = countOf(dear, { utility: 'points', completion: 'utilitarian' })
    expect([elected, rounds[0]?.price]).toEqual(['A', fraction(3n, 10n)])
  })

  test('add1: one euro more for each, until all is bought', () => {
    // With 8 € each, A and B are bought for 10 € in all.
    const { elected, increments, endowment } = countOf(PAIR, { completion: 'add1' })
    expect([elected, increments, endowment]).toEqual(['B A', 3, fraction(8n)])
  })

  test('add1 stops when nothing more fits', () => {
    // 4.50 € each. B is bought, 7 € are left, A costs 8 €: no euro is added.
    expect(countOf({ ...PAIR, budget: 9 }, { completion: 'add1' })).toMatchObject({ elected: 'B', increments: 0 })
  })

  test('add1 without that stop goes on to the last euro that does not overspend', () => {
    // 7.50 € is not enough for A; with 8.50 € A and B would cost 10 € and there are 9 €.
    const tally = countOf({ ...PAIR, budget: 9 }, { completion: 'add1', exhaustiveStop: 'never' })
    expect(tally).toMatchObject({ elected: 'B', increments: 3, endowment: fraction(15n, 2n) })
  })

  test('add1 can start from a whole number of euros', () => {
    const rule = { completion: 'add1', exhaustiveStop: 'never', start: 'floor' } as const
    expect(countOf({ ...PAIR, budget: 9 }, rule)).toMatchObject({ increments: 3, endowment: fraction(7n) })
    // 9.90 € for two: 4 € each, not 4.95; amounts are in tenths.
    expect(countOf({ ...PAIR, budget: '9.9' }, rule)).toMatchObject({ increments: 3, endowment: fraction(70n) })
  })

  test('a project nobody chose keeps add1 going when the rule looks at all projects', () => {
    const sketch: Sketch = { ...PAIR, budget: 9, costs: { A: 8, B: 2, nobody: 7 } }
    expect(countOf(sketch, { completion: 'add1', exhaustiveStop: 'supported' }).increments).toBe(0)
    expect(countOf(sketch, { completion: 'add1', exhaustiveStop: 'all' }).increments).toBe(3)
  })

  test.each(['supported', 'all', 'never'] as const)(
    'add1 ends when all that was chosen is bought (stop: %s)',
    (exhaustiveStop) => {
      // A project nobody chose still fits: waiting for it would last for ever.
      const sketch: Sketch = { budget: 10, costs: { A: 4, B: 2, nobody: 1 }, ballots: { A: 1, B: 1, 'A,B': 1 } }
      const tally = countOf(sketch, { completion: 'add1', exhaustiveStop, start: 'floor' })
      expect(tally.elected.split(' ').sort()).toEqual(['A', 'B'])
      expect(countOf(sketch, { completion: 'add1-utilitarian', exhaustiveStop }).elected).toContain('nobody')
    },
  )

  test('add1 takes the first number of euros that overspends, even if a later one would not', () => {
    const sketch: Sketch = { budget: 12, costs: { A: 5, B: 7, C: 10 }, ballots: { 'A,B': 1, A: 1, C: 1, 'B,C': 1 } }
    const rule = { completion: 'add1', exhaustiveStop: 'never' } as const
    // 3 or 4 € each: only A (2.50 € of two). 5 €: A, then C (5 € of two, half a euro for a euro of value) passes
    // before B (2.50 and 4.50 €): 15 €, too much. 6 €: A, then B (3.50 € of two) at the same price as C: 12 €, which
    // would fit, but the count has stopped.
    expect(countOf(sketch, rule)).toMatchObject({ elected: 'A', increments: 1, endowment: fraction(4n) })
  })
})

test('add1 does not pass over euros that overspend between two counts that buy the same', () => {
  // 14 € each to start; A always first, 17.33 € of three. 22 €: B (45 €) is short of one euro, C is bought: 66 €.
  // 23 and 24 €: B at 22.50 € of two (half a euro for a euro of value) passes before C: 97 €, too much.
  // 25 €: C asks 7 € of two, also half a euro, and is cheaper: 66 € again. Only counting in between tells.
  const sketch: Sketch = {
    budget: 70,
    costs: { A: 52, B: 45, C: 14 },
    ballots: { 'A,C': 1, A: 2, 'B,C': 1, B: 1 },
  }
  const tally = countOf(sketch, { completion: 'add1', exhaustiveStop: 'never' })
  expect(tally).toMatchObject({ elected: 'A C', increments: 8, endowment: fraction(22n), cost: 66n })
})

describe('comparison with greedy', () => {
  // 1 € each. Equal shares buys Y, wanted by one; X (5 €) is wanted by three, who have 3 €.
  const FIVE: Sketch = { budget: 5, costs: { X: 5, Y: 1, W: 3 }, ballots: { X: 3, Y: 1, W: 1 } }

  test('when three prefer what greedy gives and one does not, greedy is kept, also by voters who got nothing', () => {
    expect(countOf(FIVE).elected).toBe('Y')
    const tally = countOf(FIVE, { comparison: true })
    expect(tally).toMatchObject({ elected: 'X', cost: 5n, endowment: undefined })
    expect(tally.rounds).toMatchObject([{ stage: 'greedy', price: fraction(3n), payers: 3, moneyLeft: 0n }])
    expect(tally.losses.map((loss) => loss.reason)).toEqual(['budget-short', 'budget-short'])
  })

  test('greedy, when it is kept, leaves out what nobody chose', () => {
    const { elected, losses } = countOf(
      { ...FIVE, budget: 6, costs: { ...FIVE.costs, nobody: 1, Y: 1 } },
      { comparison: true },
    )
    expect(elected).toBe('X Y')
    expect(losses.map((loss) => loss.reason)).toEqual(['budget-short', 'unsupported'])
  })

  test('when as many prefer the one as the other, equal shares is kept', () => {
    const sketch: Sketch = { budget: 4, costs: { X: 4, Y: 1, Z: 1 }, ballots: { X: 2, Y: 1, Z: 1 } }
    expect(countOf(sketch, { comparison: true })).toMatchObject({ elected: 'Y Z', endowment: fraction(1n) })
  })
})

describe('ties', () => {
  // 5 € each; both projects ask 5 € of each of the two for a value of 10, and only one can be bought.
  const TWINS: Sketch = { budget: 10, costs: { '2': 10, '10': 10 }, ballots: { '2,10': 2 } }

  test('a tie that decides is told', () => {
    expect(countOf(TWINS)).toMatchObject({
      elected: '2',
      ties: [{ round: 0, projects: [0, 1], chosen: 0, changesOutcome: true }],
    })
  })

  test('by identifier « 10 » comes before « 2 »; by cost and votes the cheaper comes first', () => {
    expect(countOf(TWINS, { ties: 'id' }).elected).toBe('10')
    const sketch: Sketch = { budget: 20, costs: { a: 10, b: 4 }, ballots: { 'a,b': 2 } }
    expect(countOf(sketch, { ties: 'id' }).elected).toBe('a b')
    expect(countOf(sketch, { ties: 'cost-votes' }).elected).toBe('b a')
  })

  test('a tie between projects that are both bought in the end is told to change nothing', () => {
    const sketch: Sketch = { budget: 20, costs: { A: 5, B: 5 }, ballots: { A: 1, B: 1 } }
    expect(countOf(sketch).ties).toEqual([{ round: 0, projects: [0, 1], chosen: 0, changesOutcome: false }])
  })

  test('a tie in the completion is told too', () => {
    const sketch: Sketch = { budget: 10, costs: { A: 7, B: 7 }, ballots: { A: 1, B: 1 } }
    const { elected, ties } = countOf(sketch, { completion: 'utilitarian' })
    expect([elected, ties]).toEqual(['A', [{ round: 0, projects: [0, 1], chosen: 0, changesOutcome: true }]])
  })

  test('taking the other of a tie may overspend after add1: then it changes the outcome', () => {
    // 3 € each. C (3 €) first: 1.50 € of two; A (6 €) then finds 4.50 €. A first: 3 € of two, and C is paid by the third.
    const sketch: Sketch = { budget: 3, costs: { A: 6, B: 5, C: 3 }, ballots: { 'A,C': 1, A: 1, C: 1 } }
    const { elected, ties } = countOf(sketch, { completion: 'add1', exhaustiveStop: 'never' })
    expect([elected, ties]).toEqual(['C', [{ round: 0, projects: [2, 0], chosen: 2, changesOutcome: true }]])
  })

  test('after 32 recounts, ties that could not be examined are said to matter', () => {
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`)
    const costs = Object.fromEntries(names.map((name) => [name, 1]))
    const { ties } = countOf({ budget: 10, costs, ballots: Object.fromEntries(names.map((name) => [name, 1])) })
    // Nine recounts for the first tie, eight for the second, and so on.
    expect(ties.map((tie) => tie.changesOutcome)).toEqual([false, false, false, false, true, true, true, true, true])
  })
})

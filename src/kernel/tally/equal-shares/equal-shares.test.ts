import { describe, expect, test } from 'vitest'
import { fraction } from '#kernel/fraction'
import { electionOf, type Sketch } from '../elections.testing.ts'
import { countOf, RULE } from './elections.testing.ts'
import { equalShares } from './index.ts'

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

  test('who has just the price left is emptied, whatever floating numbers make of it', () => {
    // With a × b voters and a + b euros everybody has 1/b + 1/a. P (1 €, a voters) takes 1/a of each, then Q (1 €, b
    // voters) 1/b: all that is left to the one who chose both. In doubles the difference is often not 1/b.
    for (let a = 3; a <= 16; a++) {
      for (let b = 2; b < a; b++) {
        const ballots = { P: a - 1, 'P,Q': 1, Q: b - 1, Z: a * b - a - b + 1 }
        const { rounds } = countOf(
          { budget: a + b, costs: { P: 1, Q: 1, Z: 9999 }, ballots },
          { utility: 'cardinality' },
        )
        expect(rounds).toMatchObject([
          { project: 0, price: fraction(1n, BigInt(a)), payers: a, emptied: 0 },
          { project: 1, price: fraction(1n, BigInt(b)), payers: b, emptied: 1 },
        ])
      }
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

import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { fraction, toNumber } from '#kernel/fraction'
import { electionOf } from '../elections.testing.ts'
import { anyRule, largerSketch } from './elections.testing.ts'
import { equalShares } from './index.ts'
import { equalSharesByDefinition } from './reference.testing.ts'

// Doubles are made out to be far worse than they are, so that exact numbers must tell who can pay, whom a price
// empties and which project comes first, in nearly every round. On real elections that happens only in near ties.
vi.mock('./bounds.ts', async (original) => {
  const bounds = await original<typeof import('./bounds.ts')>()
  return {
    ...bounds,
    boundsAtStart: (endowment: number, voters: number) => ({
      total: endowment * voters * doubt,
      voter: endowment * doubt,
    }),
  }
})
let doubt = 0

const ANY_CASE = largerSketch.chain((sketch) => fc.tuple(fc.constant(sketch), anyRule(sketch.type)))

describe('when doubles can tell nothing', () => {
  test.each([2 ** -20, 2 ** -6, 2])('exact numbers find the count by definition (doubt %f)', (level) => {
    doubt = level
    fc.assert(
      fc.property(ANY_CASE, ([sketch, rule]) => {
        const election = electionOf(sketch)
        const expected = equalSharesByDefinition(election, rule)
        const tally = equalShares(election, rule)
        expect(tally.winners).toEqual(expected.winners)
        if (tally.rounds.some((round) => round.stage === 'greedy')) return
        const prices = tally.rounds.flatMap((round) => (round.stage === 'equal-shares' ? [round.price] : []))
        expect(prices).toEqual(expected.prices)
      }),
      { numRuns: 100 },
    )
  })
})

test('who was emptied is emptied once, even where nothing is known of a price yet', () => {
  doubt = 2 ** -6
  const election = electionOf({
    type: 'ordinal',
    budget: 707,
    costs: { p0: '451.25', p1: 536, p2: 666, p3: 74, p4: 51, p5: 633, p6: 655 },
    ballots: [
      'p1,p2,p6',
      'p3,p2,p6',
      'p4,p3',
      'p5,p4,p0,p3',
      'p5,p2,p3',
      'p0,p3',
      'p6,p0',
      'p1,p3,p5',
      'p5,p1,p2,p0,p6',
    ],
  })
  const rule = {
    kind: 'equal-shares',
    utility: 'cost',
    completion: 'add1-utilitarian',
    start: 'exact',
    exhaustiveStop: 'supported',
    comparison: false,
    ties: 'id',
  } as const
  const prices = equalShares(election, rule).rounds.flatMap((round) => ('price' in round ? [round.price] : []))
  expect(prices).toEqual(equalSharesByDefinition(election, rule).prices)
})

test('two prices that differ by less than doubles can see are told apart', () => {
  doubt = 2 ** -50
  // One cent dearer in nine million million: 90 000 000 000 000.01 against 90 000 000 000 000.00 for one vote more or less.
  const big = 9_000_000_000_000_000n
  const election = electionOf({
    budget: '360000000000000.02',
    costs: { a: '90000000000000.01', b: '90000000000000.00' },
    ballots: { 'a,b': 2 },
  })
  expect(election.projects.map((project) => project.cost)).toEqual([big + 1n, big])
  const rule = {
    kind: 'equal-shares',
    completion: 'none',
    start: 'exact',
    exhaustiveStop: 'all',
    comparison: false,
  } as const
  const { rounds } = equalShares(election, { ...rule, utility: 'cardinality', ties: 'id' })
  expect(rounds.map((round) => round.project)).toEqual([1, 0])
  expect(rounds.map((round) => round.price)).toEqual([fraction(big, 2n), fraction(big + 1n, 2n)])
  expect(toNumber(rounds[0]!.price)).toBe(4.5e15)
})

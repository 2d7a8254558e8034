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

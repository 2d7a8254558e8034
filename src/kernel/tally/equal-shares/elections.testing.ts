import fc from 'fast-check'
import { electionOf, idsOf, type Sketch, UTILITIES } from '../elections.testing.ts'
import type { EqualSharesRule, Tally, VoteType } from '../model.ts'
import { equalShares } from './index.ts'

/** What a test that says nothing else counts by. */
export const RULE: EqualSharesRule = {
  kind: 'equal-shares',
  utility: 'cost',
  completion: 'none',
  start: 'exact',
  exhaustiveStop: 'supported',
  comparison: false,
  ties: 'cost-votes',
}

/** Counts an election as a person writes it; `elected` lists identifiers in the order of election. */
export function countOf(sketch: Sketch, rule: Partial<EqualSharesRule> = {}): Tally & { readonly elected: string } {
  const election = electionOf(sketch)
  const tally = equalShares(election, { ...RULE, ...rule })
  return { ...tally, elected: idsOf(election, tally.winners) }
}

/** Every way of completing, stopping, starting and breaking ties, for a kind of ballot. */
export function anyRule(type: VoteType): fc.Arbitrary<EqualSharesRule> {
  return fc.record({
    kind: fc.constant('equal-shares'),
    utility: fc.constantFrom(...UTILITIES[type]),
    completion: fc.constantFrom('none', 'utilitarian', 'add1', 'add1-utilitarian'),
    start: fc.constantFrom('exact', 'floor'),
    exhaustiveStop: fc.constantFrom('supported', 'all', 'never'),
    comparison: fc.boolean(),
    ties: fc.constantFrom('id', 'cost-votes'),
  })
}

/** Elections with dearer projects and more voters than `anySketch`: dozens of increments, purses of many sizes. */
export const largerSketch: fc.Arbitrary<Sketch & { readonly type: VoteType }> = fc
  .record({
    type: fc.constantFrom<VoteType>('approval', 'cumulative', 'ordinal'),
    budget: fc.integer({ min: 50, max: 2000 }),
    hasCents: fc.boolean(),
    costs: fc.array(fc.integer({ min: 5, max: 700 }), { minLength: 2, maxLength: 9 }),
    ballots: fc.array(fc.array(fc.nat(99), { minLength: 1, maxLength: 6 }), { minLength: 3, maxLength: 24 }),
  })
  .map(({ type, budget, hasCents, costs, ballots }) => ({
    type,
    budget,
    costs: Object.fromEntries(costs.map((cost, index) => [`p${index}`, hasCents && index === 0 ? `${cost}.25` : cost])),
    ballots: ballots.map((seed) => {
      const chosen = [...new Set(seed.map((number) => number % costs.length))]
      const vote = chosen.map((project) => `p${project}`).join(',')
      return type === 'cumulative' ? `${vote}/${chosen.map((_, at) => 1 + (seed[at]! % 7)).join(',')}` : vote
    }),
  }))

import fc from 'fast-check'
import { type Sketch, UTILITIES } from '../elections.testing.ts'
import type { EqualSharesRule, VoteType } from '../model.ts'

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

import fc from 'fast-check'
import { UTILITIES } from '../elections.testing.ts'
import type { Rule, VoteType } from '../model.ts'

/** Greedy, Phragmén and maximum welfare, with every parameter they have. */
export function otherRules(type: VoteType): fc.Arbitrary<Rule> {
  const utility = fc.constantFrom(...UTILITIES[type])
  const ties = fc.constantFrom('id', 'cost-votes')
  return fc.oneof(
    fc.record({
      kind: fc.constant('greedy'),
      utility,
      by: fc.constantFrom('per-cost', 'total'),
      whenTooDear: fc.constantFrom('skip', 'stop'),
      threshold: fc.nat(2),
      fundsUnsupported: fc.boolean(),
      ties,
    }),
    fc.record({ kind: fc.constant('phragmen'), fundsUnsupported: fc.boolean(), ties }),
    fc.record({ kind: fc.constant('max-welfare'), utility, ties }),
  )
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySketch, electionOf, knownElections, readKnown } from '../elections.testing.ts'
import { anyRule, largerSketch } from '../equal-shares/elections.testing.ts'
import { otherRules } from '../explain/rules.testing.ts'
import type { Election, Rule } from '../model.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import { certificateOf, checkCertificate } from './index.ts'

function ruleOf(election: Election, request: RuleRequest): Rule {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return rule.value
}

/** As another program would read it. */
function published(election: Election, rule: Rule): unknown {
  return JSON.parse(JSON.stringify(certificateOf(election, tally(election, rule))))
}

function expectAccepted(election: Election, rule: Rule): void {
  const checked = checkCertificate(election, rule, published(election, rule))
  expect(checked.ok ? undefined : checked.refusal).toBeUndefined()
}

describe('the checker accepts the certificate of every count', () => {
  test('of small elections, by every rule', () => {
    const cases = anySketch.chain((sketch) =>
      fc.record({ sketch: fc.constant(sketch), rule: fc.oneof(anyRule(sketch.type), otherRules(sketch.type)) }),
    )
    fc.assert(
      fc.property(cases, ({ sketch, rule }) => expectAccepted(electionOf(sketch), rule)),
      { numRuns: 400 },
    )
  })

  test('of elections with many purses', () => {
    const cases = largerSketch.chain((sketch) => fc.record({ sketch: fc.constant(sketch), rule: anyRule(sketch.type) }))
    fc.assert(
      fc.property(cases, ({ sketch, rule }) => expectAccepted(electionOf(sketch), rule)),
      { numRuns: 60 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, fraction, multiply, ZERO } from '#kernel/fraction'
import { anySketch, electionOf, knownElections, readKnown } from '../elections.testing.ts'
import { anyRule, largerSketch } from '../equal-shares/elections.testing.ts'
import type { Election, Rule } from '../model.ts'
import { ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import { votesOf } from '../utility.ts'
import { accountOf, explainBallot } from './index.ts'
import { otherRules } from './rules.testing.ts'

/** Adds up what every ballot paid, one voter at a time. */
function expectEveryCostPaid(election: Election, rule: Rule): void {
  const counted = tally(election, rule)
  const account = accountOf(election, counted)
  const paid = election.projects.map(() => ZERO)
  const multiplicities = new Map<number, bigint>()
  for (const group of election.profile.groupOfVoter) multiplicities.set(group, (multiplicities.get(group) ?? 0n) + 1n)
  const firstOf = new Map([...election.profile.groupOfVoter.entries()].map(([voter, group]) => [group, voter]))
  for (const [group, voter] of firstOf) {
    const { choices, endowment, left } = explainBallot(account, voter)
    let own = left ?? ZERO
    for (const choice of choices) {
      if (choice.outcome === 'lost') continue
      paid[choice.project] = add(paid[choice.project]!, multiply(choice.paid, fraction(multiplicities.get(group)!)))
      if (choice.kind === 'share') own = add(own, choice.paid)
    }
    expect(own).toEqual(endowment ?? ZERO)
  }
  const votes = votesOf(election)
  for (const [project, { id, cost }] of election.projects.entries()) {
    const isPaid = counted.winners.includes(project) && votes[project]! > 0
    expect([id, paid[project]]).toEqual([id, fraction(isPaid ? cost : 0n)])
  }
}

describe('what the ballots paid adds up to the cost of each winner, exactly', () => {
  test('on small elections, by every rule', () => {
    const cases = anySketch.chain((sketch) =>
      fc.record({ sketch: fc.constant(sketch), rule: fc.oneof(anyRule(sketch.type), otherRules(sketch.type)) }),
    )
    fc.assert(
      fc.property(cases, ({ sketch, rule }) => expectEveryCostPaid(electionOf(sketch), rule)),
      { numRuns: 300 },
    )
  })

  test('on elections with many purses', () => {
    const cases = largerSketch.chain((sketch) => fc.record({ sketch: fc.constant(sketch), rule: anyRule(sketch.type) }))
    fc.assert(
      fc.property(cases, ({ sketch, rule }) => expectEveryCostPaid(electionOf(sketch), rule)),
      { numRuns: 60 },
    )
  })

  const SMALL = 12_000
  test.each(knownElections().elections.map(({ file }) => file))('%s', (file) => {
    const election = readKnown(file)
    const isLarge = election.profile.voterCount > SMALL
    for (const kind of ['equal-shares', 'phragmen', 'greedy', 'max-welfare'] as const) {
      const completion = kind === 'equal-shares' && !isLarge ? ({ completion: 'add1-utilitarian' } as const) : {}
      const rule = ruleFor({ kind, ...completion }, election.voteType)
      if (!rule.ok) throw new Error(rule.refusal)
      expectEveryCostPaid(election, rule.value)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, fraction, multiply, ZERO } from '#kernel/fraction'
import { anySketch, electionOf, knownElections, readKnown } from '../elections.testing.ts'
import { anyRule, largerSketch } from '../equal-shares/elections.testing.ts'
import type { Election, Fraction, Rule } from '../model.ts'
import { ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import { votesOf } from '../utility.ts'
import { accountOf, explainBallot } from './index.ts'
import { otherRules } from './rules.testing.ts'

/** Adds up what every ballot paid: by project, how many voters paid each amount. */
function expectEveryCostPaid(election: Election, rule: Rule): void {
  const counted = tally(election, rule)
  const account = accountOf(election, counted)
  const payers = election.projects.map(() => new Map<string, { readonly paid: Fraction; voters: bigint }>())
  for (const [group, voter] of firstVoters(election)) {
    const { choices, endowment, left } = explainBallot(account, voter)
    let own = left ?? ZERO
    for (const choice of choices) {
      if (choice.outcome === 'lost') continue
      const key = `${choice.paid.numerator}/${choice.paid.denominator}`
      const known = payers[choice.project]!.get(key) ?? { paid: choice.paid, voters: 0n }
      known.voters += BigInt(election.profile.multiplicities[group]!)
      payers[choice.project]!.set(key, known)
      if (choice.kind === 'share') own = add(own, choice.paid)
    }
    expect(own).toEqual(endowment ?? ZERO)
  }
  const votes = votesOf(election)
  for (const [project, { id, cost }] of election.projects.entries()) {
    const isPaid = counted.winners.includes(project) && votes[project]! > 0
    const parts = [...payers[project]!.values()].map(({ paid, voters }) => multiply(paid, fraction(voters)))
    expect([id, parts.reduce(add, ZERO)]).toEqual([id, fraction(isPaid ? cost : 0n)])
  }
}

/** One voter of each group of identical ballots. */
function firstVoters({ profile }: Election): ReadonlyMap<number, number> {
  const voters = new Map<number, number>()
  for (const [voter, group] of profile.groupOfVoter.entries()) if (!voters.has(group)) voters.set(group, voter)
  return voters
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

  const SMALL = 5_000
  // An election of both collections once; every payment of a large one is a fraction: by one rule.
  const files = new Map(knownElections().elections.map(({ file }) => [file.slice(file.lastIndexOf('/') + 1), file]))
  test.each([...files])('%s', (_, file) => {
    const election = readKnown(file)
    const isLarge = election.profile.voterCount > SMALL
    const kinds = ['equal-shares', ...(isLarge ? [] : (['phragmen', 'greedy', 'max-welfare'] as const))] as const
    for (const kind of kinds) {
      const completion = kind === 'equal-shares' && !isLarge ? ({ completion: 'add1-utilitarian' } as const) : {}
      const rule = ruleFor({ kind, ...completion }, election.voteType)
      if (!rule.ok) throw new Error(rule.refusal)
      expectEveryCostPaid(election, rule.value)
    }
  })
})

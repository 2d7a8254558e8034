import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction, toNumber } from '#kernel/fraction'
import { anySketch, electionOf, idsOf, readKnown } from '../elections.testing.ts'
import { anyRule } from '../equal-shares/elections.testing.ts'
import { otherRules } from '../explain/rules.testing.ts'
import type { Election, Rule } from '../model.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { compareRules, preferencesBetween } from './index.ts'

function ruleOf({ voteType }: Election, request: RuleRequest): Rule {
  const rule = ruleFor(request, voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return rule.value
}

/** Two halves of a town: seven people want A or B, three want C. */
const TOWN = electionOf({
  budget: 100,
  costs: { A: 50, B: 50, C: 30 },
  ballots: { 'A,B': 7, C: 3 },
})

test('two rules side by side: what each funds, and for whom', () => {
  const comparison = compareRules(TOWN, [ruleOf(TOWN, { kind: 'greedy' }), ruleOf(TOWN, { kind: 'equal-shares' })])
  const [greedy, shares] = comparison.outcomes
  expect(idsOf(TOWN, greedy!.tally.winners)).toBe('A B')
  expect(idsOf(TOWN, shares!.tally.winners)).toBe('A C')
  expect([greedy!.served, shares!.served]).toEqual([7, 10])
  expect([greedy!.votersByWinners, shares!.votersByWinners]).toEqual([
    [3, 0, 7],
    [0, 10],
  ])
  expect([greedy!.winnersPerVoter, shares!.winnersPerVoter]).toEqual([fraction(14n, 10n), fraction(1n)])
  // Greedy: 100/7 each for seven, nothing for three. Equal shares: 50/7 for seven, 10 for three.
  expect([greedy!.moneyPerVoter.mean, shares!.moneyPerVoter.mean]).toEqual([fraction(10n), fraction(8n)])
  expect(greedy!.moneyPerVoter.variance).toEqual(fraction(300n, 7n))
  expect(shares!.moneyPerVoter.variance).toEqual(fraction(12n, 7n))
  expect(greedy!.moneyPerVoter.deviation).toBeCloseTo(Math.sqrt(300 / 7), 12)
})

test('the difference of two outcomes: in, out, and who prefers which', () => {
  const rules = [ruleOf(TOWN, { kind: 'greedy' }), ruleOf(TOWN, { kind: 'equal-shares' })]
  const [difference] = compareRules(TOWN, rules).differences
  expect(difference).toEqual({
    first: 0,
    second: 1,
    onlyFirst: [1],
    onlySecond: [2],
    preferences: { first: 7, second: 3, neither: 0 },
  })
})

test('three rules make three pairs', () => {
  const rules = [ruleOf(TOWN, {}), ruleOf(TOWN, { kind: 'greedy' }), ruleOf(TOWN, { kind: 'phragmen' })]
  const pairs = compareRules(TOWN, rules).differences.map(({ first, second }) => [first, second])
  expect(pairs).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
})

test('voters who get nothing from one of the two outcomes are counted', () => {
  const election = electionOf({ budget: 10, costs: { A: 1, B: 1 }, ballots: { A: 3, B: 1, 'A,B': 2, '': 1 } })
  expect(preferencesBetween(election, [1], [0])).toEqual({ first: 1, second: 3, neither: 3 })
})

test('nobody is left out of the sums, whatever the rules', () => {
  const cases = anySketch.chain((sketch) =>
    fc.record({
      sketch: fc.constant(sketch),
      rules: fc.array(fc.oneof(anyRule(sketch.type), otherRules(sketch.type)), { minLength: 1, maxLength: 3 }),
    }),
  )
  fc.assert(
    fc.property(cases, ({ sketch, rules }) => {
      const election = electionOf(sketch)
      const count = election.profile.voterCount
      const { outcomes, differences } = compareRules(election, rules)
      for (const { tally, votersByWinners, served, moneyPerVoter } of outcomes) {
        expect(votersByWinners.reduce((sum, voters) => sum + voters, 0)).toBe(count)
        expect(served).toBe(count - votersByWinners[0]!)
        const paid = tally.winners.filter((project) => election.profile.choices.includes(project))
        const cost = paid.reduce((sum, project) => sum + election.projects[project]!.cost, 0n)
        expect(moneyPerVoter.mean).toEqual(fraction(cost, BigInt(count)))
        expect(toNumber(moneyPerVoter.variance)).toBeGreaterThanOrEqual(0)
      }
      for (const { preferences } of differences) {
        expect(preferences.first + preferences.second + preferences.neither).toBe(count)
      }
    }),
    { numRuns: 200 },
  )
})

describe('Wieliczka 2023, where the town counted the same', () => {
  const election = readKnown('Poland_Wieliczka_2023_Green_Budget.pb')
  const comparison = compareRules(election, [
    ruleOf(election, { preset: 'wieliczka-2023' }),
    ruleOf(election, { kind: 'greedy' }),
  ])

  test('equal shares leave out 17,8 % of voters, greedy 27,6 %', () => {
    const excluded = comparison.outcomes.map(({ served }) => 1 - served / election.profile.voterCount)
    expect(excluded.map((share) => share.toFixed(3))).toEqual(['0.178', '0.276'])
    const winners = comparison.outcomes.map(({ winnersPerVoter }) => toNumber(winnersPerVoter).toFixed(3))
    expect(winners).toEqual(['1.617', '1.471'])
  })

  test('1 615 voters prefer equal shares and 873 prefer greedy', () => {
    const [{ preferences }] = comparison.differences as [(typeof comparison.differences)[number]]
    expect([preferences.first, preferences.second]).toEqual([1615, 873])
  })
})

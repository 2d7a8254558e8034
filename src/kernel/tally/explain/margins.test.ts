import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySketch, electionOf, readKnown } from '../elections.testing.ts'
import { anyRule } from '../equal-shares/elections.testing.ts'
import type { Election, Rule } from '../model.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import { type Account, accountOf, costToLose, costToWin, votesToWin, withCost, withVotes } from './index.ts'
import { firstWin } from './margins.ts'
import { otherRules } from './rules.testing.ts'

function accountFor(election: Election, request: RuleRequest = {}): Account {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return accountOf(election, tally(election, rule.value))
}

const wins = (election: Election, rule: Rule, project: number) => tally(election, rule).winners.includes(project)

/** What is said is tried: with it the project wins, one less and it does not. */
function expectTrue(account: Account, most = Number.POSITIVE_INFINITY): void {
  const { election, tally: counted } = account
  const { rule } = counted
  for (const { project } of counted.losses.slice(0, most)) {
    const votes = votesToWin(account, project)
    if (votes.kind === 'votes') {
      expect(wins(withVotes(election, project, votes.votes), rule, project)).toBe(true)
      const fewer = votes.votes > 1 ? withVotes(election, project, votes.votes - 1) : election
      expect(wins(fewer, rule, project)).toBe(false)
    }
    if (votes.kind === 'more-than') {
      expect(wins(withVotes(election, project, votes.votes), rule, project)).toBe(false)
    }
    const cost = costToWin(account, project)
    if (cost.kind === 'cost') {
      expect(wins(withCost(election, project, cost.cost), rule, project)).toBe(true)
      expect(wins(withCost(election, project, cost.cost + 1n), rule, project)).toBe(false)
    } else if (election.projects[project]!.cost > 1n) {
      expect(wins(withCost(election, project, 1n), rule, project)).toBe(false)
    }
  }
  for (const project of counted.winners.slice(0, most)) {
    const highest = costToLose(account, project)
    expect(wins(withCost(election, project, highest), rule, project)).toBe(true)
    expect(wins(withCost(election, project, highest + 1n), rule, project)).toBe(false)
  }
}

describe('adding exactly the votes said to be missing makes it win, one fewer does not; so for the cost', () => {
  test('on small elections, by every rule', () => {
    const cases = anySketch.chain((sketch) =>
      fc.record({ sketch: fc.constant(sketch), rule: fc.oneof(anyRule(sketch.type), otherRules(sketch.type)) }),
    )
    fc.assert(
      fc.property(cases, ({ sketch, rule }) => {
        const election = electionOf(sketch)
        expectTrue(accountOf(election, tally(election, rule)))
      }),
      { numRuns: 60 },
    )
  })

  // Each margin is a search, each step of it a count: by this preset, hundreds of counts within counts.
  test.each<[string, RuleRequest, number]>([
    ['Netherlands_Assen_2024.pb', { preset: 'assen-2024' }, 1],
    ['Netherlands_Assen_2024.pb', { kind: 'greedy' }, 3],
    ['Poland_Swiecie_2023.pb', { kind: 'equal-shares' }, 3],
    ['Poland_Swiecie_2023.pb', { kind: 'phragmen' }, 3],
    ['France_Toulouse_2019.pb', { kind: 'greedy' }, 3],
  ])('%s %o', (file, request, most) => {
    expectTrue(accountFor(readKnown(file), request), most)
  })
})

describe('by hand', () => {
  // Greedy: A has 4 votes, B 2; the budget pays one of them.
  const TOWN = electionOf({ budget: 10, costs: { A: 8, B: 6, C: 11, D: 1 }, ballots: { A: 4, B: 2 } })

  test('two votes behind, and dearer: three more votes', () => {
    const dear = electionOf({ budget: 10, costs: { A: 6, B: 8 }, ballots: { A: 4, B: 2 } })
    expect(votesToWin(accountFor(dear, { kind: 'greedy' }), 1)).toEqual({ kind: 'votes', votes: 3 })
  })

  test('two votes behind, and cheaper: two more, as ties go to the cheapest', () => {
    expect(votesToWin(accountFor(TOWN, { kind: 'greedy' }), 1)).toEqual({ kind: 'votes', votes: 2 })
  })

  test('what is left pays for it if it costs no more', () => {
    expect(costToWin(accountFor(TOWN, { kind: 'greedy' }), 1)).toEqual({ kind: 'cost', cost: 2n })
  })

  test('a project dearer than the budget wins with no number of votes', () => {
    expect(votesToWin(accountFor(TOWN, { kind: 'greedy' }), 2)).toEqual({ kind: 'dearer-than-budget' })
  })

  test('a project that costs all the budget can still win', () => {
    const whole = electionOf({ budget: 10, costs: { A: 8, B: 10 }, ballots: { A: 4, B: 2 } })
    expect(votesToWin(accountFor(whole, { kind: 'greedy' }), 1)).toEqual({ kind: 'votes', votes: 3 })
  })

  test('nobody chose it: no cost is low enough, and one that costs 1 cannot cost less', () => {
    expect(costToWin(accountFor(TOWN, { kind: 'greedy' }), 2)).toEqual({ kind: 'never' })
    expect(costToWin(accountFor(TOWN, { kind: 'greedy' }), 3)).toEqual({ kind: 'never' })
  })

  test('beyond the number tried, the answer is « more than »', () => {
    expect(votesToWin(accountFor(TOWN, { kind: 'greedy' }), 1, 1)).toEqual({ kind: 'more-than', votes: 1 })
  })

  test('the first of a single choice is worth nothing in Borda', () => {
    const ranked = electionOf({ type: 'ordinal', budget: 10, costs: { A: 8, B: 6 }, ballots: { 'A,B': 3 } })
    const account = accountFor(ranked, { kind: 'greedy', utility: 'borda' })
    expect(account.tally.winners).toEqual([0])
    expect(votesToWin(account, 1)).toEqual({ kind: 'lone-ballot-worthless' })
    expect(votesToWin(accountFor(ranked, { kind: 'phragmen' }), 0).kind).toBe('votes')
  })

  test('a winner may cost up to the budget when it comes first', () => {
    expect(costToLose(accountFor(TOWN, { kind: 'greedy' }), 0)).toBe(10n)
  })

  test('new ballots give as many points as the most a ballot gives', () => {
    const pointed = electionOf({ type: 'cumulative', budget: 10, costs: { A: 8, B: 6 }, ballots: { 'A,B/3,2': 2 } })
    const { profile, voters } = withVotes(pointed, 1, 2)
    expect(Array.from(profile.points!)).toEqual([3, 2, 3])
    expect([profile.voterCount, profile.groupCount, voters.ids]).toEqual([4, 2, ['0', '1', '+1', '+2']])
  })

  test('the election itself stays as it was', () => {
    expect(() => withVotes(TOWN, 0, 0)).toThrow('votes are added by whole voters')
    expect(() => withCost(TOWN, 0, 0n)).toThrow('a project costs something')
    withCost(TOWN, 0, 1n)
    expect(TOWN.projects[0]!.cost).toBe(8n)
  })
})

describe('the search keeps a number that wins after one that does not', () => {
  test('wherever it starts, even where wins come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), fc.nat(60), (answers, start) => {
        const most = answers.length
        const winsAt = (value: number) => value > 0 && answers[value - 1]!
        const found = firstWin(winsAt, Math.min(most, start + 1), most)
        if (found === undefined) expect(winsAt(most)).toBe(false)
        else expect([winsAt(found), winsAt(found - 1)]).toEqual([true, false])
      }),
      { numRuns: 500 },
    )
  })

  test('few recounts are made, also when the guess is far off', () => {
    const tried: number[] = []
    const found = firstWin((value) => tried.push(value) > 0 && value >= 70_001, 3, 1_000_000)
    expect(found).toBe(70_001)
    expect(tried.length).toBeLessThan(45)
  })
})

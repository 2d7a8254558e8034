import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, fraction, multiply, subtract, toNumber, ZERO } from '#kernel/fraction'
import { anySketch, electionOf, readKnown } from '../elections.testing.ts'
import { largerSketch } from '../equal-shares/elections.testing.ts'
import type { Election, Fraction } from '../model.ts'
import { readElection } from '../pabulib/read.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import {
  type Account,
  accountOf,
  explainBallot,
  explainLoser,
  explainPlaces,
  explainWinner,
  groupVoters,
  placeColumn,
} from './index.ts'

function accountFor(election: Election, request: RuleRequest = {}): Account {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return accountOf(election, tally(election, rule.value))
}

/** Everybody has 10. The park costs 5 to each of six; then two of them and two others pay 25 for the bench. */
const TOWN = electionOf({
  budget: 100,
  costs: { park: 30, bench: 25, pool: 90 },
  ballots: [
    'park,pool',
    'park,pool',
    'park,pool',
    'park,pool',
    'park,bench',
    'park,bench',
    'bench',
    'bench',
    '',
    'pool',
  ],
})

describe('equal shares, by hand', () => {
  const account = accountFor(TOWN)

  test('a ballot: what it paid, what is left, and why another choice lost', () => {
    expect(explainBallot(account, 0)).toMatchObject({
      voter: 0,
      endowment: fraction(10n),
      left: fraction(5n),
      choices: [
        { outcome: 'won', project: 0, kind: 'share', paid: fraction(5n), emptied: false },
        { outcome: 'lost', project: 2, loss: { reason: 'supporters-short', available: fraction(30n) } },
      ],
    })
  })

  test('whoever gives all that is left is emptied by it', () => {
    // 25 for the bench: 5 from each of the two who paid for the park, 7,5 from each of the two others.
    const [poor, rich] = [explainBallot(account, 4), explainBallot(account, 6)]
    expect(poor.choices[1]).toMatchObject({ paid: fraction(5n), emptied: true })
    expect(poor.left).toEqual(ZERO)
    expect(rich.choices[0]).toMatchObject({ paid: fraction(15n, 2n), emptied: false })
    expect(rich.left).toEqual(fraction(5n, 2n))
  })

  test('a blank ballot keeps its share', () => {
    expect(explainBallot(account, 8)).toMatchObject({ choices: [], left: fraction(10n) })
  })

  test('a winner: its rank, its cost, who paid what', () => {
    expect(explainWinner(account, 1)).toMatchObject({
      rank: 2,
      cost: 25n,
      supporters: 4,
      kind: 'share',
      payers: [
        { voters: 2, paid: fraction(15n, 2n), emptied: false },
        { voters: 2, paid: fraction(5n), emptied: true },
      ],
    })
  })

  test('a loser: what its supporters had left, and where their money had gone', () => {
    expect(explainLoser(account, 2)).toMatchObject({
      supporters: 5,
      cost: 90n,
      held: fraction(30n),
      missing: fraction(60n),
      spentOn: [{ project: 0, amount: fraction(20n) }],
    })
  })

  test('only winners are explained as winners, and losers as losers', () => {
    expect(() => explainWinner(account, 2)).toThrow('the project was elected')
    expect(() => explainLoser(account, 0)).toThrow('the project was not elected')
    expect(() => explainBallot(account, 10)).toThrow('the voter is one of the election')
  })
})

describe('the other rules, by hand', () => {
  test('greedy: the money of all, told as equal parts among those who chose it', () => {
    const account = accountFor(TOWN, { kind: 'greedy' })
    const ballot = explainBallot(account, 4)
    expect([ballot.endowment, ballot.left]).toEqual([undefined, undefined])
    expect(ballot.choices[0]).toMatchObject({ kind: 'pot', paid: fraction(5n), emptied: false })
    expect(explainLoser(account, 2)).toMatchObject({ held: undefined, missing: fraction(20n) })
  })

  test('Phragmén: what each round adds to what a voter bears', () => {
    const account = accountFor(TOWN, { kind: 'phragmen' })
    // The park weighs 5 on six. The bench: (25 + 5 + 5) / 4 = 35/4, so 15/4 more for two and 35/4 for the two others.
    expect(explainBallot(account, 4).choices[1]).toMatchObject({ kind: 'load', paid: fraction(15n, 4n) })
    expect(explainBallot(account, 6).choices[0]).toMatchObject({ kind: 'load', paid: fraction(35n, 4n) })
  })

  test('the completion pays out of what is left, not out of shares', () => {
    const election = electionOf({ budget: 40, costs: { A: 10, B: 25, C: 2 }, ballots: { A: 3, B: 1 } })
    const account = accountFor(election, { completion: 'utilitarian' })
    expect(explainWinner(account, 1)).toMatchObject({ kind: 'pot', payers: [{ voters: 1, paid: fraction(25n) }] })
    expect(explainBallot(account, 3)).toMatchObject({ left: fraction(10n) })
    expect(explainWinner(account, 2)).toMatchObject({ supporters: 0, payers: [] })
  })

  test('what the completion pays was never in the purses of those who chose it', () => {
    const election = electionOf({ budget: 40, costs: { A: 10, B: 16, C: 25 }, ballots: { A: 3, 'B,C': 1 } })
    const loser = explainLoser(accountFor(election, { completion: 'utilitarian' }), 2)
    expect([loser.held, loser.outOfReach]).toEqual([fraction(10n), undefined])
  })

  test('a project whose supporters had just its cost falls out of reach at their first purchase', () => {
    const election = electionOf({ budget: 20, costs: { A: 6, B: 20 }, ballots: { 'A,B': 2 } })
    expect(explainLoser(accountFor(election), 1).outOfReach).toEqual({ round: 0, held: fraction(14n) })
  })

  test('a project that loses for no lack of money misses nothing', () => {
    const election = electionOf({ budget: 10, costs: { A: 9, B: 2 }, ballots: { A: 3, B: 1 } })
    expect(explainLoser(accountFor(election, { kind: 'max-welfare' }), 1).missing).toEqual(fraction(1n))
    const two = electionOf({ budget: 20, costs: { A: 19, B: 12, C: 2 }, ballots: { A: 3, B: 2, C: 2 } })
    const stopped = accountFor(two, { kind: 'greedy', whenTooDear: 'stop' })
    expect(explainLoser(stopped, 1).loss.reason).toBe('stopped')
  })
})

/** Voters with a column of the file. */
function townOf(column: string, values: readonly string[], votes: readonly string[] = []): Election {
  const rows = values.map((value, voter) => `${voter};${votes[voter] ?? 'A'};${value}`)
  const lines = ['META', 'key;value', 'budget;100', 'vote_type;approval', 'PROJECTS', 'project_id;cost', 'A;60', 'B;70']
  const read = readElection([...lines, 'VOTES', `voter_id;vote;${column}`, ...rows].join('\n'))
  if (!read.ok) throw new Error(read.refusal.kind)
  return read.value
}

const times = (count: number, value: string) => Array<string>(count).fill(value)

describe('voters by place', () => {
  const sizesOf = (election: Election, column: string) =>
    groupVoters(election, column).map(({ name, voters }) => [name, voters.length])

  test('places of fewer than 5 voters are put together, under no name', () => {
    const election = townOf('district', [...times(6, 'Nord'), ...times(4, 'Est'), ...times(3, 'Sud')])
    expect(sizesOf(election, 'district')).toEqual([
      ['Nord', 6],
      [undefined, 7],
    ])
  })

  test('one small place alone hides behind the next smallest', () => {
    const election = townOf('district', [...times(9, 'Nord'), ...times(6, 'Est'), ...times(2, 'Sud')])
    expect(sizesOf(election, 'district')).toEqual([
      ['Nord', 9],
      [undefined, 8],
    ])
  })

  test('when all together are too few, nothing is shown', () => {
    expect(sizesOf(townOf('district', ['Nord', 'Nord', 'Est']), 'district')).toEqual([])
  })

  test('ages are put in classes', () => {
    const election = townOf('age', [
      ...times(5, '11'),
      ...times(5, '17'),
      ...times(5, '18'),
      ...times(6, '99'),
      ...times(7, ''),
    ])
    expect(sizesOf(election, 'age')).toEqual([
      ['0-17', 10],
      ['', 7],
      ['75+', 6],
      ['18-29', 5],
    ])
  })

  test('the column that tells places is found by its name, when it says something', () => {
    expect(placeColumn(townOf('quartier', ['Nord']))).toBe('quartier')
    expect(placeColumn(townOf('district', ['', '']))).toBeUndefined()
    expect(explainPlaces(accountFor(TOWN))).toBeUndefined()
    expect(explainPlaces(accountFor(TOWN), 'nothing')).toBeUndefined()
  })

  test('what the voters of each place brought', () => {
    const votes = [...times(5, 'A'), ...times(3, 'B'), 'A', 'B']
    const election = townOf('district', [...times(5, 'Nord'), ...times(5, 'Est')], votes)
    expect(explainPlaces(accountFor(election))).toEqual([
      { place: 'Est', voters: 5, served: 1, money: fraction(10n), spentOn: [{ project: 0, amount: fraction(10n) }] },
      { place: 'Nord', voters: 5, served: 5, money: fraction(50n), spentOn: [{ project: 0, amount: fraction(50n) }] },
    ])
  })

  test('the places together brought the cost of every winner, whatever the rule', () => {
    const cases = fc.record({
      sketch: anySketch,
      kind: fc.constantFrom('equal-shares', 'greedy', 'phragmen', 'max-welfare'),
      places: fc.array(fc.constantFrom('Nord', 'Est', 'Sud'), { minLength: 12, maxLength: 12 }),
    })
    fc.assert(
      fc.property(cases, ({ sketch, kind, places }) => {
        const blank = sketch.type === 'cumulative' || sketch.type === 'scoring' ? '/' : ''
        const election = electionOf({
          ...sketch,
          ballots: [...(sketch.ballots as readonly string[]), ...times(5, blank)],
        })
        const values = Array.from({ length: election.profile.voterCount }, (_, voter) => places[voter % 12]!)
        const placed = { ...election, voters: { ...election.voters, columns: { district: values } } }
        const account = accountFor(placed, { kind })
        const rows = explainPlaces(account)!
        expect(rows.reduce((sum, { voters }) => sum + voters, 0)).toBe(values.length)
        expect(rows.every(({ voters }) => voters >= 5)).toBe(true)
        expect(rows.map(({ money }) => money).reduce(add, ZERO)).toEqual(fraction(account.tally.cost))
      }),
      { numRuns: 100 },
    )
  })
})

test('Wieliczka 2023: 43 % of those who chose no. 21 chose no. 6 too, and gave it about 40 000 zł', () => {
  const election = readKnown('Poland_Wieliczka_2023_Green_Budget.pb')
  const account = accountFor(election, { preset: 'wieliczka-2023' })
  const indexOf = (id: string) => election.projects.findIndex((project) => project.id === id)
  const { outOfReach, spentOn, supporters } = explainLoser(account, indexOf('21'))
  const [most] = spentOn
  expect([most?.project, supporters]).toEqual([indexOf('6'), 496])
  expect(Math.round(toNumber(most!.amount) / 1000)).toBe(40)
  // The town's own notice says that 93 900 of 100 000 remained.
  expect(outOfReach?.round).toBe(account.tally.winners.indexOf(indexOf('6')))
  expect(Number(outOfReach!.held.numerator / outOfReach!.held.denominator)).toBe(93_479)
})

test('a project falls out of reach at one purchase: before it its supporters had the cost, after it they had not', () => {
  fc.assert(
    fc.property(largerSketch, (sketch) => {
      const election = electionOf(sketch)
      const account = accountFor(election)
      for (const { project } of account.tally.losses) {
        const { outOfReach, cost, held } = explainLoser(account, project)
        const backers = backersOf(election, project)
        const atFirst = multiply(account.tally.endowment!, fraction(BigInt(backers.length)))
        const afterEach = heldAfterEach(account, backers, atFirst)
        const round = afterEach.findIndex((money) => compare(money, fraction(cost)) < 0)
        const expected =
          round < 0 || compare(atFirst, fraction(cost)) < 0 ? undefined : { round, held: afterEach[round] }
        expect(outOfReach).toEqual(expected)
        expect(held).toEqual(afterEach.at(-1) ?? atFirst)
      }
    }),
    { numRuns: 60 },
  )
})

/** Voters to whom the project is worth something by the usual utility. */
function backersOf({ profile, voteType }: Election, project: number): readonly number[] {
  return Array.from(profile.groupOfVoter.keys()).filter((voter) => {
    const group = profile.groupOfVoter[voter]!
    const ballot = Array.from(profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1]))
    // In Borda the last of a ranking is worth nothing.
    return (voteType === 'ordinal' ? ballot.slice(0, -1) : ballot).includes(project)
  })
}

function heldAfterEach(account: Account, voters: readonly number[], atFirst: Fraction): readonly Fraction[] {
  const ballots = voters.map((voter) => explainBallot(account, voter).choices)
  let held = atFirst
  return account.tally.rounds.map((_, round) => {
    for (const choices of ballots) {
      for (const choice of choices)
        if (choice.outcome === 'won' && choice.round === round) held = subtract(held, choice.paid)
    }
    return held
  })
}

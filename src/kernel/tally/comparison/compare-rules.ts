import { fraction, toNumber } from '#kernel/fraction'
import { groupVoters, placeColumn } from '../explain/groups.ts'
import type { Election, Rule } from '../model.ts'
import { tally } from '../tally.ts'
import { votesOf } from '../utility.ts'
import type { Grouping, OutcomeDifference, RuleOutcome, RulesComparison, Spread } from './model.ts'
import { preferencesBetween } from './preferences.ts'

/** Counts the same ballots by several rules, and says who gains and who loses. */
export function compareRules(election: Election, rules: readonly Rule[]): RulesComparison {
  const outcomes = rules.map((rule) => outcomeOf(election, rule))
  const columns = [placeColumn(election), 'age', 'sex'].filter((name) => name !== undefined)
  return {
    outcomes: outcomes.map(({ outcome }) => outcome),
    differences: outcomes.flatMap(({ outcome: first }, at) =>
      outcomes
        .slice(at + 1)
        .map(({ outcome: second }, offset) => differenceOf(election, at, first, at + 1 + offset, second)),
    ),
    groupings: columns
      .filter((column) => election.voters.columns[column]?.some((value) => value !== ''))
      .map((column) => groupingOf(election, column, outcomes)),
  }
}

/** What each ballot has of an outcome, by group: winners among the choices, and the money decided, in 1/`denominator`. */
type Gains = { readonly winners: Int32Array; readonly money: readonly bigint[]; readonly denominator: bigint }

type Counted = { readonly outcome: RuleOutcome; readonly gains: Gains }

function outcomeOf(election: Election, rule: Rule): Counted {
  const { profile } = election
  const counted = tally(election, rule)
  const gains = gainsOf(election, counted.winners)
  const votersByWinners: number[] = [0]
  for (const [group, count] of gains.winners.entries()) {
    while (votersByWinners.length <= count) votersByWinners.push(0)
    votersByWinners[count]! += profile.multiplicities[group]!
  }
  const chosen = votersByWinners.reduce((sum, voters, count) => sum + voters * count, 0)
  const outcome = {
    tally: counted,
    served: profile.voterCount - votersByWinners[0]!,
    moneyPerVoter: spreadOf(election, gains),
    votersByWinners,
    winnersPerVoter: fraction(BigInt(chosen), BigInt(profile.voterCount)),
  }
  return { outcome, gains }
}

function gainsOf({ profile, projects, ...rest }: Election, elected: readonly number[]): Gains {
  const votes = votesOf({ profile, projects, ...rest })
  const supported = elected.filter((project) => votes[project]! > 0)
  const denominator = supported.reduce((common, project) => {
    const count = BigInt(votes[project]!)
    return common * fraction(common, count).denominator
  }, 1n)
  const parts = new Map(
    supported.map((project) => [project, projects[project]!.cost * (denominator / BigInt(votes[project]!))]),
  )
  const winners = new Int32Array(profile.groupCount)
  const money = Array.from(winners, (_, group) => {
    let sum = 0n
    for (const project of profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])) {
      const part = parts.get(project)
      if (part === undefined) continue
      sum += part
      winners[group]!++
    }
    return sum
  })
  return { winners, money, denominator }
}

function spreadOf({ profile }: Election, { money, denominator }: Gains): Spread {
  const count = BigInt(profile.voterCount)
  let [sum, squares] = [0n, 0n]
  for (const [group, amount] of money.entries()) {
    const voters = BigInt(profile.multiplicities[group]!)
    sum += voters * amount
    squares += voters * amount * amount
  }
  const variance = fraction(count * squares - sum * sum, (count * denominator) ** 2n)
  return { mean: fraction(sum, count * denominator), variance, deviation: Math.sqrt(toNumber(variance)) }
}

function differenceOf(
  election: Election,
  first: number,
  { tally: { winners: ours } }: RuleOutcome,
  second: number,
  { tally: { winners: theirs } }: RuleOutcome,
): OutcomeDifference {
  const only = (some: readonly number[], others: readonly number[]) =>
    some.filter((project) => !others.includes(project)).sort((a, b) => a - b)
  const preferences = preferencesBetween(election, ours, theirs)
  return { first, second, onlyFirst: only(ours, theirs), onlySecond: only(theirs, ours), preferences }
}

function groupingOf(election: Election, column: string, outcomes: readonly Counted[]): Grouping {
  const { groupOfVoter } = election.profile
  const rows = groupVoters(election, column).map(({ name, voters }) => ({
    name,
    voters: voters.length,
    served: outcomes.map(({ gains }) => voters.filter((voter) => gains.winners[groupOfVoter[voter]!]! > 0).length),
    money: outcomes.map(({ gains }) => {
      const sum = voters.reduce((total, voter) => total + gains.money[groupOfVoter[voter]!]!, 0n)
      return fraction(sum, gains.denominator)
    }),
  }))
  return { column, rows }
}

import { fraction } from '#kernel/fraction'
import type { Loss, Round } from '../model.ts'
import { bringUpToDate, moneyOfSupporters } from './books.ts'
import { scoreOf } from './completion.ts'
import type { Contest } from './contest.ts'
import type { Outcome } from './outcome.ts'

/** Every project elected with its exact price: who replays them finds each voter's payments. */
export function roundsOf(contest: Contest, { count, added, isGreedy }: Outcome): Round[] {
  let moneyLeft = contest.election.budget
  const pay = (project: number) => {
    moneyLeft -= contest.election.projects[project]!.cost
    return moneyLeft
  }
  const bought = isGreedy
    ? []
    : count.winners.map((project, round) => ({ ...purchase(contest, count, round), moneyLeft: pay(project) }))
  const stage = isGreedy ? 'greedy' : 'completion'
  const filled = added.map((project): Round => {
    const score = scoreOf(contest, project)
    const price = fraction(score.numerator, score.denominator)
    return { project, stage, price, payers: contest.stakes.supporters[project]!, emptied: 0, moneyLeft: pay(project) }
  })
  return [...bought, ...filled]
}

function purchase(contest: Contest, { books }: Outcome['count'], round: number): Omit<Round, 'moneyLeft'> {
  bringUpToDate(contest, books)
  const { stakes, election } = contest
  const { project, emptied } = books.rounds[round]!
  const price = fraction(books.prices[round]!, books.denominator * stakes.scales[project]!)
  let payers = 0
  for (let entry = stakes.offsets[project]!; entry < stakes.offsets[project + 1]!; entry++) {
    const group = stakes.groups[entry]!
    const emptiedIn = books.emptiedIn[group]!
    if (emptiedIn < 0 || emptiedIn >= round) payers += election.profile.multiplicities[group]!
  }
  const voters = emptied.reduce((sum, group) => sum + election.profile.multiplicities[group]!, 0)
  return { project, stage: 'equal-shares', price, payers, emptied: voters }
}

/** Why each other project is not funded, with what its supporters, or the budget, still had at the end. */
export function lossesOf(contest: Contest, outcome: Outcome, moneyLeft: bigint): Loss[] {
  const { election, rule } = contest
  const { books } = outcome.count
  const isCompleted = rule.completion === 'utilitarian' || rule.completion === 'add1-utilitarian'
  bringUpToDate(contest, books)
  return election.projects.flatMap((_, project): Loss[] => {
    if (outcome.winners.includes(project)) return []
    const isUnsupported = contest.votes[project] === 0
    if (isUnsupported && (outcome.isGreedy || !isCompleted)) {
      return [{ project, reason: 'unsupported', available: fraction(0n) }]
    }
    if (outcome.isGreedy || isCompleted) return [{ project, reason: 'budget-short', available: fraction(moneyLeft) }]
    const available = fraction(moneyOfSupporters(contest, books, project), books.denominator)
    return [{ project, reason: 'supporters-short', available }]
  })
}

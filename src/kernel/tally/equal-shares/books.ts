import type { Fraction } from '../model.ts'
import type { Contest } from './contest.ts'

/**
 * The exact side of a count. Nobody's money is stored: a voter who was not emptied holds the endowment less the prices
 * of the projects bought with their support. So any sum of purses is an integer combination of the endowment and the
 * prices so far, and each price follows from those before it. All share one denominator.
 */
export type Books = {
  /** Round in which each project was bought, -1 while it is not. */
  readonly roundOf: Int32Array
  /** Round that emptied each group, -1 while it has money. */
  readonly emptiedIn: Int32Array
  readonly rounds: BookedRound[]
  /** Exact prices of one unit of weight, perhaps fewer than the rounds: they are computed when a decision needs them. */
  readonly prices: bigint[]
  endowment: bigint
  denominator: bigint
}

export type BookedRound = {
  readonly project: number
  /** Groups that paid all they had. */
  readonly emptied: readonly number[]
  /** Weights of the groups that kept money, together. */
  readonly slope: number
}

/** A price over the denominator of the books × slope. */
export type ExactPrice = {
  readonly numerator: bigint
  readonly slope: number
  /** For each supporter, in the order of the stakes: 1 when the price takes all they have. */
  readonly emptied: Uint8Array
}

export function openBooks({ election }: Contest, endowment: Fraction): Books {
  return {
    roundOf: new Int32Array(election.projects.length).fill(-1),
    emptiedIn: new Int32Array(election.profile.groupCount).fill(-1),
    rounds: [],
    prices: [],
    endowment: endowment.numerator,
    denominator: endowment.denominator,
  }
}

/** Books a purchase; `exact` when its price is already known. */
export function book(contest: Contest, books: Books, round: BookedRound, exact: ExactPrice | undefined): void {
  const at = books.rounds.length
  if (exact) bringUpToDate(contest, books)
  books.roundOf[round.project] = at
  for (const group of round.emptied) books.emptiedIn[group] = at
  books.rounds.push(round)
  if (exact) addPrice(books, exact.numerator, exact.slope)
}

/** Computes the exact prices of every round booked so far. */
export function bringUpToDate(contest: Contest, books: Books): void {
  for (let at = books.prices.length; at < books.rounds.length; at++) {
    const { project, emptied, slope } = books.rounds[at]!
    const cost = contest.election.projects[project]!.cost
    addPrice(books, cost * books.denominator - moneyOf(contest, books, emptied, at), slope)
  }
}

/**
 * Exact money of some groups together, over the denominator of the books.
 *
 * @param groups  none of them emptied before the round `at`
 * @param at      the money is counted before this round, whose predecessors have their price
 */
export function moneyOf({ election, stakes }: Contest, books: Books, groups: Iterable<number>, at: number): bigint {
  const { profile } = election
  const boughtWeights = new Float64Array(at)
  let voters = 0
  for (const group of groups) {
    const size = profile.multiplicities[group]!
    voters += size
    for (let choice = profile.offsets[group]!; choice < profile.offsets[group + 1]!; choice++) {
      const round = books.roundOf[profile.choices[choice]!]!
      const weight = stakes.choiceWeights[choice]!
      if (round >= 0 && round < at && weight > 0) boughtWeights[round]! += size * weight
    }
  }
  let money = BigInt(voters) * books.endowment
  for (let round = 0; round < at; round++) {
    const weight = boughtWeights[round]!
    if (weight > 0) money -= BigInt(weight) * books.prices[round]!
  }
  return money
}

/** Exact money of the supporters of a project, over the denominator of the books, which are up to date. */
export function moneyOfSupporters(contest: Contest, books: Books, project: number): bigint {
  const { groups, offsets } = contest.stakes
  const solvent = groups
    .subarray(offsets[project]!, offsets[project + 1]!)
    .filter((group) => books.emptiedIn[group]! < 0)
  return moneyOf(contest, books, solvent, books.rounds.length)
}

/** Adds the price numerator / (denominator × slope): the common denominator grows by the slope. */
function addPrice(books: Books, numerator: bigint, slope: number): void {
  const factor = BigInt(slope)
  for (let round = 0; round < books.prices.length; round++) books.prices[round]! *= factor
  books.endowment *= factor
  books.denominator *= factor
  books.prices.push(numerator)
}

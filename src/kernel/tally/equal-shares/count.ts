import type { Fraction } from '../model.ts'
import type { Books } from './books.ts'
import { choose } from './choose.ts'
import type { Contest } from './contest.ts'
import { buy } from './purchase.ts'
import { open } from './state.ts'

/** One count by equal shares: everybody receives the same endowment, and projects are bought while supporters can pay. */
export type Count = {
  readonly endowment: Fraction
  /** In the order they were bought. */
  readonly winners: readonly number[]
  readonly cost: bigint
  readonly ties: readonly CountTie[]
  readonly books: Books
  readonly proof: Proof
}

/** Projects that could be bought at the same price. */
export type CountTie = { readonly round: number; readonly projects: readonly number[]; readonly chosen: number }

/**
 * Certified bounds on prices of one unit of utility, round by round: they tell for which other endowments the count
 * goes the same way (`between.ts`). Rounds that were known beforehand have no challenge and no floors.
 */
export type Proof = {
  readonly knownRounds: number
  /** The price of the winner is at most this; known rounds have it too. */
  readonly ceilings: readonly number[]
  /** The price of the winner is at least this; known rounds have it too. */
  readonly bought: readonly number[]
  /** The price of every other project is at least this. */
  readonly challenges: readonly number[]
  /** By project: its price is at least this, Infinity when its supporters cannot pay. After the last round too. */
  readonly floors: readonly Float64Array[]
}

/** What neighbouring counts already tell. */
export type Hint = {
  /** Winners of the first rounds. */
  readonly known: readonly number[]
  /** A count at a smaller endowment: while rounds go alike, challengers are shown to be above its prices where they are. */
  readonly low: Count | undefined
  /** A count at a larger endowment: while rounds go alike, no price is below its floors. */
  readonly high: Count | undefined
  /** A round where another of the projects that tie is to be taken. */
  readonly forced?: { readonly round: number; readonly project: number } | undefined
}

export const NO_HINT: Hint = { known: [], low: undefined, high: undefined }

export function count(contest: Contest, endowment: Fraction, hint: Hint = NO_HINT): Count {
  const state = open(contest, endowment, hint)
  const winners: number[] = []
  for (;;) {
    const winner = state.round < hint.known.length ? hint.known[state.round]! : choose(state)
    if (winner === undefined) break
    buy(state, winner)
    winners.push(winner)
    state.isLikeLow &&= hint.low?.winners[state.round] === winner
    state.isLikeHigh &&= hint.high?.winners[state.round] === winner
    state.round++
  }
  const cost = winners.reduce((sum, project) => sum + contest.election.projects[project]!.cost, 0n)
  const { ties, books, ceilings, bought, challenges, floors } = state
  return {
    endowment,
    winners,
    cost,
    ties,
    books,
    proof: { knownRounds: hint.known.length, ceilings, bought, challenges, floors },
  }
}

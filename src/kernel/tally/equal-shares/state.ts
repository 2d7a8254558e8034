import { toNumber } from '#kernel/fraction'
import type { Fraction } from '../model.ts'
import { type Books, type ExactPrice, openBooks } from './books.ts'
import { type Bounds, boundsAtStart } from './bounds.ts'
import type { Contest } from './contest.ts'
import type { CountTie, Hint } from './count.ts'
import { reopen } from './solvent.ts'

/** A count under way. */
export type State = {
  readonly contest: Contest
  readonly hint: Hint
  readonly endowment: number
  readonly books: Books
  readonly bounds: Bounds
  /** Money of each group, in doubles. */
  readonly purses: Float64Array
  readonly ties: CountTie[]
  readonly ceilings: number[]
  readonly bought: number[]
  readonly challenges: number[]
  readonly floors: Float64Array[]
  /** Whether all rounds so far went as in the neighbouring counts. */
  isLikeLow: boolean
  isLikeHigh: boolean
  round: number
  readonly quotes: Quotes
}

/** What is known of each project's price. Between rounds a price may only rise, so a floor stays a floor. */
export type Quotes = {
  /** Of one unit of utility: the price is at least this; Infinity when bought or out of reach. */
  readonly floors: Float64Array
  /** Of one unit of utility: the price is at most this, if the same supporters keep money. Meant for this round only. */
  readonly ceilings: Float64Array
  /** Of one unit of weight, in doubles, and how far it may be from the exact price. */
  readonly prices: Float64Array
  readonly errors: Float64Array
  /** Round in which the project was last looked at. */
  readonly seenIn: Int32Array
  readonly exact: (ExactPrice | undefined)[]
}

export function open(contest: Contest, endowment: Fraction, hint: Hint): State {
  const { projects, profile } = contest.election
  const share = toNumber(endowment)
  reopen(contest.solvent)
  return {
    contest,
    hint,
    endowment: share,
    books: openBooks(contest, endowment),
    bounds: boundsAtStart(share, profile.voterCount),
    purses: pursesAtStart(profile.multiplicities, share),
    ties: [],
    ceilings: [],
    bought: [],
    challenges: [],
    floors: [],
    isLikeLow: hint.low !== undefined,
    isLikeHigh: hint.high !== undefined,
    round: 0,
    quotes: {
      floors: Float64Array.from(projects, (_, project) => (contest.stakes.supporters[project]! > 0 ? 0 : Infinity)),
      ceilings: new Float64Array(projects.length),
      prices: new Float64Array(projects.length),
      errors: new Float64Array(projects.length),
      seenIn: new Int32Array(projects.length).fill(-1),
      exact: [],
    },
  }
}

function pursesAtStart(multiplicities: Int32Array, share: number): Float64Array {
  const purses = new Float64Array(multiplicities.length)
  for (let group = 0; group < purses.length; group++) purses[group] = multiplicities[group]! * share
  return purses
}

import type { Fraction } from '#kernel/fraction'

/** A part of an assembly that has its own weight; the weights of all add up to 1. */
export type College = { readonly code: string; readonly name: string; readonly weight: Fraction }

/** What becomes of the weight of a college in which no vote counts: spread over the others, or lost (as votes against). */
export type SilentCollege = 'shared' | 'lost'

/** Adopted above `threshold` (`isStrict`), or from it on. */
export type MotionRule = {
  readonly threshold: Fraction
  readonly isStrict: boolean
  /** What « yes » is divided by: votes for and against, or everyone present or represented. */
  readonly of: 'expressed' | 'present'
  readonly silent: SilentCollege
}

export type ElectionRule = { readonly seats: number; readonly silent: SilentCollege }

export type Answer = 'yes' | 'no' | 'abstain'

/** A vote that counts, without its voter. */
export type MotionVote = { readonly college: string; readonly answer: Answer }

/** `choices`: ranks in the list of candidates, each once; none is a blank vote. */
export type ElectionVote = { readonly college: string; readonly choices: readonly number[] }

/** How many are present or represented, by the code of their college; a college that is not told has nobody. */
export type Presence = Readonly<Record<string, number>>

/** One college's part of a share: weight × yes / base. */
export type Term = {
  readonly college: string
  /** As the statutes say it. */
  readonly weight: Fraction
  /** As it counted: 0 when it was spread over the others, more than `weight` where it received some. */
  readonly applied: Fraction
  readonly yes: number
  readonly no: number
  readonly abstain: number
  /** What `yes` is divided by; 0: no vote counts here. */
  readonly base: number
}

/** `share` is null when no vote counts in any college. */
export type Share = { readonly share: Fraction | null; readonly terms: readonly Term[] }

export type MotionCount = Share & { readonly isAdopted: boolean }

export type ElectionCount = {
  /** In the order of the candidates. */
  readonly candidates: readonly Share[]
  /** Ranks of the elected, the best share first. */
  readonly elected: readonly number[]
  /** Ranks that were equal at the last seat: the declared order told them apart. */
  readonly tied: readonly number[]
}

import type { Rule, Telling } from '#kernel/tally'

/** Counts the ways of telling a result: when what is told changes, the next number makes every poll be told again. */
export const EDITION = 1

/** A first telling comes in seconds; `margins` counts again hundreds of times to say what would have changed the result. */
export type TellingKind = 'first' | 'margins'

/** What is told of a result, computed once after its publication. Options are named by their code. */
export type Explanations = {
  readonly projects: Readonly<Record<string, Telling>>
  /** Empty when the file does not say where voters live. */
  readonly places: readonly ToldPlace[]
  readonly comparison: Comparison
}

export type ToldPlace = { readonly name: string; readonly voters: number; readonly telling: Telling }

/** Rules side by side on the same ballots. The first is the poll's own. */
export type Comparison = {
  readonly rules: readonly ComparedRule[]
  /** Places by name, the largest first; empty when the file does not say where voters live. */
  readonly places: readonly { readonly name: string; readonly voters: number }[]
}

export type ComparedRule = {
  readonly rule: Rule
  /** A few words: « Parts égales ». */
  readonly name: string
  readonly winners: readonly string[]
  /** In the poll's unit, as an integer. */
  readonly cost: string
  /** Voters with at least one winner among their choices. */
  readonly served: number
  /** Winners among a voter's choices, on average, as « numerator/denominator ». */
  readonly winnersPerVoter: string
  /** Voters by how many of the poll's own winners they would gain or lose; 0 for the poll's own rule. */
  readonly preferThis: number
  readonly preferOfficial: number
  /** Beside `Comparison.places`: money its voters decide, each winner's cost being shared among who chose it. */
  readonly moneyByPlace: readonly string[]
}

/** A published ballot and what became of it. */
export type ToldBallot = {
  /** As the file writes it. */
  readonly number: string
  readonly choices: readonly { readonly option: string; readonly isFunded: boolean }[]
  readonly telling: Telling
}

/** One page of ballots, as `ballot-pages.ts` lays them out. */
export type ToldBallotPage = {
  readonly pageCount: number
  readonly children: readonly { readonly prefix: string; readonly ballots: number }[]
  readonly ballots: readonly ToldBallot[]
}

/** What comes out of the computation, page by page, the explanations last: a reader sees all or nothing. */
export type ExplanationPart =
  | { readonly kind: 'page'; readonly prefix: string; readonly page: number; readonly content: ToldBallotPage }
  | { readonly kind: 'whole'; readonly explanations: Explanations; readonly certificate: string }

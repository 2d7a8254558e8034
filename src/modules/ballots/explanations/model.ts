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

/** Rules side by side on the same ballots. The first is the poll's own. Lists by rule are in the order of `rules`. */
export type Comparison = {
  readonly rules: readonly ComparedRule[]
  /** By place, age and sex, as far as the file tells them. */
  readonly groupings: readonly ComparedGroups[]
}

export type ComparedRule = {
  readonly rule: Rule
  /** A few words: « Parts égales ». */
  readonly name: string
  readonly winners: readonly string[]
  /** In the poll's unit, as an integer; so is all money below, rounded where it must be. */
  readonly cost: string
  /** Voters with at least one winner among their choices. */
  readonly served: number
  /** Winners among a voter's choices, on average, in hundredths. */
  readonly winnersPerVoter: number
  /** Money decided by a voter, each winner's cost being shared among who chose it: on average, and how far from it. */
  readonly moneyPerVoter: string
  readonly deviation: string
  /** Voters with more of their choices funded by this rule than by the poll's own, and the reverse. */
  readonly preferThis: number
  readonly preferOfficial: number
}

export type ComparedGroups = {
  /** « Lieu », « Âge », « Sexe ». */
  readonly title: string
  readonly rows: readonly {
    readonly name: string
    readonly voters: number
    readonly served: readonly number[]
    readonly money: readonly string[]
  }[]
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

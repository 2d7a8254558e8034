import type { Fraction, Tally } from '../model.ts'
import type { Preferences } from './preferences.ts'

/** Several rules on the same ballots, ready for tables. Lists by rule are in the order the rules were given. */
export type RulesComparison = {
  readonly outcomes: readonly RuleOutcome[]
  /** Each pair of rules, the earlier first. */
  readonly differences: readonly OutcomeDifference[]
  /** By what the file tells of voters: where they live, their age, their sex. */
  readonly groupings: readonly Grouping[]
}

export type RuleOutcome = {
  readonly tally: Tally
  /** Voters with at least one winner among their choices. */
  readonly served: number
  readonly moneyPerVoter: Spread
  /** At position k, voters with k winners among their choices. */
  readonly votersByWinners: readonly number[]
  readonly winnersPerVoter: Fraction
}

/**
 * Money decided by one voter: of the cost of each winner chosen, an equal part among all who chose it. The same for
 * every rule, so that rules compare. In election units; the variance in their squares.
 */
export type Spread = { readonly mean: Fraction; readonly variance: Fraction; readonly deviation: number }

export type OutcomeDifference = {
  /** Positions in `outcomes`. */
  readonly first: number
  readonly second: number
  /** Projects funded by the one and not by the other, in file order. */
  readonly onlyFirst: readonly number[]
  readonly onlySecond: readonly number[]
  /** Voters by the outcome that funds more of their choices, those with none in one of the two included. */
  readonly preferences: Preferences
}

export type Grouping = { readonly column: string; readonly rows: readonly GroupRow[] }

export type GroupRow = {
  /** As written in the file; undefined for groups of fewer than 5 voters put together. */
  readonly name: string | undefined
  readonly voters: number
  /** By rule. */
  readonly served: readonly number[]
  readonly money: readonly Fraction[]
}

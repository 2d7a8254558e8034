import type { Election, Fraction, Loss, Round, Tally } from '../model.ts'

/** A count with what each ballot gave to each winner: everything below is read from it. Made once by `accountOf`. */
export type Account = {
  readonly election: Election
  readonly tally: Tally
  /** Beside `tally.rounds`. */
  readonly payments: readonly RoundPayments[]
  /** For equal shares: what each group of ballots has left, one voter of it, in 1/`left.denominator`. */
  readonly left: { readonly denominator: bigint; readonly numerators: readonly bigint[] } | undefined
}

/**
 * Who paid for one winner.
 *
 * - `share`: out of the share each voter received (equal shares)
 * - `load`: what the round added to what each supporter already bears (Phragmén)
 * - `pot`: out of the common money; told as equal parts of the cost among supporters (greedy, completion, maximum welfare)
 */
export type RoundPayments = {
  readonly project: number
  readonly kind: 'share' | 'load' | 'pot'
  /** Amounts below are in 1/`denominator` of the election's unit. */
  readonly denominator: bigint
  /** Groups of ballots that paid more than 0, rising. */
  readonly groups: Int32Array
  /** Beside `groups`: index in `classes`. */
  readonly classOf: Int32Array
  readonly classes: readonly PaymentClass[]
}

/** Voters with the same money before the round and the same weight for the project. */
export type PaymentClass = {
  readonly voters: number
  /** One voter's weight for the project: 1, points, or a number drawn from the rank. */
  readonly weight: number
  /** What each of them had before (`share`), or bore before (`load`). */
  readonly had: bigint
  /** What each of them paid. */
  readonly paid: bigint
  /** Whether they paid all they had. */
  readonly emptied: boolean
}

/** An amount that went to a project. */
export type Spending = { readonly project: number; readonly amount: Fraction }

/** What became of one ballot. */
export type BallotExplanation = {
  /** Position in `election.voters`. */
  readonly voter: number
  /** For equal shares: what the voter received, and what is left of it. */
  readonly endowment: Fraction | undefined
  readonly left: Fraction | undefined
  /** In the order of the ballot. */
  readonly choices: readonly ChoiceExplanation[]
}

export type ChoiceExplanation =
  | {
      readonly outcome: 'won'
      readonly project: number
      /** Position in `tally.rounds`. */
      readonly round: number
      readonly kind: RoundPayments['kind']
      /** What this ballot paid; may be 0 when the voter had nothing left. */
      readonly paid: Fraction
      readonly emptied: boolean
    }
  | { readonly outcome: 'lost'; readonly project: number; readonly loss: Loss }

export type WinnerExplanation = {
  readonly project: number
  /** 1 for the first elected. */
  readonly rank: number
  readonly round: Round
  readonly cost: bigint
  readonly supporters: number
  readonly kind: RoundPayments['kind']
  /** Voters by what each paid, the most first. Classes that paid the same are together. */
  readonly payers: readonly PayerGroup[]
}

export type PayerGroup = { readonly voters: number; readonly paid: Fraction; readonly emptied: boolean }

export type LoserExplanation = {
  readonly project: number
  readonly loss: Loss
  readonly cost: bigint
  readonly supporters: number
  /** For equal shares: what its supporters had left together at the end. */
  readonly held: Fraction | undefined
  /** For equal shares: the purchase after which its supporters no longer had its cost; none when they never had. */
  readonly outOfReach: { readonly round: number; readonly held: Fraction } | undefined
  /** Cost less what there was (`loss.available`), at least 0. */
  readonly missing: Fraction
  /** Where the money of its supporters went, the most first. */
  readonly spentOn: readonly Spending[]
}

/** What would have changed the fate of a project, found by counting again. */
export type VotesToWin =
  /** With that many new ballots that name only this project it wins; with one fewer it does not. */
  | { readonly kind: 'votes'; readonly votes: number }
  /** Tried up to that number without a win. */
  | { readonly kind: 'more-than'; readonly votes: number }
  | { readonly kind: 'dearer-than-budget' }
  /** A ballot that ranks a single project is worth nothing to it (Borda). */
  | { readonly kind: 'lone-ballot-worthless' }

/** In election units. */
export type CostToWin =
  /** At that cost it wins; at one unit more it does not. */
  | { readonly kind: 'cost'; readonly cost: bigint }
  /** Not even at the smallest cost there is. */
  | { readonly kind: 'never' }

/** What one place gave and received. Places of fewer than 5 voters are put together. */
export type PlaceExplanation = {
  /** As written in the file; undefined for the small places put together. */
  readonly place: string | undefined
  readonly voters: number
  /** Voters with at least one winner among their choices. */
  readonly served: number
  /** Money its voters brought to winners. */
  readonly money: Fraction
  readonly spentOn: readonly Spending[]
}

/** What a page shows: sentences for all, and the arithmetic one tap below. */
export type Telling = { readonly sentences: readonly string[]; readonly reckoning: readonly string[] }

import type { Fraction } from '#kernel/fraction'

export type { Fraction }

/** What is voted on: projects with a cost, a budget, ballots. Indexes are positions in `projects`, in file order. */
export type Election = {
  /** The META section as written, every key, in file order. */
  readonly meta: ReadonlyMap<string, string>
  readonly voteType: VoteType
  /** ISO 4217 code, when the file gives one. */
  readonly currency: string | undefined
  /** Amounts are integers of 10^-decimals currency units: 2 for cents. The smallest that keeps every amount exact. */
  readonly decimals: number
  readonly budget: bigint
  readonly projects: readonly Project[]
  readonly profile: Profile
  readonly voters: Voters
  readonly oddities: readonly Oddity[]
}

/** Pabulib `vote_type`. */
export type VoteType = 'approval' | 'choose-1' | 'cumulative' | 'scoring' | 'ordinal'

export type Project = {
  readonly id: string
  readonly name: string
  /** > 0, in the election's unit (see `decimals`). */
  readonly cost: bigint
  /** The official outcome, when the file states it (`selected` 1). */
  readonly wasSelected: boolean | undefined
  /** Every other column of the file, as written. */
  readonly columns: Readonly<Record<string, string>>
}

/**
 * The ballots, identical ones once, in compressed rows: the choices of group `g` are
 * `choices[offsets[g]] … choices[offsets[g + 1] - 1]`, by rank for ordinal ballots, by project index otherwise.
 */
export type Profile = {
  readonly voterCount: number
  readonly groupCount: number
  /** Voters in each group; their sum is `voterCount`. */
  readonly multiplicities: Int32Array
  readonly offsets: Int32Array
  readonly choices: Int32Array
  /** Beside `choices`, for cumulative and scoring ballots: integers of 10^-pointDecimals points. */
  readonly points: Float64Array | undefined
  readonly pointDecimals: number
  /** Group of each voter, in file order. */
  readonly groupOfVoter: Int32Array
}

/** What the file says of each voter, in file order. */
export type Voters = {
  readonly ids: readonly string[]
  /** Every other column (age, sex, neighborhood…), as written. */
  readonly columns: Readonly<Record<string, readonly string[]>>
}

/** Something in the file that is not as the format says and that has one plain reading: kept, counted, reported. */
export type Oddity = { readonly line: number; readonly kind: OddityKind; readonly detail: string }

export type OddityKind =
  | 'budget-has-decimals'
  | 'choice-repeated'
  | 'column-unknown'
  | 'count-differs'
  | 'empty-ballot'
  | 'project-dearer-than-budget'
  | 'ballot-outside-limits'
  | 'voter-repeated'
  | 'separator-trailing'
  | 'separator-in-value'
  | 'key-repeated'
  | 'oddities-in-excess'
  | 'line-blank'
  | 'quote-literal'
  | 'limit-unreadable'
  | 'points-zero'

/** How much a voter values a project they support. */
export type Utility = 'cost' | 'cardinality' | 'points' | 'borda' | 'positions'

export type Rule = GreedyRule | EqualSharesRule | PhragmenRule | MaxWelfareRule

/** Most votes first (or points, or either per unit of cost), while the money lasts. */
export type GreedyRule = {
  readonly kind: 'greedy'
  readonly utility: Utility
  /** `per-cost`: utility per unit of cost (with utility `cost` this is the number of votes); `total`: utility alone. */
  readonly by: 'per-cost' | 'total'
  /** At the first project that does not fit: go on to the next, or stop there. */
  readonly whenTooDear: 'skip' | 'stop'
  /** Projects with fewer votes (approval) or points are set aside before. */
  readonly threshold: number
  /** Whether a project nobody chose may be funded when it fits. */
  readonly fundsUnsupported: boolean
  readonly ties: TieOrder
}

/** Method of Equal Shares (Peters, Pierczyński, Skowron, 2021). */
export type EqualSharesRule = {
  readonly kind: 'equal-shares'
  readonly utility: Utility
  readonly completion: Completion
  /** For add1: B/n exactly, or its whole part in currency units. */
  readonly start: 'exact' | 'floor'
  /** For add1, stop when no further project fits: among supported ones, among all, or never for that reason. */
  readonly exhaustiveStop: 'supported' | 'all' | 'never'
  /** Then keep greedy by votes instead when more voters prefer it (Wieliczka 2023). */
  readonly comparison: boolean
  readonly ties: TieOrder
}

export type Completion = 'none' | 'utilitarian' | 'add1' | 'add1-utilitarian'

/** Sequential Phragmén: loads spread over supporters, the lowest maximum load first; stops at the first that does not fit. */
export type PhragmenRule = {
  readonly kind: 'phragmen'
  /** Whether projects nobody chose come after all the others, in tie order, as far as they fit. */
  readonly fundsUnsupported: boolean
  readonly ties: TieOrder
}

/** The affordable set of greatest total utility. */
export type MaxWelfareRule = { readonly kind: 'max-welfare'; readonly utility: Utility; readonly ties: TieOrder }

/** `id`: smallest identifier compared as strings (code units); `cost-votes`: lowest cost, most votes, then file order (the published lot). */
export type TieOrder = 'id' | 'cost-votes'

export type Tally = {
  readonly rule: Rule
  /** Project indexes, in the order they were elected. */
  readonly winners: readonly number[]
  /** Sum of the winners' costs, ≤ budget. */
  readonly cost: bigint
  /** Objective reached, for max-welfare, in utility units (`cost`: election units; `points`: 10^-pointDecimals). */
  readonly value: bigint | undefined
  /** For max-welfare: whether no other set reaches the value. */
  readonly unique: boolean | undefined
  readonly rounds: readonly Round[]
  readonly losses: readonly Loss[]
  readonly ties: readonly Tie[]
  /** For equal shares: what each voter was given to spend, in election units. */
  readonly endowment: Fraction | undefined
  /** For add1: currency units added to each voter's share, above the start. */
  readonly increments: number | undefined
}

/** One project elected, with what decided it: enough to replay the count. */
export type Round = {
  readonly project: number
  readonly stage: 'greedy' | 'equal-shares' | 'completion' | 'phragmen' | 'max-welfare'
  /**
   * Equal shares: price of one unit of utility, ρ (each supporter pays min(money left, ρ × utility)). Phragmén: the
   * supporters' load after the round, 0 when it has none. Greedy and completion: the score (votes, or points) per unit
   * by which it was ranked. Maximum welfare: what it adds to the value. Points are in 10^-pointDecimals.
   */
  readonly price: Fraction
  /** Voters who pay, or who support the project. */
  readonly payers: number
  /** Equal shares: those of them who paid all they had left, less than ρ × utility or just that. */
  readonly emptied: number
  /** Money left in the budget after the round. */
  readonly moneyLeft: bigint
}

/** Why a project is not funded. */
export type Loss = {
  readonly project: number
  readonly reason: 'unsupported' | 'below-threshold' | 'supporters-short' | 'budget-short' | 'stopped' | 'outweighed'
  /** What its supporters (equal shares) or the budget (the others) still had when its turn came or at the end. */
  readonly available: Fraction
}

/** Several projects could be elected next and only the tie order told which. */
export type Tie = {
  /** Position in `rounds`: their number when the chosen one did not fit and stopped the count. */
  readonly round: number
  readonly projects: readonly number[]
  readonly chosen: number
  /** Whether another choice among them changes the final set of winners. */
  readonly changesOutcome: boolean
  /** Met in the count that the rule's comparison did not keep: `round` is a round of that one. */
  readonly isSetAside?: true
}

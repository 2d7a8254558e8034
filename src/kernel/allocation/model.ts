import type { Fraction } from '#kernel/fraction'
import type { Cents } from '#kernel/money'

/** A project that asks for money. */
export type Candidate = {
  readonly id: string
  readonly name: string
  /** Empty when the règlement has no categories. */
  readonly category: string
  /** Canton, EPCI, commune…, as the règlement says; empty when it does not. */
  readonly territory: string
  /** Votes, or points, ≥ 0. */
  readonly votes: bigint
  /** What it asks for, > 0 and at most its cost. */
  readonly requestedCents: Cents
  readonly costCents: Cents
  /** Place in the lot drawn and published before the vote, from 1. */
  readonly lot: number | undefined
}

/** Everything an allocation depends on. The order of `projects` changes nothing. */
export type AllocationRequest = {
  readonly projects: readonly Candidate[]
  readonly envelopeCents: Cents
  readonly rule: AllocationRule
  readonly limits: Limits
  /** Every amount is a multiple of it: 100 for the euro, 1 for the cent. */
  readonly roundingCents: Cents
  /** Among equals, compared in this order; the default is `DEFAULT_TIES`. */
  readonly ties: readonly TieCriterion[]
}

/** The most a project may receive, whatever the rule. What is undefined does not limit. */
export type Limits = {
  /** By category; once given, it names every category. */
  readonly caps: ReadonlyMap<string, Cents | 'none'> | undefined
  /** Share of the project's cost, 1 to 10 000: 8 000 is 80 %. */
  readonly maximumCostShareBasisPoints: number | undefined
}

export type TieCriterion = 'lowest-cost' | 'most-votes' | 'lot'

export const DEFAULT_TIES: readonly TieCriterion[] = ['lowest-cost', 'most-votes', 'lot']

export type AllocationRule = FixedRule | TiersRule | ProportionalRule | RankingRule | TerritoryQuotaRule

/** The same amount for every project of a category. */
export type FixedRule = {
  readonly kind: 'fixed-by-category'
  readonly amounts: ReadonlyMap<string, Cents>
  readonly whenShort: WhenShort | 'reduce'
}

/** An amount by rank: so much for the first three, so much for the ten next… */
export type TiersRule = {
  readonly kind: 'tiers-by-rank'
  readonly tiers: readonly Tier[]
  /** Whether ranks are counted in each group or over all. */
  readonly within: Grouping
  readonly whenShort: WhenShort | 'reduce'
}

/** Ranks up to `throughRank` (or all the others, for the last tier). Amounts never rise from a tier to the next. */
export type Tier = { readonly throughRank: number | 'last'; readonly amountCents: Cents }

/** Each group shares its part among its projects in proportion to their votes. */
export type ProportionalRule = {
  readonly kind: 'proportional'
  readonly within: Grouping
  readonly split: Split
}

export type Grouping = 'all' | 'category' | 'territory'

/**
 * How the envelope is parted between the groups: by their votes, by what their projects may receive at most, or by
 * amounts written in the règlement. What a group cannot use goes to the others, unless its amount is `reserved`.
 */
export type Split =
  | { readonly by: 'votes' | 'ceilings' }
  | {
      readonly by: 'amounts'
      readonly amounts: ReadonlyMap<string, Cents>
      readonly whenLeft: 'to-others' | 'reserved'
    }

/** Down the ranking, each project receives the most it may, until the money is gone. */
export type RankingRule = { readonly kind: 'ranking'; readonly whenShort: WhenShort }

/**
 * First each territory funds its own best projects within its quota; what is left of the envelope then goes down the
 * general ranking.
 */
export type TerritoryQuotaRule = {
  readonly kind: 'territory-quota'
  readonly quota: Quota
  readonly whenShort: WhenShort
}

/** So many projects in each territory, or so much money (one amount for all, or one for each). */
export type Quota =
  | { readonly of: 'projects'; readonly count: number }
  | { readonly of: 'money'; readonly amount: Cents | ReadonlyMap<string, Cents> }

/**
 * At the first project that what is left cannot pay in full: give it what is left, pass to the next, or stop. With
 * `reduce` all the amounts are lowered in the same proportion instead.
 */
export type WhenShort = 'part' | 'skip' | 'stop'

export type Allocation = {
  readonly request: AllocationRequest
  /** One per project, in the order of the request. */
  readonly amounts: readonly ProjectAmount[]
  /** Sum of the amounts, ≤ envelope. */
  readonly totalCents: Cents
  /** What no project could receive. */
  readonly leftCents: Cents
}

export type ProjectAmount = {
  readonly project: Candidate
  /** From 1, by votes, then by the order of ties. */
  readonly rank: number
  readonly ceiling: Ceiling
  readonly amountCents: Cents
  /** The computation, from the first line to the amount. */
  readonly steps: readonly Step[]
}

/** The lowest of the limits, rounded down to the unit of rounding. */
export type Ceiling = { readonly limit: Limit; readonly cents: Cents; readonly roundedCents: Cents }
export type Limit = 'category-cap' | 'cost-share' | 'request'

/** One line of a computation. Fractions are in cents. */
export type Step =
  | GroupStep
  | ReservedStep
  | VotesStep
  | MaximumStep
  | ClaimStep
  | ReductionStep
  | TurnStep
  | RoundingStep

/** A share of a pot: `pot × weight ÷ totalWeight`; when it passes the ceiling, the ceiling is kept and the rest freed. */
export type Share = {
  /** From 1; above 1, the pot is what earlier rounds freed and did not give. */
  readonly round: number
  readonly pot: Fraction
  readonly weight: bigint
  readonly totalWeight: bigint
  readonly share: Fraction
  readonly isCapped: boolean
}

/** What the project's group has to share. */
export type GroupStep = Share & {
  readonly kind: 'group-share'
  readonly within: Grouping
  readonly group: string
  readonly by: Split['by']
  /** What the projects of the group may receive at most, together. */
  readonly ceiling: Fraction
}
/** What the règlement keeps for the project's group, and for no other. */
export type ReservedStep = {
  readonly kind: 'group-reserved'
  readonly within: Grouping
  readonly group: string
  readonly amountCents: Cents
}
/** What its votes give it of its group's share. */
export type VotesStep = Share & { readonly kind: 'votes-share'; readonly within: Grouping; readonly group: string }
/** Its group's share suffices for all its projects with votes to receive the most they may. */
export type MaximumStep = { readonly kind: 'maximum'; readonly within: Grouping; readonly group: string }
/** What the rule promises it, before limits; no tier reaches it when the amount is 0. */
export type ClaimStep = {
  readonly kind: 'claim'
  readonly amountCents: Cents
  /** Rounded down to the unit. */
  readonly roundedCents: Cents
  readonly from: { readonly category: string } | { readonly rank: number; readonly within: Grouping }
}
/** Every claim lowered in the same proportion, because the envelope does not suffice for all. */
export type ReductionStep = Share & { readonly kind: 'reduction' }
/** Its turn in a ranking, with what was left when it came. */
export type TurnStep = {
  readonly kind: 'turn'
  /** `quota`: its territory's; `general`: the whole envelope's. */
  readonly phase: 'quota' | 'general'
  readonly rank: number
  readonly leftCents: Cents
  readonly neededCents: Cents
  readonly givenCents: Cents
  readonly outcome: 'full' | 'part' | 'passed' | 'stopped' | 'quota-reached'
}
/** From an exact share to a multiple of the rounding unit. */
export type RoundingStep = {
  readonly kind: 'rounding'
  readonly share: Fraction
  readonly amountCents: Cents
  /** Whether its remainder was among the largest, so that it got one unit more than its whole part. */
  readonly isRaised: boolean
}

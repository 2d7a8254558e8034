import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import type { Role } from '#platform/sessions'

/** The preparation of one year's budget: open from one day to another, July to November as a rule. */
export type Campaign = {
  readonly id: string
  readonly year: number
  readonly opensOn: Day
  readonly closesOn: Day
  /** When its demands became the proposed budget; null: not yet. */
  readonly proposedAt: Date | null
}

/** Who looks at demands, one after the other: the first asks, the last retains. A setting. */
export type Level = { readonly rank: number; readonly name: string; readonly roles: readonly Role[] }

/** What is asked for one line: each level says its amounts, and nothing said before is lost. */
export type Demand = {
  readonly id: string
  readonly campaignId: string
  readonly lineCode: string
  /** Grows with each step: two people who write at once are told. */
  readonly version: number
  /** The first is the demand itself; never none. */
  readonly steps: readonly [DemandStep, ...DemandStep[]]
}

/** What one level says of a line. */
export type DemandStep = {
  readonly id: string
  readonly level: number
  readonly amounts: Amounts
  readonly reason: string
  readonly at: Date
}

/** The multi-year commitment, when there is one, and what is paid each year, from the year prepared on. */
export type Amounts = {
  /** AE (operating) or AP (investment): Σ CP is exactly that. null: one year only. */
  readonly commitmentCents: Cents | null
  /** CP of each year, or the receipts expected; the year prepared first, no year missing. */
  readonly years: readonly { readonly year: number; readonly cents: Cents }[]
}

/** The gravest first. */
export type PreparationRefusal =
  | 'campaign-unknown'
  | 'campaign-not-open'
  | 'campaign-closed'
  | 'campaign-already-proposed'
  | 'campaign-exists'
  | 'demand-unknown'
  | 'demand-exists'
  | 'demand-changed'
  | 'line-unknown'
  | 'level-not-yours'
  | 'level-below'
  | 'reason-missing'
  | 'amount-missing'
  | 'years-broken'
  | 'commitment-differs'
  | 'dates-backwards'
  | 'not-all-arbitrated'
  | 'nothing-asked'
  | 'levels-missing'
  | 'post-wrong'
  | 'source-missing'

/** A line of the budget beside its demand: what it did last year, and what is already owed. */
export type LineBefore = {
  readonly lineCode: string
  readonly label: string
  readonly section: 'operating' | 'investment'
  readonly side: 'expense' | 'receipt'
  /** Credits open and paid of the last year that has some. */
  readonly year: number | null
  readonly openCents: Cents
  readonly engagedCents: Cents
  readonly paidCents: Cents
  /** Engaged and not paid: will have to be paid in the year prepared, whatever is decided. */
  readonly dueCents: Cents
  readonly isFictitious: boolean
}

/** Agents by year: full-time equivalents in hundredths, 400 for four. */
export type Posts = {
  readonly id: string
  readonly year: number
  readonly kind: string
  readonly fullTimeHundredths: number
  readonly source: { readonly title: string; readonly url: string | null }
  readonly isFictitious: boolean
}

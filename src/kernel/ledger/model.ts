import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'

/** An identifier that says nothing by itself (UUID); what it stands for is told by the module that opened it. */
export type AccountId = string
export type TransferId = string

/**
 * What an account may not pass. `debits-within-credits`: what left it or is about to, never above what came in, as the
 * credit of a line. `credits-within-debits`: the same the other way round, as a ceiling of receipts.
 */
export type Limit = 'none' | 'debits-within-credits' | 'credits-within-debits'

export type Account = {
  readonly id: AccountId
  /** What kind of account it is, as « budget.line ». */
  readonly code: string
  readonly limit: Limit
}

/** `posted`: at once. `pending`: room held. `post`: part or all of what is held; `void`, `expire`: the rest is freed. */
export type TransferKind = 'posted' | 'pending' | 'post' | 'void' | 'expire'

/** One row of the journal: an amount leaves nowhere, it goes from one account to another. */
export type Transfer = {
  readonly id: TransferId
  readonly debit: AccountId
  readonly credit: AccountId
  /** > 0. */
  readonly amount: Cents
  readonly kind: TransferKind
  /** The pending one that a `post`, a `void` or an `expire` is about; null otherwise. */
  readonly pendingId: TransferId | null
  /** What it is, as « budget.engage ». */
  readonly code: string
  /** The day it counts on; it may be written later. */
  readonly on: Day
  /** When a `pending` one ends by itself; null: never. */
  readonly expiresAt: Date | null
  /** The first of those written with it, all or none; its own when it was alone. */
  readonly groupId: TransferId
}

/** What one asks the journal to write. Accounts and what is left of a pending one are read from it. */
export type TransferRequest = AtOnce | Held | PartOfHeld | EndOfHeld

type Asked = { readonly id: TransferId; readonly code: string; readonly on: Day }
type Way = { readonly debit: AccountId; readonly credit: AccountId; readonly amount: Cents }
export type AtOnce = Asked & Way & { readonly kind: 'posted' }
export type Held = Asked & Way & { readonly kind: 'pending'; readonly expiresAt?: Date | null }
/** Several may post parts of the same one. */
export type PartOfHeld = Asked & { readonly kind: 'post'; readonly pendingId: TransferId; readonly amount: Cents }
export type EndOfHeld = Asked & { readonly kind: 'void' | 'expire'; readonly pendingId: TransferId }

/** Sums of an account, each ≥ 0, in cents. */
export type Balance = {
  readonly debitsPending: Cents
  readonly debitsPosted: Cents
  readonly creditsPending: Cents
  readonly creditsPosted: Cents
}

/** A pending transfer as it stands. */
export type Pending = {
  readonly transfer: Transfer
  /** Posted so far, ≤ its amount. */
  readonly posted: Cents
  /** Whether a `void` or an `expire` ended it. */
  readonly isEnded: boolean
}

/** Gravest first. */
export type TransferFault =
  | 'id-reused'
  | 'account-unknown'
  | 'pending-unknown'
  | 'pending-ended'
  | 'pending-expired'
  | 'beyond-pending'
  | 'limit-exceeded'

export type TransferRefusal = {
  readonly reason: TransferFault
  /** The request refused; null where the group as a whole is (`limit-exceeded`). */
  readonly transferId: TransferId | null
  /** The account that is unknown, or whose limit is passed. */
  readonly account: AccountId | null
  /** What that account, or the pending transfer, could still give. */
  readonly available: Cents | null
}

/** What was written, in the order it was asked. */
export type Posted = {
  readonly transfers: readonly Transfer[]
  /** Whether it was written before, by the same request. */
  readonly isRepeated: boolean
}

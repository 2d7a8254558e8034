import { type Day, isDay } from '#kernel/calendar'
import type { Balance, Transfer } from '#kernel/ledger'
import type { Cents } from '#kernel/money'

/** A place between two lines of a statement: the day, then the order of writing. */
export type Cursor = { readonly on: Day; readonly rank: bigint }

export type StatementQuery = {
  /** First day, included; the first of all by default. */
  readonly from?: Day | null
  /** Last day, included; no end by default. */
  readonly to?: Day | null
  /** Where the page before ended. */
  readonly after?: Cursor | null
  /** Lines of a page; 50 by default. */
  readonly limit?: number
}

export type StatementLine = {
  readonly transfer: Transfer
  readonly side: 'debit' | 'credit'
  readonly cursor: Cursor
  /** Of the account, this line included. */
  readonly balance: Balance
}

export type StatementPage = {
  /** Of the account, before the first line. */
  readonly before: Balance
  readonly lines: readonly StatementLine[]
  /** For the next page; null when this is the last one. */
  readonly next: Cursor | null
}

/** What makes a balance, by what transfers are. */
export type ExplainedPart = {
  readonly code: string
  readonly debitsPending: Cents
  readonly debitsPosted: Cents
  readonly creditsPending: Cents
  readonly creditsPosted: Cents
  readonly count: number
}

/** A transfer among those it goes with. */
export type Chain = {
  readonly transfer: Transfer
  /** Written together, all or none, in order; itself among them. */
  readonly group: readonly Transfer[]
  /** The pending one it is part of, or is, followed by all that posted or ended it; empty for one posted at once. */
  readonly held: readonly Transfer[]
}

/** As it stands in an address: « 2026-03-02.118 ». */
export function writeCursor({ on, rank }: Cursor): string {
  return `${on}.${rank}`
}

export function readCursor(text: string): Cursor | undefined {
  const [, on, rank] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,18})$/.exec(text) ?? []
  return on && rank && isDay(on) ? { on, rank: BigInt(rank) } : undefined
}

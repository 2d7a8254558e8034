import type { Selectable } from 'kysely'
import type { Balance, Pending, Transfer, TransferKind } from '#kernel/ledger'
import { cents } from '#kernel/money'
import type { LedgerTransfer } from '#platform/database'

export type TransferRow = Selectable<LedgerTransfer>
export type PendingRow = TransferRow & { readonly posted_cents: bigint; readonly is_ended: boolean }
export type BalanceRow = {
  readonly debits_pending: bigint
  readonly debits_posted: bigint
  readonly credits_pending: bigint
  readonly credits_posted: bigint
}

export function transferOf(row: TransferRow): Transfer {
  return {
    id: row.id,
    debit: row.debit_account,
    credit: row.credit_account,
    amount: cents(row.amount_cents),
    kind: row.kind as TransferKind,
    pendingId: row.pending_id,
    code: row.code,
    on: row.day,
    expiresAt: row.expires_at,
    groupId: row.group_id,
  }
}

export function pendingOf(row: PendingRow): Pending {
  return { transfer: transferOf(row), posted: cents(row.posted_cents), isEnded: row.is_ended }
}

export function balanceFrom(row: BalanceRow): Balance {
  return {
    debitsPending: cents(row.debits_pending),
    debitsPosted: cents(row.debits_posted),
    creditsPending: cents(row.credits_pending),
    creditsPosted: cents(row.credits_posted),
  }
}

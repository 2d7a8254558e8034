import { type Kysely, sql } from 'kysely'
import type { Account, AccountId, Balance, Limit, Pending, Transfer, TransferId } from '#kernel/ledger'
import type { DB } from '#platform/database'
import { type BalanceRow, balanceFrom, type PendingRow, pendingOf, type TransferRow, transferOf } from './rows.ts'

/** The pending transfers of these identifiers, locked in their order until the transaction ends. */
export async function lockPendings(
  db: Kysely<DB>,
  ids: readonly TransferId[],
): Promise<ReadonlyMap<TransferId, Pending>> {
  const { rows } = await sql<PendingRow>`
    WITH locked AS MATERIALIZED (
      SELECT * FROM ledger_pending WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE
    )
    SELECT transfer.*, locked.posted_cents, locked.is_ended
    FROM locked JOIN ledger_transfer AS transfer USING (id)`.execute(db)
  return new Map(rows.map((row) => [row.id, pendingOf(row)]))
}

/** How these pending transfers stand now; nothing is locked. */
export async function findPendings(
  db: Kysely<DB>,
  ids: readonly TransferId[],
): Promise<ReadonlyMap<TransferId, Pending>> {
  const { rows } = await sql<PendingRow>`
    SELECT transfer.*, pending.posted_cents, pending.is_ended
    FROM ledger_pending AS pending JOIN ledger_transfer AS transfer USING (id)
    WHERE pending.id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, pendingOf(row)]))
}

export async function findTransfers(
  db: Kysely<DB>,
  ids: readonly TransferId[],
): Promise<ReadonlyMap<TransferId, Transfer>> {
  const { rows } = await sql<TransferRow>`SELECT * FROM ledger_transfer WHERE id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, transferOf(row)]))
}

/** The transfers written together under that identifier, in the order they were asked. */
export async function listGroup(db: Kysely<DB>, groupId: TransferId): Promise<readonly Transfer[]> {
  const { rows } = await sql<TransferRow>`
    SELECT * FROM ledger_transfer WHERE id = ${groupId} AND group_id = id
    UNION ALL SELECT * FROM ledger_transfer WHERE group_id = ${groupId} AND group_id <> id
    ORDER BY rank`.execute(db)
  return rows.map(transferOf)
}

export async function findAccounts(
  db: Kysely<DB>,
  ids: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, Account>> {
  const { rows } = await sql<{ readonly id: string; readonly code: string; readonly limit_kind: string }>`
    SELECT id, code, limit_kind FROM ledger_account WHERE id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, code, limit_kind }) => [id, { id, code, limit: limit_kind as Limit }]))
}

export type LimitedBalance = { readonly id: AccountId; readonly limit: Limit; readonly balance: Balance }

/** The balances of accounts with a limit among these, as they are now, in the order of identifiers. */
export async function listLimitedBalances(
  db: Kysely<DB>,
  ids: readonly AccountId[],
): Promise<readonly LimitedBalance[]> {
  const { rows } = await sql<BalanceRow & { readonly account_id: string; readonly limit_kind: string }>`
    SELECT * FROM ledger_balance WHERE account_id = ANY(${ids}::uuid[]) ORDER BY account_id`.execute(db)
  return rows.map((row) => ({ id: row.account_id, limit: row.limit_kind as Limit, balance: balanceFrom(row) }))
}

/** Pending transfers whose moment has come and that nothing ended, the oldest first. */
export async function listExpired(db: Kysely<DB>, now: Date, limit: number): Promise<readonly TransferId[]> {
  const { rows } = await sql<{ readonly id: string }>`
    SELECT id FROM ledger_pending
    WHERE expires_at <= ${now} AND NOT is_ended AND posted_cents < amount_cents
    ORDER BY expires_at LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

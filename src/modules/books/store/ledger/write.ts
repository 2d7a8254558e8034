import { type Kysely, sql } from 'kysely'
import { type AccountId, type Balance, type Decided, movesOf, type Pending, type Transfer } from '#kernel/ledger'
import type { DB } from '#platform/database'

/**
 * Writes a group in one statement, all or none (`ledger_write`, in schema.sql): it looks for the accounts, locks the balances
 * of those with a limit in the order of identifiers, and writes where every limit holds afterwards.
 *
 * @returns  false when nothing was written: an account is unknown, a limit would be passed, an identifier was used
 * @throws   40001 when another transaction writes one of its identifiers at the same moment
 */
export async function writeGroup(db: Kysely<DB>, { transfers, pendings }: Decided, now: Date): Promise<boolean> {
  const [first, second] = transfers
  if (first!.kind === 'posted' && !second) return await writePosted(db, first!, now)
  const moves = [...movesOf(transfers)]
  const touched = new Set(transfers.map(({ id, kind, pendingId }) => (kind === 'pending' ? id : pendingId)))
  const changed = [...pendings].filter(([id]) => touched.has(id))
  const { rows } = await sql<{ readonly is_written: boolean }>`
    SELECT ledger_write(
      ${moves.map(([id]) => id)}::uuid[],
      ${textOf(moves.map(moveRow))}::json,
      ${changed.length > 0 ? textOf(changed.map(([, pending]) => pendingRow(pending))) : null}::json,
      ${transfers.map(({ id }) => id)}::uuid[],
      ${textOf(transfers.map(transferRow))}::json,
      ${transfers[0]!.groupId}::uuid,
      ${now}::timestamptz
    ) AS is_written`.execute(db)
  return rows[0]!.is_written
}

// What is written most: one transfer at once. No list is made, nor read (`ledger_write_posted`).
async function writePosted(db: Kysely<DB>, transfer: Transfer, now: Date): Promise<boolean> {
  const { id, debit, credit, amount, code, on } = transfer
  const { rows } = await sql<{ readonly is_written: boolean }>`
    SELECT ledger_write_posted(${id}, ${debit}, ${credit}, ${amount}, ${code}, ${on}, ${now}) AS is_written`.execute(db)
  return rows[0]!.is_written
}

function moveRow([id, balance]: readonly [AccountId, Balance]) {
  return {
    account_id: id,
    debits_pending: balance.debitsPending,
    debits_posted: balance.debitsPosted,
    credits_pending: balance.creditsPending,
    credits_posted: balance.creditsPosted,
  }
}

function pendingRow({ transfer, posted, isEnded }: Pending) {
  const { id, amount, expiresAt } = transfer
  return { id, amount_cents: amount, posted_cents: posted, is_ended: isEnded, expires_at: expiresAt }
}

function transferRow({ id, debit, credit, amount, kind, pendingId, code, on, expiresAt }: Transfer) {
  return {
    id,
    debit_account: debit,
    credit_account: credit,
    amount_cents: amount,
    kind,
    pending_id: pendingId,
    code,
    day: on,
    expires_at: expiresAt,
  }
}

// PostgreSQL reads integers written as text, so none passes through a float.
function textOf(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { MONTH, summedLegs } from './legs.ts'

// Held shared by `ledger_write`, and for a moment alone by who wants to know that no rank below the last is still to come.
const WRITING = sql`4711007, 1`

/**
 * The last rank under which nothing is being written any more. Writers wait for who asks, so it gives up soon.
 *
 * @throws  what `isBusy` knows, when writers leave no moment within 200 ms
 */
export async function settledRank(transaction: Transaction<DB>): Promise<bigint> {
  await sql`SET LOCAL lock_timeout = '200ms'`.execute(transaction)
  await sql`SELECT pg_advisory_xact_lock(${WRITING})`.execute(transaction)
  const { rows } = await sql<{ readonly rank: bigint }>`
    SELECT coalesce(max(rank), 0)::bigint AS rank
    FROM ledger_transfer WHERE rank > (SELECT up_to_rank FROM ledger_closing)`.execute(transaction)
  return rows[0]!.rank
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE
}

const LOCK_NOT_AVAILABLE = '55P03'

// About a second's work: an import of a year leaves no statement too long.
const AT_ONCE = 200_000n

/**
 * Adds to the sums by month what was written up to that settled rank, a slice at a time.
 *
 * @returns  whether nothing is left
 */
export async function keepMonths(transaction: Transaction<DB>, settled: bigint, now: Date): Promise<boolean> {
  const { rows } = await sql<{ readonly rank: bigint }>`
    SELECT up_to_rank AS rank FROM ledger_closing FOR UPDATE`.execute(transaction)
  const from = rows[0]!.rank
  if (settled <= from) return true
  const upTo = settled - from > AT_ONCE ? from + AT_ONCE : settled
  await sql`
    INSERT INTO ledger_month AS kept
      (account_id, month, debits_pending, debits_posted, credits_pending, credits_posted)
    SELECT account_id, key, sum(debits_pending), sum(debits_posted), sum(credits_pending), sum(credits_posted)
    FROM (${summedLegs(null, sql`rank > ${from} AND rank <= ${upTo}`, MONTH)}) AS leg
    GROUP BY 1, 2
    ON CONFLICT (account_id, month) DO UPDATE SET
      debits_pending = kept.debits_pending + excluded.debits_pending,
      debits_posted = kept.debits_posted + excluded.debits_posted,
      credits_pending = kept.credits_pending + excluded.credits_pending,
      credits_posted = kept.credits_posted + excluded.credits_posted`.execute(transaction)
  await sql`UPDATE ledger_closing SET up_to_rank = ${upTo}, closed_at = ${now}`.execute(transaction)
  return upTo === settled
}

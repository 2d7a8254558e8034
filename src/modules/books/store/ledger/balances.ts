import { type Kysely, sql } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type AccountId, type Balance, NO_BALANCE } from '#kernel/ledger'
import type { DB } from '#platform/database'
import type { Cursor } from '../../ledger/statement.ts'
import { legs } from './legs.ts'
import { type BalanceRow, balanceFrom } from './rows.ts'

const LAST_RANK = 2n ** 63n - 1n

/** The balance of one account at the end of that day, or with all that is written. */
export async function balanceOf(db: Kysely<DB>, id: AccountId, at?: Day): Promise<Balance> {
  return (await balancesOf(db, [id], at)).get(id)!
}

/** One balance for each account asked, 0 where nothing is written. */
export function balancesOf(
  db: Kysely<DB>,
  ids: readonly AccountId[],
  at?: Day,
): Promise<ReadonlyMap<AccountId, Balance>> {
  return balancesAt(db, ids, at === undefined ? null : { on: at, rank: LAST_RANK })
}

/**
 * Whole months as they are kept, then the lines that are not in them: those of the last month, and those written since.
 *
 * @param until  that line included; null: all
 */
export async function balancesAt(
  db: Kysely<DB>,
  ids: readonly AccountId[],
  until: Cursor | null,
): Promise<ReadonlyMap<AccountId, Balance>> {
  if (ids.length === 0) return new Map()
  const accounts = sql`${ids}::uuid[]`
  // Months go on being kept: the rank read here is only a lower bound that lets PostgreSQL go straight to the last lines.
  const closed = await sql<{ readonly rank: bigint }>`SELECT up_to_rank AS rank FROM ledger_closing`.execute(db)
  const since = sql`rank > ${closed.rows[0]!.rank} AND rank > (SELECT up_to_rank FROM ledger_closing)`
  const month = sql`date_trunc('month', ${until?.on ?? null}::date)::date`
  const kept = until ? sql`AND month < ${month}` : sql``
  const lines = until
    ? sql`
      ${legs(accounts, sql`day >= ${month} AND (day, rank) <= (${until.on}::date, ${until.rank}::bigint)`)}
      UNION ALL ${legs(accounts, sql`day < ${month} AND ${since}`)}`
    : legs(accounts, since)
  const { rows } = await sql<BalanceRow & { readonly account_id: string }>`
    SELECT account_id,
      sum(debits_pending)::bigint AS debits_pending, sum(debits_posted)::bigint AS debits_posted,
      sum(credits_pending)::bigint AS credits_pending, sum(credits_posted)::bigint AS credits_posted
    FROM (
      SELECT account_id, debits_pending, debits_posted, credits_pending, credits_posted, '' AS code, month AS day
      FROM ledger_month WHERE account_id = ANY(${accounts}) ${kept}
      UNION ALL ${lines}
    ) AS part
    GROUP BY account_id`.execute(db)
  const found = new Map(rows.map((row) => [row.account_id, balanceFrom(row)]))
  return new Map(ids.map((id) => [id, found.get(id) ?? NO_BALANCE]))
}

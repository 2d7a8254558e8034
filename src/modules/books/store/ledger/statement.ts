import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type AccountId, addBalances, movesOf, type TransferId } from '#kernel/ledger'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { Chain, ExplainedPart, StatementLine, StatementPage, StatementQuery } from '../../ledger/statement.ts'
import { balancesAt } from './balances.ts'
import { findTransfers, listGroup } from './find.ts'
import { summedLegs } from './legs.ts'
import { type TransferRow, transferOf } from './rows.ts'

/**
 * The lines of an account by day then order of writing, each with the balance after it, a page at a time.
 *
 * A line written later for an earlier day comes in its place: pages already read are then one line behind.
 */
export async function statementOf(
  db: Kysely<DB>,
  accountId: AccountId,
  { from = null, to = null, after = null, limit = 50 }: StatementQuery = {},
): Promise<StatementPage> {
  const start = after ?? { on: from ?? FIRST_DAY, rank: 0n }
  const where = sql`(day, rank) > (${start.on}::date, ${start.rank}::bigint) AND day <= coalesce(${to}::date, 'infinity')`
  const side = (column: RawBuilder<unknown>, name: string) => sql`
    (SELECT transfer.*, ${name}::text AS side FROM ledger_transfer AS transfer
     WHERE ${column} = ${accountId} AND ${where} ORDER BY day, rank LIMIT ${limit + 1})`
  const [found, balances] = await Promise.all([
    sql<TransferRow & { readonly side: 'debit' | 'credit' }>`
      ${side(sql`debit_account`, 'debit')} UNION ALL ${side(sql`credit_account`, 'credit')}
      ORDER BY day, rank LIMIT ${limit + 1}`.execute(db),
    balancesAt(db, [accountId], start),
  ])
  const before = balances.get(accountId)!
  const lines: StatementLine[] = []
  for (const row of found.rows.slice(0, limit)) {
    const transfer = transferOf(row)
    const change = movesOf([transfer]).get(accountId)!
    const balance = addBalances(lines.at(-1)?.balance ?? before, change)
    lines.push({ transfer, side: row.side, cursor: { on: row.day, rank: row.rank }, balance })
  }
  return { before, lines, next: found.rows.length > limit ? lines.at(-1)!.cursor : null }
}

const FIRST_DAY = '0001-01-01'

/** What makes the balance of an account at the end of that day (of all by default), by code, the codes in order. */
export async function explain(db: Kysely<DB>, accountId: AccountId, at?: Day): Promise<readonly ExplainedPart[]> {
  const until = sql`day <= coalesce(${at ?? null}::date, 'infinity')`
  const { rows } = await sql<Record<Exclude<keyof ExplainedPart, 'code'>, bigint> & { readonly code: string }>`
    SELECT key AS code, sum(debits_pending)::bigint AS "debitsPending", sum(debits_posted)::bigint AS "debitsPosted",
      sum(credits_pending)::bigint AS "creditsPending", sum(credits_posted)::bigint AS "creditsPosted", sum(count)::bigint AS count
    FROM (${summedLegs(sql`${[accountId]}::uuid[]`, until, sql`code`)}) AS leg
    GROUP BY key ORDER BY key`.execute(db)
  return rows.map((row) => ({
    code: row.code,
    debitsPending: cents(row.debitsPending),
    debitsPosted: cents(row.debitsPosted),
    creditsPending: cents(row.creditsPending),
    creditsPosted: cents(row.creditsPosted),
    count: Number(row.count),
  }))
}

/** A transfer with those written with it, and the life of what it holds or takes from; undefined when there is none. */
export async function chainOf(db: Kysely<DB>, id: TransferId): Promise<Chain | undefined> {
  const transfer = (await findTransfers(db, [id])).get(id)
  if (!transfer) return undefined
  const pendingId = transfer.kind === 'pending' ? id : transfer.pendingId
  const [group, held] = await Promise.all([
    listGroup(db, transfer.groupId),
    sql<TransferRow>`
      SELECT * FROM ledger_transfer WHERE id = ${pendingId}
      UNION ALL SELECT * FROM ledger_transfer WHERE pending_id = ${pendingId}
      ORDER BY rank`.execute(db),
  ])
  return { transfer, group, held: held.rows.map(transferOf) }
}

import { type RawBuilder, sql } from 'kysely'

const PENDING = sql`CASE kind WHEN 'pending' THEN amount_cents WHEN 'posted' THEN 0 ELSE -amount_cents END`
const POSTED = sql`CASE WHEN kind IN ('posted', 'post') THEN amount_cents ELSE 0 END`

/**
 * Both sides of transfers as what they change, in cents: the SQL twin of `movesOf`.
 *
 * @param accounts  only the sides of these, as a `uuid[]`; null: of all
 */
export function legs(accounts: RawBuilder<unknown> | null, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const debits = accounts ? sql`debit_account = ANY(${accounts}) AND` : sql``
  const credits = accounts ? sql`credit_account = ANY(${accounts}) AND` : sql``
  return sql`
    SELECT debit_account AS account_id, ${PENDING} AS debits_pending, ${POSTED} AS debits_posted,
      0::bigint AS credits_pending, 0::bigint AS credits_posted, code, day
    FROM ledger_transfer WHERE ${debits} ${where}
    UNION ALL
    SELECT credit_account, 0, 0, ${PENDING}, ${POSTED}, code, day FROM ledger_transfer WHERE ${credits} ${where}`
}

/** The month of a day; by way of a timestamp without zone, which needs no calendar of clocks. */
export const MONTH = sql`date_trunc('month', day::timestamp)::date`

/**
 * The same as `legs`, added up by account and key before it is told what each kind of transfer changes: that is four sums
 * fewer for each transfer read.
 *
 * @param key  what sums are apart by, as the month or the code
 */
export function summedLegs(
  accounts: RawBuilder<unknown> | null,
  where: RawBuilder<unknown>,
  key: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const side = (column: RawBuilder<unknown>) => sql`
    (SELECT ${column} AS account_id, ${key} AS key, kind, sum(amount_cents) AS amount_cents, count(*) AS count
     FROM ledger_transfer WHERE ${accounts ? sql`${column} = ANY(${accounts}) AND` : sql``} ${where} GROUP BY 1, 2, 3) AS side`
  return sql`
    SELECT account_id, key, ${PENDING} AS debits_pending, ${POSTED} AS debits_posted, 0 AS credits_pending,
      0 AS credits_posted, count
    FROM ${side(sql`debit_account`)}
    UNION ALL
    SELECT account_id, key, 0, 0, ${PENDING}, ${POSTED}, count FROM ${side(sql`credit_account`)}`
}

import { type Kysely, sql } from 'kysely'
import type { Day } from '#kernel/calendar'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { JournalLine, JournalPeriod } from '../../ledger/journal.ts'

// Ranks have gaps: a part holds at most as many lines.
const PART = 5_000n

/** What anybody may read of the journal, in the order of writing, then the daily totals; a part at a time. */
export async function* readJournal(
  db: Kysely<DB>,
  { from, to }: JournalPeriod,
): AsyncGenerator<readonly JournalLine[]> {
  const within = sql`day >= coalesce(${from ?? null}::date, '-infinity') AND day <= coalesce(${to ?? null}::date, 'infinity')`
  const last = await sql<{ readonly rank: bigint }>`
    SELECT coalesce(max(rank), 0)::bigint AS rank FROM ledger_transfer`.execute(db)
  for (let after = 0n; after < last.rows[0]!.rank; after += PART) {
    const { rows } = await sql<Row>`
      SELECT transfer.*, ${CODES}
      FROM ledger_transfer AS transfer ${ACCOUNTS}
      WHERE rank > ${after}::bigint AND rank <= ${after + PART}::bigint AND ${within} AND NOT ${CONCERNS_A_PERSON}
      ORDER BY rank`.execute(db)
    if (rows.length > 0) yield rows.map(lineOf)
  }
  const totals = await sql<Total>`
    SELECT day, transfer.code, kind, sum(amount_cents)::bigint AS amount_cents, count(*) AS count, ${CODES}
    FROM ledger_transfer AS transfer ${ACCOUNTS}
    WHERE rank <= ${last.rows[0]!.rank}::bigint AND ${within} AND ${CONCERNS_A_PERSON}
    GROUP BY day, transfer.code, kind, debited.code, credited.code ORDER BY day, transfer.code, kind`.execute(db)
  if (totals.rows.length > 0) yield totals.rows.map(totalOf)
}

const CODES = sql`debited.code AS debit_code, credited.code AS credit_code`
const ACCOUNTS = sql`
  JOIN ledger_account AS debited ON debited.id = debit_account
  JOIN ledger_account AS credited ON credited.id = credit_account`

// The accounts of an engagement are those of who is paid.
const CONCERNS_A_PERSON = sql`EXISTS (
  SELECT FROM budget_account AS account
  JOIN budget_engagement AS engagement ON engagement.id = account.engagement_id
  JOIN budget_payee AS payee ON payee.id = engagement.payee_id
  WHERE payee.kind = 'natural' AND account.account_id IN (debit_account, credit_account))`

type Common = {
  readonly day: Day
  readonly code: string
  readonly kind: string
  readonly amount_cents: bigint
  readonly debit_code: string
  readonly credit_code: string
}
type Row = Common & {
  readonly id: string
  readonly debit_account: string
  readonly credit_account: string
  readonly pending_id: string | null
  readonly group_id: string
}
type Total = Common & { readonly count: bigint }

function lineOf(row: Row): JournalLine {
  const { id, debit_account: debit, credit_account: credit, pending_id: pendingId, group_id: groupId } = row
  return { ...commonOf(row), transfer: { id, debit, credit, pendingId, groupId }, count: 1 }
}

function totalOf(row: Total): JournalLine {
  return { ...commonOf(row), transfer: null, count: Number(row.count) }
}

function commonOf({ day, code, kind, amount_cents, debit_code, credit_code }: Common) {
  return { on: day, code, kind, amountCents: cents(amount_cents), debitCode: debit_code, creditCode: credit_code }
}

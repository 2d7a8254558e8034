import type { Kysely, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { NaturalTotal, PaymentKey, PaymentQuery, PublicPayment } from '../../published/model.ts'

/** Payments to legal persons and public bodies, the last first. */
export async function listPayments(db: Kysely<DB>, query: PaymentQuery): Promise<readonly PublicPayment[]> {
  const { year, lineCode, siren, after, limit } = query
  let found = paymentsOf(db).orderBy('mandate.paid_on', 'desc').orderBy('mandate.id', 'desc').limit(limit)
  if (year !== undefined) found = found.where('line.year', '=', year)
  if (lineCode !== undefined) found = found.where('line.code', '=', lineCode)
  if (siren !== undefined) found = found.where(sql<boolean>`left(payee.siret, 9) = ${siren}`)
  if (after !== undefined) found = found.where(isBefore(after))
  return (await found.execute()).map(paymentOf)
}

export async function findPayment(db: Kysely<DB>, id: string): Promise<PublicPayment | undefined> {
  const row = await paymentsOf(db).where('mandate.id', '=', id).executeTakeFirst()
  return row && paymentOf(row)
}

/** How many, and how much, under the same question; where the list is read from does not count. */
export async function sumPayments(
  db: Kysely<DB>,
  { year, lineCode, siren }: Omit<PaymentQuery, 'after' | 'limit'>,
): Promise<{ readonly count: number; readonly cents: bigint }> {
  const { rows } = await sql<{ readonly count: bigint; readonly cents: bigint | null }>`
    SELECT count(*) AS count, sum(liquidation.amount_cents)::bigint AS cents
    FROM budget_mandate mandate
    JOIN budget_liquidation liquidation ON liquidation.id = mandate.liquidation_id
    JOIN budget_engagement engagement ON engagement.id = liquidation.engagement_id
    JOIN budget_payee payee ON payee.id = engagement.payee_id AND payee.kind = 'legal'
    JOIN budget_line line ON line.id = engagement.line_id
    WHERE mandate.paid_on IS NOT NULL
      AND (${year ?? null}::integer IS NULL OR line.year = ${year ?? null})
      AND (${lineCode ?? null}::text IS NULL OR line.code = ${lineCode ?? null})
      AND (${siren ?? null}::text IS NULL OR left(payee.siret, 9) = ${siren ?? null})`.execute(db)
  return { count: Number(rows[0]?.count ?? 0n), cents: rows[0]?.cents ?? 0n }
}

/** Totals of what went to natural persons, by line and year. */
export async function listNaturalTotals(db: Kysely<DB>, lineCode?: string): Promise<readonly NaturalTotal[]> {
  const { rows } = await sql<{
    readonly code: string
    readonly year: number
    readonly count: bigint
    readonly cents: bigint
  }>`
    SELECT line.code, line.year, count(*) AS count, sum(liquidation.amount_cents)::bigint AS cents
    FROM budget_mandate mandate
    JOIN budget_liquidation liquidation ON liquidation.id = mandate.liquidation_id
    JOIN budget_engagement engagement ON engagement.id = liquidation.engagement_id
    JOIN budget_payee payee ON payee.id = engagement.payee_id AND payee.kind = 'natural'
    JOIN budget_line line ON line.id = engagement.line_id
    WHERE mandate.paid_on IS NOT NULL AND (${lineCode ?? null}::text IS NULL OR line.code = ${lineCode ?? null})
    GROUP BY line.code, line.year
    ORDER BY line.year DESC, line.code`.execute(db)
  return rows.map(({ code, year, count, cents: sum }) => ({
    lineCode: code,
    year,
    count: Number(count),
    cents: cents(sum),
  }))
}

// The list goes on after the last one read, whatever was paid since (keyset paging).
function isBefore({ paidOn, id }: PaymentKey) {
  return sql<boolean>`(mandate.paid_on, mandate.id) < (${paidOn}::date, ${id}::uuid)`
}

function paymentsOf(db: Kysely<DB>) {
  return db
    .selectFrom('budget_mandate as mandate')
    .innerJoin('budget_liquidation as liquidation', 'liquidation.id', 'mandate.liquidation_id')
    .innerJoin('budget_engagement as engagement', 'engagement.id', 'liquidation.engagement_id')
    .innerJoin('budget_payee as payee', 'payee.id', 'engagement.payee_id')
    .innerJoin('budget_line as line', 'line.id', 'engagement.line_id')
    .where('mandate.paid_on', 'is not', null)
    .where('payee.kind', '=', 'legal')
    .select([
      'mandate.id',
      'mandate.number as mandate_number',
      'liquidation.amount_cents',
      'payee.name',
      'payee.siret',
      'engagement.purpose',
      'engagement.id as engagement_id',
      'engagement.number as engagement_number',
      'engagement.decision_object',
      'engagement.is_fictitious',
      'line.year',
      'line.code',
      'line.label',
      'line.perimeter',
      sql<string>`to_char(mandate.paid_on, 'YYYY-MM-DD')`.as('paid_on'),
      sql<string>`to_char(mandate.issued_on, 'YYYY-MM-DD')`.as('issued_on'),
      sql<string | null>`to_char(engagement.committed_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')`.as('engaged_on'),
      sql<string | null>`to_char(liquidation.signed_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')`.as('signed_on'),
    ])
}

type Row<Query> = Query extends SelectQueryBuilder<infer _DB, infer _Tables, infer Selected> ? Selected : never
type PaymentRow = Row<ReturnType<typeof paymentsOf>>

function paymentOf(row: PaymentRow): PublicPayment {
  return {
    id: row.id,
    year: row.year,
    paidOn: row.paid_on,
    amountCents: cents(row.amount_cents),
    payee: { name: row.name, siret: row.siret ?? '' },
    purpose: row.purpose,
    mandateNumber: row.mandate_number,
    engagementId: row.engagement_id,
    engagementNumber: row.engagement_number,
    engagedOn: row.engaged_on,
    signedOn: row.signed_on,
    issuedOn: row.issued_on,
    decisionObject: row.decision_object,
    line: { code: row.code, label: row.label, perimeter: row.perimeter as PublicPayment['line']['perimeter'] },
    isFictitious: row.is_fictitious,
  }
}

import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { cents } from '#kernel/money'
import type { DB, BudgetLiquidation as Row } from '#platform/database'
import type { ConditionCheck, Liquidation, Mandate, Rejection } from '../../budget/engagement.ts'

type Reader = Kysely<DB>

export async function insertLiquidation(
  transaction: Transaction<DB>,
  liquidation: Omit<Liquidation, 'signedBy' | 'signedAt' | 'returnedAt' | 'version' | 'checks' | 'mandate'>,
): Promise<void> {
  await transaction
    .insertInto('budget_liquidation')
    .values({
      id: liquidation.id,
      engagement_id: liquidation.engagementId,
      amount_cents: liquidation.amountCents,
      document: liquidation.document,
      received_on: liquidation.receivedOn,
      is_attached: liquidation.isAttached,
      prepared_by: liquidation.preparedBy,
      prepared_at: liquidation.preparedAt,
      version: 1,
    })
    .execute()
}

/** Writes which conditions were seen; one that was seen before stays with who saw it. */
export async function insertChecks(
  transaction: Transaction<DB>,
  liquidationId: string,
  checks: readonly ConditionCheck[],
): Promise<void> {
  if (checks.length === 0) return
  const values = checks.map((each) => ({
    liquidation_id: liquidationId,
    condition_id: each.conditionId,
    checked_by: each.checkedBy,
    checked_at: each.checkedAt,
  }))
  await transaction
    .insertInto('budget_condition_check')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What an act changes of a liquidation; its version grows with it. */
export async function changeLiquidation(
  transaction: Transaction<DB>,
  id: string,
  change: { readonly signed: { readonly by: string; readonly at: Date } } | { readonly returnedAt: Date } | undefined,
): Promise<void> {
  await transaction
    .updateTable('budget_liquidation')
    .set((row) => ({
      version: row('version', '+', 1),
      ...(change && 'signed' in change && { signed_by: change.signed.by, signed_at: change.signed.at }),
      ...(change && 'returnedAt' in change && { returned_at: change.returnedAt }),
    }))
    .where('id', '=', id)
    .execute()
}

export async function insertMandate(
  transaction: Transaction<DB>,
  mandate: Pick<Mandate, 'id' | 'number' | 'issuedOn'> & {
    readonly liquidationId: string
    readonly issuedBy: string | null
    readonly issuedAt: Date
  },
): Promise<void> {
  await transaction
    .insertInto('budget_mandate')
    .values({
      id: mandate.id,
      liquidation_id: mandate.liquidationId,
      number: mandate.number,
      issued_on: mandate.issuedOn,
      issued_by: mandate.issuedBy,
      issued_at: mandate.issuedAt,
      version: 1,
    })
    .execute()
}

/** Holds a mandate until the end of the transaction: two recoveries of one payment see each other. */
export async function lockMandate(transaction: Transaction<DB>, id: string): Promise<void> {
  await sql`SELECT FROM budget_mandate WHERE id = ${id} FOR UPDATE`.execute(transaction)
}

export async function updatePaid(
  transaction: Transaction<DB>,
  mandateId: string,
  paid: { readonly on: Day; readonly transferId: string },
): Promise<void> {
  await transaction
    .updateTable('budget_mandate')
    .set((row) => ({ paid_on: paid.on, payment_transfer: paid.transferId, version: row('version', '+', 1) }))
    .where('id', '=', mandateId)
    .execute()
}

export async function insertRejection(
  transaction: Transaction<DB>,
  mandateId: string,
  { id, rejectedOn, reason, askedDocument }: Omit<Rejection, 'resumedOn'>,
): Promise<void> {
  const words = { reason, asked_document: askedDocument }
  await transaction
    .insertInto('budget_rejection')
    .values({ id, mandate_id: mandateId, rejected_on: rejectedOn, ...words })
    .execute()
}

export async function updateResumed(transaction: Transaction<DB>, mandateId: string, on: Day): Promise<void> {
  await transaction
    .updateTable('budget_rejection')
    .set({ resumed_on: on })
    .where('mandate_id', '=', mandateId)
    .where('resumed_on', 'is', null)
    .execute()
}

/** The engagement a liquidation is of: acts lock the engagement first. */
export async function engagementOfLiquidation(db: Reader, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('budget_liquidation').select('engagement_id').where('id', '=', id).executeTakeFirst()
  return row?.engagement_id
}

export type LiquidationFilter = {
  readonly ids?: readonly string[]
  readonly engagementIds?: readonly string[]
  /** Not paid and not returned: what waits for somebody. */
  readonly isOpen?: true
}

/** Liquidations with their checks, their mandate and its rejections, in the order they were prepared. */
export async function listLiquidations(db: Reader, filter: LiquidationFilter): Promise<readonly Liquidation[]> {
  const rows = await db
    .selectFrom('budget_liquidation as liquidation')
    .leftJoin('budget_mandate as mandate', 'mandate.liquidation_id', 'liquidation.id')
    .selectAll('liquidation')
    .$if(filter.ids !== undefined, (query) => query.where('liquidation.id', 'in', filter.ids!))
    .$if(filter.engagementIds !== undefined, (query) =>
      query.where(sql<boolean>`engagement_id = ANY(${filter.engagementIds!}::uuid[])`),
    )
    .$if(filter.isOpen === true, (query) => query.where('mandate.paid_on', 'is', null).where('returned_at', 'is', null))
    .orderBy('prepared_at')
    .orderBy('liquidation.id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const [checks, mandates] = await Promise.all([checksOf(db, ids), mandatesOf(db, ids)])
  return rows.map((row) => liquidationOf(row, checks.get(row.id) ?? [], mandates.get(row.id) ?? null))
}

function liquidationOf(row: Selectable<Row>, checks: readonly ConditionCheck[], mandate: Mandate | null): Liquidation {
  return {
    id: row.id,
    engagementId: row.engagement_id,
    amountCents: cents(row.amount_cents),
    document: row.document,
    receivedOn: row.received_on,
    isAttached: row.is_attached,
    preparedBy: row.prepared_by,
    preparedAt: row.prepared_at,
    signedBy: row.signed_by,
    signedAt: row.signed_at,
    returnedAt: row.returned_at,
    version: row.version,
    checks,
    mandate,
  }
}

async function checksOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly ConditionCheck[]>> {
  const { rows } = await sql<{ liquidation: string; condition: string; by: string | null; at: Date }>`
    SELECT liquidation_id AS liquidation, condition_id AS condition, checked_by AS by, checked_at AS at
    FROM budget_condition_check WHERE liquidation_id = ANY(${ids}::uuid[])`.execute(db)
  const byLiquidation = Map.groupBy(rows, ({ liquidation }) => liquidation)
  const told = [...byLiquidation].map(([id, own]) => {
    return [id, own.map(({ condition, by, at }) => ({ conditionId: condition, checkedBy: by, checkedAt: at }))] as const
  })
  return new Map(told)
}

async function mandatesOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Mandate>> {
  const { rows } = await sql<{
    id: string
    liquidation_id: string
    number: string
    issued_on: Day
    paid_on: Day | null
    payment_transfer: string | null
    version: number
  }>`SELECT * FROM budget_mandate WHERE liquidation_id = ANY(${ids}::uuid[])`.execute(db)
  const rejections = await sql<{
    id: string
    mandate_id: string
    rejected_on: Day
    reason: string
    asked_document: string | null
    resumed_on: Day | null
  }>`SELECT * FROM budget_rejection WHERE mandate_id = ANY(${rows.map(({ id }) => id)}::uuid[])
     ORDER BY rejected_on, id`.execute(db)
  const told = rows.map((row) => {
    const own = rejections.rows.filter((each) => each.mandate_id === row.id)
    const mandate: Mandate = {
      id: row.id,
      number: row.number,
      issuedOn: row.issued_on,
      paidOn: row.paid_on,
      paymentTransfer: row.payment_transfer,
      version: row.version,
      rejections: own.map((each) => ({
        id: each.id,
        rejectedOn: each.rejected_on,
        reason: each.reason,
        askedDocument: each.asked_document,
        resumedOn: each.resumed_on,
      })),
    }
    return [row.liquidation_id, mandate] as const
  })
  return new Map(told)
}

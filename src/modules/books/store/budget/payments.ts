import { type Kysely, sql, type Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { EngagementKind, Payee } from '../../budget/engagement.ts'

type Reader = Kysely<DB>

/** A payment made by the comptable. Of a natural person the public reads neither the name nor a way to find it. */
export type Payment = {
  readonly mandateId: string
  readonly mandateNumber: string
  readonly engagementId: string
  readonly engagementNumber: string
  readonly lineId: string
  readonly lineCode: string
  readonly year: number
  readonly payee: Payee
  readonly kind: EngagementKind
  readonly purpose: string
  readonly amountCents: Cents
  readonly paidOn: Day
  readonly transferId: string
  readonly decisionObject: string | null
  readonly isFictitious: boolean
}

export type PaymentFilter = {
  readonly mandateId?: string
  readonly transferId?: string
  readonly engagementId?: string
  readonly lineId?: string
  readonly year?: number
  readonly siret?: string
  /** Both included. */
  readonly from?: Day
  readonly until?: Day
}

/** Payments, the last first. */
export async function listPayments(db: Reader, filter: PaymentFilter = {}): Promise<readonly Payment[]> {
  const rows = await db
    .selectFrom('budget_mandate as mandate')
    .innerJoin('budget_liquidation as liquidation', 'liquidation.id', 'mandate.liquidation_id')
    .innerJoin('budget_engagement as engagement', 'engagement.id', 'liquidation.engagement_id')
    .innerJoin('budget_payee as payee', 'payee.id', 'engagement.payee_id')
    .innerJoin('budget_line as line', 'line.id', 'engagement.line_id')
    .select(['mandate.id', 'mandate.number', 'mandate.paid_on', 'mandate.payment_transfer', 'amount_cents'])
    .select(['engagement.id as engagement_id', 'engagement.number as engagement_number', 'engagement.kind', 'purpose'])
    .select(['decision_object', 'engagement.is_fictitious', 'line.id as line_id', 'line.code', 'line.year'])
    .select(['payee.id as payee_id', 'payee.kind as payee_kind', 'payee.siret', 'payee.name'])
    .where('mandate.paid_on', 'is not', null)
    .$if(filter.mandateId !== undefined, (query) => query.where('mandate.id', '=', filter.mandateId!))
    .$if(filter.transferId !== undefined, (query) => query.where('payment_transfer', '=', filter.transferId!))
    .$if(filter.engagementId !== undefined, (query) => query.where('engagement.id', '=', filter.engagementId!))
    .$if(filter.lineId !== undefined, (query) => query.where('line.id', '=', filter.lineId!))
    .$if(filter.year !== undefined, (query) => query.where('line.year', '=', filter.year!))
    .$if(filter.siret !== undefined, (query) => query.where('payee.siret', '=', filter.siret!))
    .$if(filter.from !== undefined, (query) => query.where('paid_on', '>=', filter.from!))
    .$if(filter.until !== undefined, (query) => query.where('paid_on', '<=', filter.until!))
    .orderBy('paid_on', 'desc')
    .orderBy('mandate.number', 'desc')
    .execute()
  return rows.map((row) => ({
    mandateId: row.id,
    mandateNumber: row.number,
    engagementId: row.engagement_id,
    engagementNumber: row.engagement_number!,
    lineId: row.line_id,
    lineCode: row.code,
    year: row.year,
    payee: { id: row.payee_id, kind: row.payee_kind as Payee['kind'], siret: row.siret, name: row.name },
    kind: row.kind as EngagementKind,
    purpose: row.purpose,
    amountCents: cents(row.amount_cents),
    paidOn: row.paid_on!,
    transferId: row.payment_transfer!,
    decisionObject: row.decision_object,
    isFictitious: row.is_fictitious,
  }))
}

/** A titre de recette: what is owed to the authority, and the payment it takes back when it is a recovery. */
export type Receivable = {
  readonly id: string
  readonly number: string
  readonly lineId: string
  readonly payee: Payee
  readonly amountCents: Cents
  readonly purpose: string
  readonly recoversMandate: string | null
  readonly issuedOn: Day
  readonly collectedOn: Day | null
  readonly isFictitious: boolean
}

export async function insertReceivable(
  transaction: Transaction<DB>,
  receivable: Omit<Receivable, 'payee' | 'collectedOn'> & {
    readonly payeeId: string
    readonly issuedBy: string | null
  },
): Promise<void> {
  await transaction
    .insertInto('budget_receivable')
    .values({
      id: receivable.id,
      number: receivable.number,
      line_id: receivable.lineId,
      payee_id: receivable.payeeId,
      amount_cents: receivable.amountCents,
      purpose: receivable.purpose,
      recovers_mandate: receivable.recoversMandate,
      issued_on: receivable.issuedOn,
      issued_by: receivable.issuedBy,
      is_fictitious: receivable.isFictitious,
    })
    .execute()
}

export async function lockReceivable(transaction: Transaction<DB>, id: string): Promise<Receivable | undefined> {
  await sql`SELECT FROM budget_receivable WHERE id = ${id} FOR UPDATE`.execute(transaction)
  return (await listReceivables(transaction, { id }))[0]
}

export async function updateCollected(transaction: Transaction<DB>, id: string, on: Day): Promise<void> {
  await transaction.updateTable('budget_receivable').set({ collected_on: on }).where('id', '=', id).execute()
}

export async function listReceivables(
  db: Reader,
  filter: { readonly id?: string; readonly year?: number; readonly recoversMandate?: string },
): Promise<readonly Receivable[]> {
  const rows = await db
    .selectFrom('budget_receivable as receivable')
    .innerJoin('budget_payee as payee', 'payee.id', 'payee_id')
    .innerJoin('budget_line as line', 'line.id', 'line_id')
    .selectAll('receivable')
    .select(['payee.kind', 'payee.siret', 'payee.name'])
    .$if(filter.id !== undefined, (query) => query.where('receivable.id', '=', filter.id!))
    .$if(filter.year !== undefined, (query) => query.where('line.year', '=', filter.year!))
    .$if(filter.recoversMandate !== undefined, (query) => query.where('recovers_mandate', '=', filter.recoversMandate!))
    .orderBy('receivable.number', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    lineId: row.line_id,
    payee: { id: row.payee_id, kind: row.kind as Payee['kind'], siret: row.siret, name: row.name },
    amountCents: cents(row.amount_cents),
    purpose: row.purpose,
    recoversMandate: row.recovers_mandate,
    issuedOn: row.issued_on,
    collectedOn: row.collected_on,
    isFictitious: row.is_fictitious,
  }))
}

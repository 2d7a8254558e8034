import { type Kysely, sql, type Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type {
  Condition,
  Engagement,
  EngagementKind,
  EngagementStep,
  Payee,
  StepTaken,
} from '../../budget/engagement.ts'
import type { PayeeWords } from '../../budget/payee.ts'

type Reader = Kysely<DB>
export type Series = 'engagement' | 'mandate' | 'receivable'

/** The next number of a series, as « 2026-0012 »: whoever asks holds the series until the end of the transaction. */
export async function takeNumber(transaction: Transaction<DB>, series: Series, year: number): Promise<string> {
  const { rows } = await sql<{ last_number: number }>`
    INSERT INTO budget_number (series, year, last_number) VALUES (${series}, ${year}, 1)
    ON CONFLICT (series, year) DO UPDATE SET last_number = budget_number.last_number + 1
    RETURNING last_number`.execute(transaction)
  return `${year}-${String(rows[0]!.last_number).padStart(4, '0')}`
}

/**
 * The payee these words tell: a legal person is the one of its SIRET, under the name it had first.
 *
 * @returns  the name it is known by too, which whoever typed another one must see
 */
export async function takePayee(
  transaction: Transaction<DB>,
  id: string,
  { kind, siret, name }: PayeeWords,
  now: Date,
): Promise<{ readonly id: string; readonly name: string }> {
  await transaction
    .insertInto('budget_payee')
    .values({ id, kind, siret, name, created_at: now })
    .onConflict((conflict) => conflict.column('siret').doNothing())
    .execute()
  if (siret === null) return { id, name }
  const row = await transaction
    .selectFrom('budget_payee')
    .select(['id', 'name'])
    .where('siret', '=', siret)
    .executeTakeFirstOrThrow()
  return row
}

export type NewEngagement = Omit<
  Engagement,
  'number' | 'payee' | 'legalReference' | 'legallyCommittedOn' | 'committedAt' | 'declinedAt' | 'version'
> & { readonly payeeId: string; readonly conditions: readonly Condition[] }

export async function insertEngagement(transaction: Transaction<DB>, engagement: NewEngagement): Promise<void> {
  await transaction
    .insertInto('budget_engagement')
    .values({
      id: engagement.id,
      line_id: engagement.lineId,
      authorisation_id: engagement.authorisationId,
      multi_year_cents: engagement.multiYearCents,
      payee_id: engagement.payeeId,
      kind: engagement.kind,
      purpose: engagement.purpose,
      asked_cents: engagement.askedCents,
      decision_object: engagement.decisionObject,
      instructed_by: engagement.instructedBy,
      asked_at: engagement.askedAt,
      carried_from: engagement.carriedFrom,
      is_fictitious: engagement.isFictitious,
      version: 1,
    })
    .execute()
  const values = engagement.conditions.map(({ id, label }, index) => {
    return { id, label, engagement_id: engagement.id, position: index + 1 }
  })
  if (values.length > 0) await transaction.insertInto('budget_condition').values(values).execute()
}

/** What an act changes of an engagement; its version grows with it. */
export type EngagementChange = {
  readonly number?: string
  readonly committedAt?: Date
  readonly declinedAt?: Date
  readonly legalReference?: string
  readonly legallyCommittedOn?: Day
}

export async function changeEngagement(
  transaction: Transaction<DB>,
  id: string,
  { number, committedAt, declinedAt, legalReference, legallyCommittedOn }: EngagementChange = {},
): Promise<void> {
  await transaction
    .updateTable('budget_engagement')
    .set((row) => ({
      version: row('version', '+', 1),
      ...(number !== undefined && { number }),
      ...(committedAt && { committed_at: committedAt }),
      ...(declinedAt && { declined_at: declinedAt }),
      ...(legalReference !== undefined && { legal_reference: legalReference }),
      ...(legallyCommittedOn !== undefined && { legally_committed_on: legallyCommittedOn }),
    }))
    .where('id', '=', id)
    .execute()
}

export async function lockEngagement(transaction: Transaction<DB>, id: string): Promise<Engagement | undefined> {
  await sql`SELECT FROM budget_engagement WHERE id = ${id} FOR UPDATE`.execute(transaction)
  return findEngagement(transaction, id)
}

export async function findEngagement(db: Reader, id: string): Promise<Engagement | undefined> {
  return (await listEngagements(db, { ids: [id] }))[0]
}

export type EngagementFilter = {
  readonly ids?: readonly string[]
  readonly year?: number
  readonly lineId?: string
  readonly payeeId?: string
  readonly siret?: string
  /** What the assembly decides about it, as « dossier:0198… ». */
  readonly decisionObject?: string
  /** Waiting for the finance agent. */
  readonly isAsked?: true
}

/** Engagements, the last asked first. */
export async function listEngagements(db: Reader, filter: EngagementFilter): Promise<readonly Engagement[]> {
  const rows = await db
    .selectFrom('budget_engagement as engagement')
    .innerJoin('budget_payee as payee', 'payee.id', 'payee_id')
    .innerJoin('budget_line as line', 'line.id', 'line_id')
    .selectAll('engagement')
    .select(['payee.kind as payee_kind', 'payee.siret', 'payee.name'])
    .$if(filter.ids !== undefined, (query) => query.where('engagement.id', 'in', filter.ids!))
    .$if(filter.year !== undefined, (query) => query.where('line.year', '=', filter.year!))
    .$if(filter.lineId !== undefined, (query) => query.where('line_id', '=', filter.lineId!))
    .$if(filter.payeeId !== undefined, (query) => query.where('payee_id', '=', filter.payeeId!))
    .$if(filter.siret !== undefined, (query) => query.where('payee.siret', '=', filter.siret!))
    .$if(filter.decisionObject !== undefined, (query) => query.where('decision_object', '=', filter.decisionObject!))
    .$if(filter.isAsked === true, (query) => query.where('committed_at', 'is', null).where('declined_at', 'is', null))
    .orderBy('engagement.asked_at', 'desc')
    .orderBy('engagement.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    lineId: row.line_id,
    authorisationId: row.authorisation_id,
    multiYearCents: row.multi_year_cents === null ? null : cents(row.multi_year_cents),
    payee: { id: row.payee_id, kind: row.payee_kind as Payee['kind'], siret: row.siret, name: row.name },
    kind: row.kind as EngagementKind,
    purpose: row.purpose,
    askedCents: cents(row.asked_cents),
    decisionObject: row.decision_object,
    legalReference: row.legal_reference,
    legallyCommittedOn: row.legally_committed_on,
    instructedBy: row.instructed_by,
    askedAt: row.asked_at,
    committedAt: row.committed_at,
    declinedAt: row.declined_at,
    carriedFrom: row.carried_from,
    isFictitious: row.is_fictitious,
    version: row.version,
  }))
}

/** Conditions and documents of an engagement, in their order. */
export async function listConditions(db: Reader, engagementId: string): Promise<readonly Condition[]> {
  return db
    .selectFrom('budget_condition')
    .select(['id', 'label'])
    .where('engagement_id', '=', engagementId)
    .orderBy('position')
    .execute()
}

export async function insertStep(transaction: Transaction<DB>, engagementId: string, step: StepTaken): Promise<void> {
  await transaction
    .insertInto('budget_step')
    .values({
      id: step.id,
      engagement_id: engagementId,
      kind: step.kind,
      happened_on: step.happenedOn,
      amount_cents: step.amountCents,
      liquidation_id: step.liquidationId,
      transfer_id: step.transferId,
      done_by: step.doneBy,
      done_at: step.doneAt,
    })
    .execute()
  if (step.remark !== null) {
    await transaction.insertInto('budget_remark').values({ step_id: step.id, remark: step.remark }).execute()
  }
}

/** What happened to an engagement, in order, each act with the name of who did it. */
export async function listSteps(
  db: Reader,
  engagementId: string,
): Promise<readonly (StepTaken & { readonly doneByName: string | null })[]> {
  const rows = await db
    .selectFrom('budget_step as step')
    .leftJoin('budget_remark', 'step_id', 'step.id')
    .leftJoin('person', 'person.id', 'done_by')
    .selectAll('step')
    .select(['remark', 'display_name'])
    .where('engagement_id', '=', engagementId)
    .orderBy('rank')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as EngagementStep,
    happenedOn: row.happened_on,
    amountCents: row.amount_cents === null ? null : cents(row.amount_cents),
    liquidationId: row.liquidation_id,
    transferId: row.transfer_id,
    doneBy: row.done_by,
    doneAt: row.done_at,
    remark: row.remark,
    doneByName: row.display_name,
  }))
}

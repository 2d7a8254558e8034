import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Report } from '../../claims/reports.ts'
import type { Reader } from '../imports.ts'

export type ReportRow = Report & {
  readonly slug: string
  readonly title: string
  readonly siren: string | null
  readonly rna: string | null
}

/** When reports came from this network since a moment; those sent at once are counted one after the other. */
export async function listPace(
  transaction: Transaction<DB>,
  network: Uint8Array,
  since: Date,
): Promise<readonly Date[]> {
  const key = Buffer.from(network)
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('directory ' || encode(${key}::bytea, 'hex'), 0))`.execute(
    transaction,
  )
  const { rows } = await sql<{ readonly sentAt: Date }>`
    SELECT sent_at AS "sentAt" FROM directory_pace WHERE network = ${key} AND sent_at > ${since}`.execute(transaction)
  return rows.map(({ sentAt }) => sentAt)
}

export async function insertPace(
  transaction: Transaction<DB>,
  pace: { readonly id: string; readonly network: Uint8Array; readonly sentAt: Date },
): Promise<void> {
  await transaction
    .insertInto('directory_pace')
    .values({ id: pace.id, network: Buffer.from(pace.network), sent_at: pace.sentAt })
    .execute()
}

export async function insertReport(
  transaction: Transaction<DB>,
  report: Omit<Report, 'answer' | 'answeredAt'>,
): Promise<void> {
  await transaction
    .insertInto('structure_report')
    .values({
      id: report.id,
      structure_id: report.structureId,
      reference: report.reference,
      kind: report.kind,
      body: report.body,
      email: report.email,
      received_at: report.receivedAt,
      due_at: report.dueAt,
    })
    .execute()
}

export async function findReport(
  db: Reader,
  by: { readonly id: string } | { readonly reference: string },
): Promise<ReportRow | undefined> {
  const where = 'id' in by ? sql`each.id = ${by.id}` : sql`reference = ${by.reference}`
  const { rows } = await sql<ReportRow>`${SELECT} WHERE ${where}`.execute(db)
  return rows[0]
}

/** Held until the end of the act: two agents who answer at once do it one after the other. */
export async function lockReport(transaction: Transaction<DB>, id: string): Promise<ReportRow | undefined> {
  await sql`SELECT FROM structure_report WHERE id = ${id} FOR UPDATE`.execute(transaction)
  return findReport(transaction, { id })
}

/** Those that wait: requests to be withdrawn first, then the oldest. */
export async function listWaitingReports(db: Reader, limit: number): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT} WHERE answered_at IS NULL ORDER BY due_at NULLS LAST, received_at, each.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function listAnsweredReports(db: Reader, limit: number): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT} WHERE answered_at IS NOT NULL ORDER BY answered_at DESC, each.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function listReportsOf(db: Reader, structureId: string): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT} WHERE structure_id = ${structureId} ORDER BY received_at DESC, each.id LIMIT 50`.execute(db)
  return rows
}

/** Those somebody sent, known by their own addresses. */
export async function listReportsFrom(db: Reader, addresses: readonly string[]): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    ${SELECT} WHERE lower(email) = ANY (${addresses}::text[]) ORDER BY received_at, each.id`.execute(db)
  return rows
}

/** Takes one's address and one's words out of one's reports; what was answered stays. */
export async function forgetReports(transaction: Transaction<DB>, addresses: readonly string[]): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    UPDATE structure_report SET email = NULL, body = '' WHERE lower(email) = ANY (${addresses}::text[])`.execute(
    transaction,
  )
  return numAffectedRows
}

export async function answerReport(
  transaction: Transaction<DB>,
  id: string,
  answered: { readonly answer: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE structure_report SET answer = ${answered.answer}, answered_by = ${answered.by}, answered_at = ${answered.at}
    WHERE id = ${id}`.execute(transaction)
}

/** Reports go a year after they came. */
export async function deleteOldReports(db: Reader, now: Date): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM structure_report
    WHERE answered_at IS NOT NULL AND received_at < ${now}::timestamptz - interval '365 days'`.execute(db)
  return numAffectedRows
}

export async function deleteOldPace(db: Reader, now: Date): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM directory_pace WHERE sent_at < ${now}::timestamptz - interval '1 hour'`.execute(db)
  return numAffectedRows
}

const SELECT = sql`
  SELECT each.id, structure_id AS "structureId", reference, kind, body, email, received_at AS "receivedAt",
    due_at AS "dueAt", answer, answered_at AS "answeredAt", slug, title, siren, rna
  FROM structure_report AS each JOIN structure ON structure.id = structure_id`

import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { cents } from '#kernel/money'
import type { DB, DecisionEvent as EventRow, DecisionLine as LineRow, Decision as Row } from '#platform/database'
import {
  type Beneficiary,
  type Decision,
  type DecisionEvent,
  type DecisionKind,
  type Line,
  type PaymentNature,
  type RemovedLine,
  type Report,
  type Step,
  sumOfVotes,
} from '../model.ts'

type Reader = Kysely<DB>

/** The next chrono number of a year: whoever asks holds the year until the end of the transaction. */
export async function takeChrono(transaction: Transaction<DB>, year: number): Promise<string> {
  const { rows } = await sql<{ last_number: number }>`
    INSERT INTO decision_chrono (year, last_number) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last_number = decision_chrono.last_number + 1
    RETURNING last_number`.execute(transaction)
  return `${year}-${String(rows[0]!.last_number).padStart(4, '0')}`
}

export type NewDecision = Report & {
  readonly id: string
  readonly chrono: string
  readonly slug: string
  readonly writtenBy: string | null
  readonly createdAt: Date
}

export async function insertDecision(transaction: Transaction<DB>, decision: NewDecision): Promise<void> {
  await transaction
    .insertInto('decision')
    .values({
      id: decision.id,
      kind: decision.kind,
      chrono: decision.chrono,
      slug: decision.slug,
      title: decision.title,
      meeting_id: decision.meetingId,
      object: decision.object,
      legal_basis: decision.legalBasis,
      payment_nature: decision.paymentNature,
      subject_code: decision.subjectCode,
      budget_year: decision.budgetYear,
      written_by: decision.writtenBy,
      created_at: decision.createdAt,
      version: 1,
      reworked: 0,
    })
    .execute()
}

/** Adds lines after the others. @returns  the position of the first */
export async function insertLines(
  transaction: Transaction<DB>,
  decisionId: string,
  lines: readonly (Beneficiary & { readonly id: string })[],
): Promise<number> {
  // The decision is locked by who calls; the place of a line taken off is nobody else's.
  const { rows } = await sql<{ last: number }>`
    SELECT coalesce(max(position), 0) AS last FROM decision_line WHERE decision_id = ${decisionId}`.execute(transaction)
  const first = 1 + (rows[0]?.last ?? 0)
  const values = lines.map((line, index) => ({
    id: line.id,
    decision_id: decisionId,
    position: first + index,
    beneficiary_id: line.beneficiaryId,
    beneficiary_name: line.beneficiaryName,
    object: line.object,
    purpose: line.purpose,
    proposed_cents: line.proposedCents,
  }))
  await transaction.insertInto('decision_line').values(values).execute()
  return first
}

export async function removeLine(
  transaction: Transaction<DB>,
  lineId: string,
  removal: { readonly reason: string; readonly at: Date },
): Promise<void> {
  await transaction
    .updateTable('decision_line')
    .set({ removed_at: removal.at, removal_reason: removal.reason })
    .where('id', '=', lineId)
    .execute()
}

/** Other words for a report; what it decides and its lines stay. */
export async function updateReport(transaction: Transaction<DB>, id: string, report: Report): Promise<void> {
  await transaction
    .updateTable('decision')
    .set({
      kind: report.kind,
      title: report.title,
      meeting_id: report.meetingId,
      object: report.object,
      legal_basis: report.legalBasis,
      payment_nature: report.paymentNature,
      subject_code: report.subjectCode,
      budget_year: report.budgetYear,
    })
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** What was approved is not the same any more: a new round of visas begins. */
export async function countRework(transaction: Transaction<DB>, id: string): Promise<void> {
  await transaction
    .updateTable('decision')
    .set(({ eb }) => ({ reworked: eb('reworked', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function updateEconomicBasis(transaction: Transaction<DB>, id: string, basis: string): Promise<void> {
  await transaction.updateTable('decision').set({ economic_basis: basis }).where('id', '=', id).execute()
}

export async function updateLineAmount(
  transaction: Transaction<DB>,
  lineId: string,
  amount: { readonly decidedCents: bigint; readonly departureReason: string | null },
): Promise<void> {
  await transaction
    .updateTable('decision_line')
    .set({ decided_cents: amount.decidedCents, departure_reason: amount.departureReason })
    .where('id', '=', lineId)
    .execute()
}

/** The lines on which nothing is decided yet take the amount proposed. */
export async function adoptLines(transaction: Transaction<DB>, decisionId: string): Promise<void> {
  await transaction
    .updateTable('decision_line')
    .set(({ ref }) => ({ decided_cents: ref('proposed_cents') }))
    .where('decision_id', '=', decisionId)
    .where('decided_cents', 'is', null)
    .where('removed_at', 'is', null)
    .execute()
}

/** @returns  false when another act has that number */
export async function insertEvent(
  transaction: Transaction<DB>,
  decisionId: string,
  event: DecisionEvent & {
    readonly id: string
    readonly position: number
    readonly recordedBy: string | null
    readonly recordedAt: Date
  },
): Promise<boolean> {
  const { votes } = event
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('decision_event')
    .values({
      id: event.id,
      decision_id: decisionId,
      position: event.position,
      kind: event.kind,
      happened_on: event.happenedOn,
      number: event.number,
      receipt: event.receipt,
      voters: votes && sumOfVotes(votes),
      votes_for: votes?.votesFor,
      votes_against: votes?.votesAgainst,
      abstentions: votes?.abstentions,
      recorded_by: event.recordedBy,
      recorded_at: event.recordedAt,
    })
    // Whoever writes the same number at the same moment is waited for: decision_number_is_unique.
    .onConflict((conflict) => conflict.column('number').where('number', 'is not', null).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** A decision whose row is held until the end of the transaction: its story grows one step at a time. */
export async function lockDecision(transaction: Transaction<DB>, id: string): Promise<Decision | undefined> {
  const row = await transaction.selectFrom('decision').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && (await withParts(transaction, [row]))[0]
}

export async function findDecision(db: Reader, id: string): Promise<Decision | undefined> {
  const row = await db.selectFrom('decision').selectAll().where('id', '=', id).executeTakeFirst()
  return row && (await withParts(db, [row]))[0]
}

export async function findDecisionBySlug(db: Reader, slug: string): Promise<Decision | undefined> {
  const row = await db.selectFrom('decision').selectAll().where('slug', '=', slug).executeTakeFirst()
  return row && (await withParts(db, [row]))[0]
}

export async function hasNumber(db: Reader, number: string): Promise<boolean> {
  return (
    (await db.selectFrom('decision_event').select('id').where('number', '=', number).executeTakeFirst()) !== undefined
  )
}

/** The last reports first. */
export async function listDecisions(db: Reader, limit: number): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('chrono', 'desc')
    .limit(limit)
    .execute()
  return withParts(db, rows)
}

/** Reports of a meeting, in the order of their chrono. */
export async function listOfMeeting(db: Reader, meetingId: string): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('chrono')
    .execute()
  return withParts(db, rows)
}

/** A unit, and decisions told to be about it: whoever asks for it gets those that pay it too. */
export type Named = { readonly siren: string; readonly decisionIds: readonly string[] }

/**
 * Published ones, the last act first.
 *
 * @param words  each must stand in the title, the number or a beneficiary's name
 * @param named  only those that are about this unit
 */
export async function listPublished(
  db: Reader,
  { words = [], named, limit }: { readonly words?: readonly string[]; readonly named?: Named; readonly limit: number },
): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .innerJoin('decision_event as act', (join) =>
      join.onRef('act.decision_id', '=', 'decision.id').on('act.kind', '=', 'deliberated'),
    )
    .selectAll('decision')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('decision_event as told')
          .select('told.id')
          .whereRef('told.decision_id', '=', 'decision.id')
          .where('told.kind', '=', 'published'),
      ),
    )
    .where(sql<boolean>`NOT EXISTS (
      SELECT FROM unnest(${[...words]}::text[]) AS word
      WHERE strpos(lower(concat_ws(' ', decision.title, act.number,
        (SELECT string_agg(beneficiary_name, ' ') FROM decision_line
          WHERE decision_id = decision.id AND removed_at IS NULL))), lower(word)) = 0)`)
    .where(named === undefined ? sql<boolean>`true` : isAbout(named))
    .orderBy('act.happened_on', 'desc')
    .orderBy('decision.chrono', 'desc')
    .limit(limit)
    .execute()
  return withParts(db, rows)
}

// A reference an agent typed may be no identifier: texts are compared.
function isAbout({ siren, decisionIds }: Named) {
  return sql<boolean>`(decision.id::text = ANY (${[...decisionIds]}::text[]) OR EXISTS (
    SELECT FROM decision_line
    WHERE decision_id = decision.id AND removed_at IS NULL AND left(beneficiary_id, 9) = ${siren}))`
}

/** Decisions that bear on an object, as a whole or by a line. */
export async function listOfObject(db: Reader, object: string): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('decision.object', '=', object),
        exists(
          selectFrom('decision_line')
            .select('decision_line.id')
            .whereRef('decision_id', '=', 'decision.id')
            .where('decision_line.object', '=', object)
            .where('removed_at', 'is', null),
        ),
      ]),
    )
    .orderBy('created_at', 'desc')
    .execute()
  return withParts(db, rows)
}

/** Acts taken that are not yet transmitted and published, or not yet decided: what the desk must follow. */
export async function listUnfinished(db: Reader): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where(
      sql<boolean>`(SELECT count(*) FROM decision_event WHERE decision_id = decision.id
        AND kind IN ('transmitted', 'published')) < 2
        AND NOT EXISTS (SELECT FROM decision_event WHERE decision_id = decision.id AND kind = 'withdrawn')`,
    )
    .orderBy('chrono')
    .limit(500)
    .execute()
  return withParts(db, rows)
}

async function withParts(db: Reader, rows: readonly Selectable<Row>[]): Promise<readonly Decision[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [events, lines] = await Promise.all([
    db.selectFrom('decision_event').selectAll().where('decision_id', 'in', ids).orderBy('position').execute(),
    db.selectFrom('decision_line').selectAll().where('decision_id', 'in', ids).orderBy('position').execute(),
  ])
  const [eventsBy, linesBy] = [
    Map.groupBy(events, (event) => event.decision_id),
    Map.groupBy(lines, (line) => line.decision_id),
  ]
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as DecisionKind,
    chrono: row.chrono,
    slug: row.slug,
    title: row.title,
    meetingId: row.meeting_id,
    object: row.object,
    legalBasis: row.legal_basis,
    paymentNature: row.payment_nature as PaymentNature,
    subjectCode: row.subject_code,
    budgetYear: row.budget_year,
    writtenBy: row.written_by,
    createdAt: row.created_at,
    version: row.version,
    reworked: row.reworked,
    economicBasis: row.economic_basis,
    events: (eventsBy.get(row.id) ?? []).map(eventOf),
    lines: (linesBy.get(row.id) ?? []).filter(({ removed_at }) => removed_at === null).map(lineOf),
    removed: (linesBy.get(row.id) ?? []).filter(({ removed_at }) => removed_at !== null).map(removedOf),
  }))
}

function eventOf(row: Selectable<EventRow>): DecisionEvent {
  const { votes_for: votesFor, votes_against: votesAgainst, abstentions } = row
  const isCounted = votesFor !== null && votesAgainst !== null && abstentions !== null
  return {
    kind: row.kind as Step,
    happenedOn: row.happened_on,
    number: row.number,
    receipt: row.receipt,
    votes: isCounted ? { votesFor, votesAgainst, abstentions } : null,
  }
}

function removedOf(row: Selectable<LineRow>): RemovedLine {
  return {
    id: row.id,
    beneficiaryId: row.beneficiary_id,
    beneficiaryName: row.beneficiary_name,
    proposedCents: cents(row.proposed_cents),
    reason: row.removal_reason ?? '',
  }
}

function lineOf(row: Selectable<LineRow>): Line {
  return {
    id: row.id,
    position: row.position,
    beneficiaryId: row.beneficiary_id,
    beneficiaryName: row.beneficiary_name,
    object: row.object,
    purpose: row.purpose,
    proposedCents: cents(row.proposed_cents),
    decidedCents: row.decided_cents === null ? null : cents(row.decided_cents),
    departureReason: row.departure_reason,
  }
}

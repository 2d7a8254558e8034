import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CheckIncident, DB } from '#platform/database'
import type { Incident, IncidentStep, StepKind } from '../checking.ts'

/** What agents write of an incident. */
export type Handling = Pick<Incident, 'seen' | 'doing' | 'cause' | 'isPublished'>

export async function insertIncident(
  transaction: Transaction<DB>,
  incident: Pick<Incident, 'id' | 'checkName' | 'sentence' | 'openedAt' | 'rowCount' | 'rowIds'>,
): Promise<void> {
  const { id, checkName, sentence, openedAt, rowCount, rowIds } = incident
  await transaction
    .insertInto('check_incident')
    .values({
      id,
      check_name: checkName,
      sentence,
      opened_at: openedAt,
      row_count: rowCount,
      row_ids: [...rowIds],
    })
    .execute()
}

/** The incident of this check that is not closed, locked until the act ends. */
export async function lockOpenIncident(transaction: Transaction<DB>, name: string): Promise<Incident | undefined> {
  const row = await transaction
    .selectFrom('check_incident')
    .selectAll()
    .where('check_name', '=', name)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && incidentOf(row)
}

export async function lockIncident(transaction: Transaction<DB>, id: string): Promise<Incident | undefined> {
  const row = await transaction
    .selectFrom('check_incident')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && incidentOf(row)
}

export async function findIncident(db: Kysely<DB>, id: string): Promise<Incident | undefined> {
  const row = await db.selectFrom('check_incident').selectAll().where('id', '=', id).executeTakeFirst()
  return row && incidentOf(row)
}

/** Those that are open first, then the last closed ones. */
export async function listIncidents(db: Kysely<DB>, closedCount: number): Promise<readonly Incident[]> {
  const [open, closed] = await Promise.all([
    db.selectFrom('check_incident').selectAll().where('closed_at', 'is', null).orderBy('opened_at').execute(),
    db
      .selectFrom('check_incident')
      .selectAll()
      .where('closed_at', 'is not', null)
      .orderBy('closed_at', 'desc')
      .limit(closedCount)
      .execute(),
  ])
  return [...open, ...closed].map(incidentOf)
}

export async function setPassing(
  transaction: Transaction<DB>,
  id: string,
  passesSince: Date | null,
  found?: Pick<Incident, 'rowCount' | 'rowIds'>,
): Promise<void> {
  await transaction
    .updateTable('check_incident')
    .set({ passes_since: passesSince, ...(found && { row_count: found.rowCount, row_ids: [...found.rowIds] }) })
    .where('id', '=', id)
    .execute()
}

export async function setClosed(transaction: Transaction<DB>, id: string, at: Date): Promise<void> {
  await transaction.updateTable('check_incident').set({ closed_at: at }).where('id', '=', id).execute()
}

export async function setHandling(
  transaction: Transaction<DB>,
  id: string,
  { seen, doing, cause, isPublished }: Handling,
  { version, at }: { readonly version: number; readonly at: Date },
): Promise<void> {
  await transaction
    .updateTable('check_incident')
    .set({ seen, doing, cause, is_published: isPublished, version, handled_at: at })
    .where('id', '=', id)
    .execute()
}

/** Adds a step to the story of an incident that the act holds locked. */
export async function insertStep(
  transaction: Transaction<DB>,
  incidentId: string,
  { kind, rowCount, happenedAt }: IncidentStep,
): Promise<void> {
  const { count } = await transaction
    .selectFrom('check_incident_step')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('incident_id', '=', incidentId)
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('check_incident_step')
    .values({
      incident_id: incidentId,
      number: Number(count) + 1,
      kind,
      row_count: rowCount,
      happened_at: happenedAt,
    })
    .execute()
}

export async function listSteps(db: Kysely<DB>, incidentId: string): Promise<readonly IncidentStep[]> {
  const rows = await db
    .selectFrom('check_incident_step')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ kind: row.kind as StepKind, rowCount: row.row_count, happenedAt: row.happened_at }))
}

function incidentOf(row: Selectable<CheckIncident>): Incident {
  return {
    id: row.id,
    checkName: row.check_name,
    sentence: row.sentence,
    openedAt: row.opened_at,
    rowCount: row.row_count,
    rowIds: row.row_ids,
    passesSince: row.passes_since,
    seen: row.seen,
    doing: row.doing,
    cause: row.cause,
    isPublished: row.is_published,
    version: row.version,
    handledAt: row.handled_at,
    closedAt: row.closed_at,
  }
}

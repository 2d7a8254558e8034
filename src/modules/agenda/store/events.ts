import { sql, type Transaction } from 'kysely'
import { type Month, monthsFrom } from '#kernel/calendar'
import type { DB } from '#platform/database'
import type { AgendaEvent, EventDraft, EventState, Kind } from '../model.ts'
import { columnsOf, eventOf, eventsIn, type Reader } from './rows.ts'
import { withSessions, writeSessions } from './sessions.ts'

/** What narrows the public list. Days are those of Paris, told as instants. */
export type EventFilter = {
  readonly kind?: Kind | undefined
  readonly communeCode?: string | undefined
  readonly epciCode?: string | undefined
  /** Events that are not over at this moment. */
  readonly from?: Date | undefined
  /** Events that have begun before this moment. */
  readonly until?: Date | undefined
}

/** Published events, and those that were cancelled since, in the order they begin. */
export async function listEvents(db: Reader, filter: EventFilter, limit: number): Promise<readonly AgendaEvent[]> {
  let query = eventsIn(db).where('state', 'in', ['published', 'cancelled']).where('published_at', 'is not', null)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.communeCode) query = query.where('commune_code', '=', filter.communeCode)
  if (filter.epciCode) query = query.where('commune.epci_code', '=', filter.epciCode)
  if (filter.from) query = query.where('ends_at', '>=', filter.from)
  if (filter.until) query = query.where('starts_at', '<', filter.until)
  const rows = await query.orderBy('starts_at').orderBy('agenda_event.id').limit(limit).execute()
  return withSessions(db, rows)
}

/** Events at the desk in one state, the next first; those that are over, the last first. */
export async function listForDesk(
  db: Reader,
  states: readonly EventState[],
  now: Date,
  when: 'coming' | 'over',
  limit: number,
): Promise<readonly AgendaEvent[]> {
  const rows = await eventsIn(db)
    .where('state', 'in', [...states])
    .where('ends_at', when === 'coming' ? '>=' : '<', now)
    .orderBy('starts_at', when === 'coming' ? 'asc' : 'desc')
    .limit(limit)
    .execute()
  return withSessions(db, rows)
}

export async function findEvent(db: Reader, by: { readonly id: string } | { readonly slug: string }) {
  // An address may hold any thirty-six signs where an identifier is expected.
  if ('id' in by && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(by.id)) return undefined
  const [column, value] = 'id' in by ? (['agenda_event.id', by.id] as const) : (['slug', by.slug] as const)
  const row = await eventsIn(db).where(column, '=', value).executeTakeFirst()
  return row && (await withSessions(db, [row]))[0]
}

/** The same, its row held until the end of the transaction: nobody else is registered meanwhile. */
export async function lockEvent(transaction: Transaction<DB>, id: string): Promise<AgendaEvent | undefined> {
  // The lock first, in a statement of its own: the counts are then read with what others committed meanwhile.
  await transaction.selectFrom('agenda_event').select('id').where('id', '=', id).forUpdate().execute()
  return findEvent(transaction, { id })
}

export async function listSlugsLike(db: Reader, beginning: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('agenda_event').select('slug').where('slug', 'like', `${beginning}%`).execute()
  return new Set(rows.map(({ slug }) => slug))
}

/** Two events of one title wait for each other: each then sees the other's address. */
export async function lockSlugs(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('agenda slugs'))`.execute(transaction)
}

export type NewEvent = {
  readonly id: string
  readonly slug: string
  readonly state: EventState
  readonly proposerId: string | null
  readonly by: string | null
  readonly at: Date
}

export async function insertEvent(transaction: Transaction<DB>, draft: EventDraft, event: NewEvent): Promise<void> {
  await transaction
    .insertInto('agenda_event')
    .values({
      ...columnsOf(draft),
      id: event.id,
      slug: event.slug,
      state: event.state,
      state_reason: '',
      proposer_id: event.proposerId,
      version: 1,
      sequence: 0,
      published_at: event.state === 'published' ? event.at : null,
      changed_at: event.at,
      changed_by: event.by,
      created_at: event.at,
    })
    .execute()
  await writeSessions(transaction, event.id, draft.sessions)
}

export type Change = { readonly at: Date; readonly by: string | null; readonly sequence: number }

export async function updateEvent(transaction: Transaction<DB>, id: string, draft: EventDraft, change: Change) {
  await transaction
    .updateTable('agenda_event')
    .set({ ...columnsOf(draft), sequence: change.sequence, changed_at: change.at, changed_by: change.by })
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await writeSessions(transaction, id, draft.sessions)
}

/** Publishes, cancels or refuses: `reason` is what those concerned read. */
export async function updateState(
  transaction: Transaction<DB>,
  id: string,
  to: Change & { readonly state: EventState; readonly reason: string },
): Promise<void> {
  await transaction
    .updateTable('agenda_event')
    .set({
      state: to.state,
      state_reason: to.reason,
      sequence: to.sequence,
      changed_at: to.at,
      changed_by: to.by,
      ...(to.state === 'published' ? { published_at: to.at } : {}),
    })
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** How many proposals wait for an agent, and since when the first. */
export async function findProposals(db: Reader): Promise<{ readonly count: number; readonly since: Date | null }> {
  const row = await db
    .selectFrom('agenda_event')
    .select(({ fn }) => [fn.countAll<bigint>().as('count'), fn.min('created_at').as('since')])
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), since: row.since }
}

export async function listProposedBy(db: Reader, personId: string): Promise<readonly AgendaEvent[]> {
  const rows = await eventsIn(db).where('proposer_id', '=', personId).orderBy('created_at', 'desc').execute()
  return withSessions(db, rows)
}

/** Every public event, the next first and those that are over last: what is searched and mapped. */
export async function listPublic(db: Reader): Promise<readonly AgendaEvent[]> {
  const rows = await eventsIn(db)
    .where('state', 'in', ['published', 'cancelled'])
    .where('published_at', 'is not', null)
    .orderBy('starts_at', 'desc')
    .limit(5_000)
    .execute()
  return rows.map((row) => eventOf(row, []))
}

/**
 * The next published events, as the database's clock has it: home is asked without one.
 *
 * @param code  of a commune, or of the EPCI it is in: only there
 */
export async function listComing(db: Reader, limit: number, code?: string): Promise<readonly AgendaEvent[]> {
  let query = eventsIn(db).where('state', '=', 'published').where('ends_at', '>', sql<Date>`now()`)
  if (code !== undefined) {
    query = query.where(({ or, eb }) => or([eb('commune_code', '=', code), eb('commune.epci_code', '=', code)]))
  }
  const rows = await query.orderBy('starts_at').limit(limit).execute()
  return rows.map((row) => eventOf(row, []))
}

/** First and last months that hold a published event. */
export async function monthsKnown(db: Reader, now: Month): Promise<{ readonly first: Month; readonly last: Month }> {
  const row = await db
    .selectFrom('agenda_event')
    .select([
      sql<string | null>`to_char(min(starts_at) AT TIME ZONE 'Europe/Paris', 'YYYY-MM')`.as('first'),
      sql<string | null>`to_char(max(starts_at) AT TIME ZONE 'Europe/Paris', 'YYYY-MM')`.as('last'),
    ])
    .where('published_at', 'is not', null)
    .executeTakeFirstOrThrow()
  const [first] = [row.first ?? now, now].toSorted()
  const [, last] = [row.last ?? now, monthsFrom(now, 1)].toSorted()
  return { first: first!, last: last! }
}

/** Every event that was published, the last first, with how many came. */
export async function listWithAttendance(db: Reader) {
  const events = await eventsIn(db)
    .select(
      sql<bigint>`(SELECT count(*) FROM agenda_registration AS r WHERE r.event_id = agenda_event.id AND r.attended)`.as(
        'attended',
      ),
    )
    .where('published_at', 'is not', null)
    .orderBy('starts_at', 'desc')
    .limit(10_000)
    .execute()
  return events.map((row) => ({ ...eventOf(row, []), attended: Number(row.attended) }))
}

/** Events to come in which somebody waits while a place is free. */
export async function listWithRoom(db: Reader, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT e.id FROM agenda_event AS e JOIN agenda_registration AS r ON r.event_id = e.id
    WHERE e.state = 'published' AND e.ends_at > ${now} GROUP BY e.id, e.capacity
    HAVING count(*) FILTER (WHERE r.state = 'waiting') > 0
      AND (e.capacity IS NULL OR count(*) FILTER (WHERE r.state = 'registered') < e.capacity)`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether anything was ever written in the agenda. */
export async function isEventKnown(db: Reader): Promise<boolean> {
  return (await db.selectFrom('agenda_event').select('id').limit(1).executeTakeFirst()) !== undefined
}

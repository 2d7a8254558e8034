import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { AgendaEvent, HeldSession, Session } from '../model.ts'
import { positioned } from '../sessions.ts'
import { type EventWithCounts, eventOf, type Reader } from './rows.ts'

/** Events with their sessions, in the order of the clock, each with the places taken. */
export async function withSessions(db: Reader, rows: readonly EventWithCounts[]): Promise<readonly AgendaEvent[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const of = await readSessions(db, ids)
  return rows.map((row) => eventOf(row, of.get(row.id) ?? []))
}

/** Writes the sessions of an event: one whose title stays keeps its place in the table, and those who chose it. */
export async function writeSessions(
  transaction: Transaction<DB>,
  eventId: string,
  sessions: readonly Session[],
): Promise<void> {
  const before = (await readSessions(transaction, [eventId])).get(eventId) ?? []
  const after = positioned(before, sessions)
  const gone = before.filter(({ position }) => !after.some((each) => each.position === position))
  for (const { position } of gone) {
    await transaction
      .deleteFrom('agenda_session')
      .where('event_id', '=', eventId)
      .where('position', '=', position)
      .execute()
  }
  if (after.length === 0) return
  const rows = after.map(({ position, title, facilitators, startsAt, endsAt, capacity }) => {
    return { event_id: eventId, position, title, facilitators, starts_at: startsAt, ends_at: endsAt, capacity }
  })
  await transaction
    .insertInto('agenda_session')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['event_id', 'position']).doUpdateSet(({ ref }) => ({
        title: ref('excluded.title'),
        facilitators: ref('excluded.facilitators'),
        starts_at: ref('excluded.starts_at'),
        ends_at: ref('excluded.ends_at'),
        capacity: ref('excluded.capacity'),
      })),
    )
    .execute()
  // A session that counts its places no more is for all: nobody holds one there.
  await sql`DELETE FROM agenda_session_place AS place USING agenda_session AS session
    WHERE place.event_id = ${eventId} AND session.event_id = place.event_id AND session.position = place.position
      AND session.capacity IS NULL`.execute(transaction)
}

/** The sessions each person on the list of an event has chosen, by registration. */
export async function listChosen(db: Reader, eventId: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await db
    .selectFrom('agenda_session_place')
    .select(['registration_id', 'position'])
    .where('event_id', '=', eventId)
    .orderBy('position')
    .execute()
  const of = Map.groupBy(rows, (row) => row.registration_id)
  return new Map([...of].map(([id, places]) => [id, places.map(({ position }) => position)]))
}

/** Another choice in place of the one before. The row of the event is locked by who calls. */
export async function replaceChosen(
  transaction: Transaction<DB>,
  registrationId: string,
  eventId: string,
  positions: readonly number[],
): Promise<void> {
  await transaction.deleteFrom('agenda_session_place').where('registration_id', '=', registrationId).execute()
  if (positions.length === 0) return
  const rows = positions.map((position) => ({ registration_id: registrationId, event_id: eventId, position }))
  await transaction.insertInto('agenda_session_place').values(rows).execute()
}

async function readSessions(
  db: Reader,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldSession[]>> {
  const rows = await db
    .selectFrom('agenda_session')
    .selectAll()
    .select(
      sql<bigint>`(SELECT count(*) FROM agenda_session_place AS place
        WHERE place.event_id = agenda_session.event_id AND place.position = agenda_session.position)`.as('taken'),
    )
    .where('event_id', 'in', [...eventIds])
    .orderBy('starts_at')
    .orderBy('position')
    .execute()
  const of = Map.groupBy(rows, ({ event_id }) => event_id)
  return new Map([...of].map(([id, sessions]) => [id, sessions.map(sessionOf)]))
}

function sessionOf(row: {
  readonly position: number
  readonly title: string
  readonly facilitators: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly capacity: number | null
  readonly taken: bigint
}): HeldSession {
  const { position, title, facilitators, starts_at, ends_at, capacity, taken } = row
  return { position, title, facilitators, startsAt: starts_at, endsAt: ends_at, capacity, taken: Number(taken) }
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Registration, RegistrationState } from '../model.ts'
import { type Reader, registrationOf } from './rows.ts'

/** Whom a registration belongs to: an account, or an address that is theirs alone. */
export type Owner = { readonly personId: string; readonly addresses: readonly string[] }

function registrationsIn(db: Reader) {
  return db
    .selectFrom('agenda_registration')
    .leftJoin('agenda_access_need', 'registration_id', 'agenda_registration.id')
    .selectAll('agenda_registration')
    .select('need')
}

/** Everyone on the list of an event, in the order they came; those who gave their place back last. */
export async function listRegistrations(db: Reader, eventId: string): Promise<readonly Registration[]> {
  const rows = await registrationsIn(db)
    .where('event_id', '=', eventId)
    .orderBy(sql`CASE state WHEN 'registered' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END`)
    .orderBy('rank')
    .execute()
  return rows.map(registrationOf)
}

export async function findRegistration(db: Reader, id: string): Promise<Registration | undefined> {
  // It comes from an address or a form: anything may stand there.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const row = await registrationsIn(db).where('agenda_registration.id', '=', id).executeTakeFirst()
  return row && registrationOf(row)
}

/** Somebody's last registration for an event, whether it stands or was given back. */
export async function findOwn(db: Reader, eventId: string, owner: Owner): Promise<Registration | undefined> {
  const row = await registrationsIn(db)
    .where('event_id', '=', eventId)
    .where(isOf(owner))
    .orderBy(sql`state = 'cancelled'`)
    .orderBy('rank', 'desc')
    .executeTakeFirst()
  return row && registrationOf(row)
}

/** All of somebody's, the last event first. */
export async function listOwn(db: Reader, owner: Owner): Promise<readonly Registration[]> {
  const rows = await registrationsIn(db).where(isOf(owner)).orderBy('registered_at', 'desc').execute()
  return rows.map(registrationOf)
}

// What was typed in at the desk under an address is for who opens the mails of that address, and nobody else.
function isOf({ personId, addresses }: Owner) {
  const known = addresses.length > 0 ? addresses.map((address) => address.toLowerCase()) : ['']
  return sql<boolean>`(agenda_registration.person_id = ${personId} OR (agenda_registration.person_id IS NULL
    AND lower(agenda_registration.email) IN (${sql.join(known)})))`
}

export type NewRegistration = Pick<
  Registration,
  'id' | 'eventId' | 'personId' | 'name' | 'email' | 'telephone' | 'need'
> & { readonly state: 'registered' | 'waiting'; readonly at: Date }

/** The row of the event is locked by who calls: the next rank is nobody else's. */
export async function insertRegistration(transaction: Transaction<DB>, one: NewRegistration): Promise<number> {
  const { rank } = await transaction
    .insertInto('agenda_registration')
    .values({
      id: one.id,
      event_id: one.eventId,
      person_id: one.personId,
      name: one.name,
      email: one.email,
      telephone: one.telephone,
      state: one.state,
      rank: sql<number>`(SELECT coalesce(max(rank), 0) + 1 FROM agenda_registration WHERE event_id = ${one.eventId})`,
      registered_at: one.at,
      placed_at: one.state === 'registered' ? one.at : null,
    })
    .returning('rank')
    .executeTakeFirstOrThrow()
  if (one.need !== null) {
    await transaction.insertInto('agenda_access_need').values({ registration_id: one.id, need: one.need }).execute()
  }
  return rank
}

export async function cancelRegistration(transaction: Transaction<DB>, id: string, at: Date): Promise<void> {
  await transaction
    .updateTable('agenda_registration')
    .set({ state: 'cancelled', cancelled_at: at })
    .where('id', '=', id)
    .execute()
  await transaction.deleteFrom('agenda_access_need').where('registration_id', '=', id).execute()
  await transaction.deleteFrom('agenda_session_place').where('registration_id', '=', id).execute()
}

/** Gives a place to the first who wait, and says to whom. */
export async function placeFirst(
  transaction: Transaction<DB>,
  eventId: string,
  count: number,
  at: Date,
): Promise<readonly Registration[]> {
  if (count <= 0) return []
  const placed = await transaction
    .updateTable('agenda_registration')
    .set({ state: 'registered' satisfies RegistrationState, placed_at: at })
    .where('id', 'in', (one) =>
      one
        .selectFrom('agenda_registration')
        .select('id')
        .where('event_id', '=', eventId)
        .where('state', '=', 'waiting')
        .orderBy('rank')
        .limit(count),
    )
    .returningAll()
    .execute()
  return placed.map((row) => registrationOf({ ...row, need: null })).sort((a, b) => a.rank - b.rank)
}

/** Notes who came. `present`: identifiers; everyone else with a place was absent. */
export async function noteAttendance(
  transaction: Transaction<DB>,
  eventId: string,
  present: readonly string[],
): Promise<void> {
  await transaction
    .updateTable('agenda_registration')
    .set({ attended: sql<boolean>`id = ANY (${present}::uuid[])` })
    .where('event_id', '=', eventId)
    .where('state', '=', 'registered')
    .execute()
}

/** Those with a place who were not reminded of this beginning: `until` bounds the beginnings. */
export async function listToRemind(db: Reader, from: Date, until: Date, limit: number) {
  return db
    .selectFrom('agenda_registration')
    .innerJoin('agenda_event', 'agenda_event.id', 'event_id')
    .select(['agenda_registration.id', 'event_id', 'starts_at'])
    .where('agenda_event.state', '=', 'published')
    .where('agenda_registration.state', '=', 'registered')
    .where('anonymised_at', 'is', null)
    .where('starts_at', '>', from)
    .where('starts_at', '<=', until)
    .where((eb) => eb.or([eb('reminded_for', 'is', null), eb('reminded_for', '<>', eb.ref('starts_at'))]))
    .orderBy('starts_at')
    .orderBy('agenda_registration.id')
    .limit(limit)
    .execute()
}

export async function markReminded(transaction: Transaction<DB>, id: string, startsAt: Date): Promise<void> {
  await transaction.updateTable('agenda_registration').set({ reminded_for: startsAt }).where('id', '=', id).execute()
}

/** How many wait before a rank. */
export async function countAhead(db: Reader, eventId: string, rank: number): Promise<number> {
  const row = await db
    .selectFrom('agenda_registration')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('event_id', '=', eventId)
    .where('state', '=', 'waiting')
    .where('rank', '<', rank)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** What somebody holds or held, for their space; `isComing` by the database's clock. */
export async function listHeld(db: Reader, owner: Owner) {
  const rows = await db
    .selectFrom('agenda_registration')
    .innerJoin('agenda_event', 'agenda_event.id', 'event_id')
    .select(['title', 'slug', 'starts_at', 'registered_at', 'agenda_registration.state'])
    .select(sql<boolean>`agenda_event.state = 'published' AND ends_at > now()`.as('is_coming'))
    .where(isOf(owner))
    .where('agenda_registration.state', '<>', 'cancelled')
    .orderBy('registered_at', 'desc')
    .execute()
  return rows.map((row) => ({
    title: row.title,
    slug: row.slug,
    startsAt: row.starts_at,
    registeredAt: row.registered_at,
    state: row.state as RegistrationState,
    isComing: row.is_coming,
  }))
}

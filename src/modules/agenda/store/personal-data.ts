import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Owner } from './registrations.ts'
import type { Reader } from './rows.ts'

/** Needs of those who came to events that were over before a moment. @returns how many went */
export async function deleteNeedsBefore(db: Reader, before: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`
    DELETE FROM agenda_access_need USING agenda_registration AS r, agenda_event AS e
    WHERE r.id = registration_id AND e.id = r.event_id AND e.ends_at < ${before}`.execute(db)
  return numAffectedRows ?? 0n
}

/** Takes names, addresses and accounts from registrations of events that were over before a moment. */
export async function anonymiseBefore(db: Reader, before: Date, now: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`
    UPDATE agenda_registration AS r SET ${ANONYMOUS}, anonymised_at = ${now}
    FROM agenda_event AS e WHERE e.id = r.event_id AND e.ends_at < ${before} AND r.anonymised_at IS NULL`.execute(db)
  return numAffectedRows ?? 0n
}

/** Empties the words of evaluations of events that were over before a moment: the opinions stay. */
export async function emptyCommentsBefore(db: Reader, before: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`
    UPDATE agenda_evaluation AS v SET comment = '' FROM agenda_event AS e
    WHERE e.id = v.event_id AND e.ends_at < ${before} AND v.comment <> ''`.execute(db)
  return numAffectedRows ?? 0n
}

const ANONYMOUS = sql`name = '', email = NULL, telephone = NULL, person_id = NULL`

/** Erases what leads to a person. Their place in an event to come is given back by the command before. */
export async function anonymiseOwn(transaction: Transaction<DB>, owner: Owner, now: Date): Promise<bigint> {
  await sql`DELETE FROM agenda_access_need WHERE registration_id IN (
    SELECT id FROM agenda_registration AS r WHERE ${isOwn(owner)})`.execute(transaction)
  await sql`DELETE FROM agenda_feed WHERE person_id = ${owner.personId}`.execute(transaction)
  await sql`UPDATE agenda_event SET proposer_id = NULL WHERE proposer_id = ${owner.personId}`.execute(transaction)
  const { numAffectedRows } = await sql`
    UPDATE agenda_registration AS r SET ${ANONYMOUS}, anonymised_at = ${now} WHERE ${isOwn(owner)}`.execute(transaction)
  return numAffectedRows ?? 0n
}

/** Gives back the places a person holds in events to come: the hourly job gives them to those who wait. */
export async function freePlacesOf(transaction: Transaction<DB>, owner: Owner, now: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`
    UPDATE agenda_registration AS r SET state = 'cancelled', cancelled_at = ${now}
    FROM agenda_event AS e WHERE e.id = r.event_id AND e.ends_at > ${now} AND r.state <> 'cancelled'
      AND ${isOwn(owner)}`.execute(transaction)
  await sql`DELETE FROM agenda_session_place AS place USING agenda_registration AS r
    WHERE r.id = place.registration_id AND r.state = 'cancelled' AND ${isOwn(owner)}`.execute(transaction)
  return numAffectedRows ?? 0n
}

/** What is kept of a person's registrations, by French names. */
export async function listKept(db: Reader, owner: Owner): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    SELECT e.title AS "Événement", e.starts_at AS "Le", r.name AS "Nom", r.email AS "Adresse", r.telephone AS "Téléphone",
      r.registered_at AS "Inscrit le", r.cancelled_at AS "Place rendue le", r.attended AS "Présent", n.need AS "Besoins"
    FROM agenda_registration AS r JOIN agenda_event AS e ON e.id = r.event_id
    LEFT JOIN agenda_access_need AS n ON n.registration_id = r.id
    WHERE ${isOwn(owner)} ORDER BY r.registered_at`.execute(db)
  return rows
}

// « r » is the registration in the statement it stands in.
function isOwn({ personId, addresses }: Owner) {
  const known = addresses.length > 0 ? addresses.map((address) => address.toLowerCase()) : ['']
  return sql`(r.person_id = ${personId} OR (r.person_id IS NULL AND lower(r.email) IN (${sql.join(known)})))`
}

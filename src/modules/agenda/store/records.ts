import { type Kysely, sql, type Transaction } from 'kysely'
import type { RecordReads } from '#platform/archives'
import type { DB } from '#platform/database'

type Asked = Parameters<RecordReads['listDue']>[1]
type Row = {
  id: string
  title: string
  from: string
  until: string
  kind: string
  state: string
  description: string
  host: string
  commune: string | null
  place: string
  street: string
  sessions: readonly unknown[]
  registered: number
  attended: number
  opinions: readonly number[]
}

/** Events that ended before a moment: held meetings and comptoirs are transferred, the rest is eliminated. */
export async function listPastEvents(db: Kysely<DB>, asked: Asked): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM agenda_event
    WHERE ends_at < ${asked.begunBefore}
      AND (state = 'published' AND kind IN ('comptoir', 'reunion')) = ${asked.fate === 'transfer'}
      AND (${asked.after}::uuid IS NULL OR id > ${asked.after}::uuid)
    ORDER BY id LIMIT ${asked.limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Events as the Archives receive them: what happened and how many came, nobody's name but those of the programme. */
export async function describeEvents(db: Kysely<DB>, ids: readonly string[]) {
  const { rows } = await sql<Row>`
    SELECT id, title, to_char(starts_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS from,
      to_char(ends_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS until, kind, state, description, host,
      commune_code AS commune, place, street,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('Titre', s.title, 'Animation', s.facilitators) ORDER BY position), '[]')
       FROM agenda_session AS s WHERE s.event_id = e.id) AS sessions,
      (SELECT count(*)::int FROM agenda_registration WHERE event_id = e.id AND state = 'registered') AS registered,
      (SELECT count(*)::int FROM agenda_registration WHERE event_id = e.id AND attended) AS attended,
      (SELECT coalesce(jsonb_agg(opinion ORDER BY opinion), '[]') FROM agenda_evaluation WHERE event_id = e.id) AS opinions
    FROM agenda_event AS e WHERE id = ANY (${ids}::uuid[]) ORDER BY id`.execute(db)
  return rows.map(({ id, title, from, until, ...row }) => ({
    id,
    title,
    from,
    until,
    attachments: [],
    content: {
      Genre: row.kind,
      État: row.state,
      Description: row.description,
      Accueil: row.host,
      Commune: row.commune,
      Lieu: row.place,
      Rue: row.street,
      Séances: row.sessions,
      Inscrits: row.registered,
      Présents: row.attended,
      Avis: row.opinions,
    },
  }))
}

/** Holds events: nobody registers meanwhile. */
export async function lockEvents(transaction: Transaction<DB>, ids: readonly string[]): Promise<void> {
  await sql`SELECT FROM agenda_event WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`.execute(transaction)
}

/** Erases events and all that hangs on them. @returns  how many events went */
export async function eraseEvents(transaction: Transaction<DB>, ids: readonly string[]): Promise<bigint> {
  const registrations = sql`SELECT id FROM agenda_registration WHERE event_id = ANY (${ids}::uuid[])`
  await sql`DELETE FROM agenda_access_need WHERE registration_id IN (${registrations})`.execute(transaction)
  await sql`DELETE FROM agenda_session_place WHERE registration_id IN (${registrations})`.execute(transaction)
  for (const table of ['agenda_registration', 'agenda_evaluation', 'agenda_set_aside', 'agenda_session'])
    await sql`DELETE FROM ${sql.table(table)} WHERE event_id = ANY (${ids}::uuid[])`.execute(transaction)
  const { numAffectedRows } = await sql`DELETE FROM agenda_event WHERE id = ANY (${ids}::uuid[])`.execute(transaction)
  return numAffectedRows ?? 0n
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { OwnWords } from '../../claims/own-words.ts'
import type { Reader } from '../imports.ts'

export type RevisionState = 'draft' | 'waiting' | 'asked' | 'refused' | 'published' | 'replaced'

/** What an organisation says of itself, as saved once. */
export type Revision = {
  readonly id: string
  readonly structureId: string
  readonly number: number
  readonly content: OwnWords
  readonly state: RevisionState
  readonly personId: string | null
  /** Who saved it; null once they erased their account. */
  readonly who: string | null
  readonly savedAt: Date
  readonly reason: string | null
  readonly readAt: Date | null
  readonly slug: string
  readonly title: string
  readonly communeCode: string | null
}

/** What the page of an organisation shows in its own words, and since when. */
export async function findPublished(db: Reader, structureId: string): Promise<Revision | undefined> {
  const { rows } = await sql<Revision>`
    ${SELECT} WHERE structure_id = ${structureId} AND each.state = 'published'`.execute(db)
  return rows[0]
}

/** The text people of the organisation work on: a draft, or one that waits; else the one that is shown. */
export async function findWorking(db: Reader, structureId: string): Promise<Revision | undefined> {
  const { rows } = await sql<Revision>`
    ${SELECT} WHERE structure_id = ${structureId} AND each.state <> 'replaced'
    ORDER BY each.state = 'published', number DESC LIMIT 1`.execute(db)
  return rows[0]
}

/** The last number given: what a form was read at. 0 when nothing was ever saved. */
export async function lastNumber(db: Reader, structureId: string): Promise<number> {
  const { rows } = await sql<{ readonly last: number | null }>`
    SELECT max(number) AS last FROM structure_revision WHERE structure_id = ${structureId}`.execute(db)
  return rows[0]?.last ?? 0
}

export async function findRevision(db: Reader, id: string): Promise<Revision | undefined> {
  const { rows } = await sql<Revision>`${SELECT} WHERE each.id = ${id}`.execute(db)
  return rows[0]
}

/** All that was saved, the last first. */
export async function listRevisions(db: Reader, structureId: string, limit: number): Promise<readonly Revision[]> {
  const { rows } = await sql<Revision>`
    ${SELECT} WHERE structure_id = ${structureId} ORDER BY number DESC LIMIT ${limit}`.execute(db)
  return rows
}

/** Those nobody has read yet, the oldest first: what waits, and what is shown already where the house reads after. */
export async function listUnread(db: Reader, limit: number): Promise<readonly Revision[]> {
  const { rows } = await sql<Revision>`
    ${SELECT} WHERE read_at IS NULL AND each.state IN ('waiting', 'published')
    ORDER BY saved_at, each.id LIMIT ${limit}`.execute(db)
  return rows
}

/** Puts away what is in hand, and what is shown when the new one takes its place. */
export async function putAway(
  transaction: Transaction<DB>,
  structureId: string,
  which: 'in-hand' | 'published',
): Promise<void> {
  const states = which === 'published' ? ['published'] : ['draft', 'waiting', 'asked', 'refused']
  await sql`
    UPDATE structure_revision SET state = 'replaced'
    WHERE structure_id = ${structureId} AND state = ANY (${states}::text[])`.execute(transaction)
}

export async function insertRevision(
  transaction: Transaction<DB>,
  revision: Pick<Revision, 'id' | 'structureId' | 'number' | 'content' | 'state' | 'personId' | 'savedAt'>,
): Promise<void> {
  const { id, structureId, number, content, state, personId, savedAt } = revision
  await sql`
    INSERT INTO structure_revision (id, structure_id, number, content, state, person_id, saved_at)
    VALUES (${id}, ${structureId}, ${number}, ${JSON.stringify(content)}::jsonb, ${state}, ${personId}, ${savedAt})`.execute(
    transaction,
  )
}

export async function setRevision(
  transaction: Transaction<DB>,
  id: string,
  read: {
    readonly state: RevisionState
    readonly reason: string | null
    readonly by: string | null
    readonly at: Date
  },
): Promise<void> {
  await sql`
    UPDATE structure_revision SET state = ${read.state}, reason = ${read.reason}, read_by = ${read.by}, read_at = ${read.at}
    WHERE id = ${id}`.execute(transaction)
}

/** What was shown before, and had been read, is shown again. */
export async function restoreRead(transaction: Transaction<DB>, structureId: string): Promise<void> {
  await sql`
    UPDATE structure_revision SET state = 'published' WHERE id = (
      SELECT id FROM structure_revision
      WHERE structure_id = ${structureId} AND state = 'replaced' AND read_at IS NOT NULL AND reason IS NULL
      ORDER BY number DESC LIMIT 1)`.execute(transaction)
}

/** Which of these pictures a text still shows. */
export async function listExistingPictures(db: Reader, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    SELECT DISTINCT content->'picture'->>'id' AS id FROM structure_revision
    WHERE content->'picture'->>'id' = ANY (${ids}::text[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** The structure a picture belongs to, and whether its page shows it now. */
export async function findPicture(
  db: Reader,
  id: string,
): Promise<{ readonly structureId: string; readonly isShown: boolean } | undefined> {
  const { rows } = await sql<{ readonly structureId: string; readonly isShown: boolean }>`
    SELECT structure_id AS "structureId", bool_or(state = 'published') AS "isShown" FROM structure_revision
    WHERE content->'picture'->>'id' = ${id} GROUP BY structure_id`.execute(db)
  return rows[0]
}

/** Texts that are shown no more go a year after they were saved; the last that was read stays. */
export async function deleteOldRevisions(db: Reader, now: Date): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM structure_revision AS old
    WHERE state IN ('replaced', 'refused') AND saved_at < ${now}::timestamptz - interval '365 days'`.execute(db)
  return numAffectedRows
}

const SELECT = sql`
  SELECT each.id, structure_id AS "structureId", number, content, each.state, person_id AS "personId",
    display_name AS who, saved_at AS "savedAt", reason, read_at AS "readAt", slug, title,
    commune_code AS "communeCode"
  FROM structure_revision AS each
  JOIN structure ON structure.id = structure_id LEFT JOIN person ON person.id = person_id`

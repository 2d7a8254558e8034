import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Content } from './disk.ts'

/** « waiting »: the antivirus has not answered; « unscanned »: there is none. */
export type ContentState = 'waiting' | 'unscanned' | 'clean' | 'refused'

/** A file joined to a record, or held for the form about to be sent. */
export type Attachment = {
  readonly id: string
  readonly kind: string
  readonly ownerId: string | null
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: Buffer
  readonly thumbnailSha256: Buffer | null
  readonly isActive: boolean
  readonly alternative: string | null
  readonly uploadedBy: string | null
  readonly receivedAt: Date
  readonly state: ContentState
}

export type NewAttachment = Omit<Attachment, 'ownerId' | 'alternative' | 'state'> & {
  readonly holder: Buffer
  readonly expiresAt: Date
}

type Reader = Kysely<DB>

const SELECT = sql`
  SELECT a.id, a.kind, a.owner_id AS "ownerId", a.name, a.media_type AS "mediaType", a.size_bytes::int AS "sizeBytes",
    a.sha256, a.thumbnail_sha256 AS "thumbnailSha256", a.is_active AS "isActive", a.alternative,
    a.uploaded_by AS "uploadedBy", a.received_at AS "receivedAt", c.state
  FROM attachment a JOIN file_content c USING (sha256)`

/** Holds this content until the end of the transaction: it is not put in place and taken away at once. */
export async function lockContent(transaction: Transaction<DB>, sha256: Buffer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('file ' || encode(${sha256}::bytea, 'hex'), 0))`.execute(
    transaction,
  )
}

/** @returns  whether it was not known before */
export async function insertContent(
  transaction: Transaction<DB>,
  content: Content & { readonly state: ContentState; readonly storedAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO file_content (sha256, size_bytes, state, stored_at)
    VALUES (${content.sha256}, ${content.sizeBytes}, ${content.state}, ${content.storedAt})
    ON CONFLICT (sha256) DO NOTHING`.execute(transaction)
  return numAffectedRows === 1n
}

/** Sent twice, it is there once. */
export async function insertAttachment(transaction: Transaction<DB>, attachment: NewAttachment): Promise<void> {
  await sql`
    INSERT INTO attachment (id, kind, name, media_type, sha256, thumbnail_sha256, size_bytes, is_active, uploaded_by,
      holder, received_at, expires_at)
    VALUES (${attachment.id}, ${attachment.kind}, ${attachment.name}, ${attachment.mediaType}, ${attachment.sha256},
      ${attachment.thumbnailSha256}, ${attachment.sizeBytes}, ${attachment.isActive}, ${attachment.uploadedBy},
      ${attachment.holder}, ${attachment.receivedAt}, ${attachment.expiresAt})
    ON CONFLICT (id) DO NOTHING`.execute(transaction)
}

/** A file that belongs to its record from the start: no form held it. */
export async function insertFiled(
  transaction: Transaction<DB>,
  filed: Pick<Attachment, 'id' | 'kind' | 'name' | 'mediaType' | 'sizeBytes' | 'sha256' | 'receivedAt'> & {
    readonly ownerId: string
  },
): Promise<void> {
  await sql`
    INSERT INTO attachment (id, kind, owner_id, name, media_type, sha256, size_bytes, is_active, received_at, attached_at)
    VALUES (${filed.id}, ${filed.kind}, ${filed.ownerId}, ${filed.name}, ${filed.mediaType}, ${filed.sha256},
      ${filed.sizeBytes}, false, ${filed.receivedAt}, ${filed.receivedAt})
    ON CONFLICT (id) DO NOTHING`.execute(transaction)
}

export async function findAttachment(db: Reader, id: string): Promise<Attachment | undefined> {
  return (await sql<Attachment>`${SELECT} WHERE a.id = ${id}`.execute(db)).rows[0]
}

/** Those of some records, in the order they came. */
export async function listOf(db: Reader, kind: string, ownerIds: readonly string[]): Promise<readonly Attachment[]> {
  const { rows } = await sql<Attachment>`
    ${SELECT} WHERE a.kind = ${kind} AND a.owner_id = ANY (${ownerIds}::uuid[]) ORDER BY a.received_at, a.id`.execute(
    db,
  )
  return rows
}

/** Those held for this browser, among these; their rows stay as they are until the transaction ends. */
export async function lockHeld(
  transaction: Transaction<DB>,
  asked: { readonly kind: string; readonly ids: readonly string[]; readonly holder: Buffer; readonly now: Date },
): Promise<readonly Attachment[]> {
  const { rows } = await sql<Attachment>`
    ${SELECT} WHERE a.kind = ${asked.kind} AND a.id = ANY (${asked.ids}::uuid[]) AND a.holder = ${asked.holder}
      AND a.expires_at > ${asked.now} AND c.state <> 'refused'
    ORDER BY a.id FOR UPDATE OF a`.execute(transaction)
  return rows
}

export async function setOwner(
  transaction: Transaction<DB>,
  id: string,
  set: { readonly ownerId: string; readonly alternative: string | null; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE attachment SET owner_id = ${set.ownerId}, alternative = ${set.alternative}, attached_at = ${set.at},
      holder = NULL, expires_at = NULL
    WHERE id = ${id} AND owner_id IS NULL`.execute(transaction)
}

export async function countOf(transaction: Transaction<DB>, kind: string, ownerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM attachment WHERE kind = ${kind} AND owner_id = ${ownerId}`.execute(transaction)
  return rows[0]!.count
}

/** Bytes of one person, of one browser that waits, and of all that waits. */
export async function measure(db: Reader, personId: string | null, holder: Buffer) {
  const { rows } = await sql<{ person: number; browser: number; waiting: number }>`
    SELECT
      coalesce((SELECT sum(size_bytes) FROM attachment WHERE uploaded_by = ${personId}), 0)::float8 AS person,
      coalesce((SELECT sum(size_bytes) FROM attachment WHERE holder = ${holder}), 0)::float8 AS browser,
      coalesce((SELECT sum(size_bytes) FROM attachment WHERE owner_id IS NULL), 0)::float8 AS waiting`.execute(db)
  return rows[0]!
}

/** @returns  how many went */
export async function deleteAttachments(db: Reader, kind: string, ownerIds: readonly string[]): Promise<bigint> {
  const { numAffectedRows } = await sql`
    DELETE FROM attachment WHERE kind = ${kind} AND owner_id = ANY (${ownerIds}::uuid[])`.execute(db)
  return numAffectedRows ?? 0n
}

export async function deleteOne(db: Reader, kind: string, ownerId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    DELETE FROM attachment WHERE id = ${id} AND kind = ${kind} AND owner_id = ${ownerId}`.execute(db)
  return numAffectedRows === 1n
}

/** Those no form took in time. @returns  how many went */
export async function deleteExpired(db: Reader, now: Date): Promise<bigint> {
  return (await sql`DELETE FROM attachment WHERE expires_at <= ${now}`.execute(db)).numAffectedRows ?? 0n
}

export async function listOwners(
  db: Reader,
): Promise<readonly { readonly kind: string; readonly ownerIds: string[] }[]> {
  const { rows } = await sql<{ kind: string; ownerIds: string[] }>`
    SELECT kind, array_agg(DISTINCT owner_id::text) AS "ownerIds" FROM attachment
    WHERE owner_id IS NOT NULL GROUP BY kind`.execute(db)
  return rows
}

export async function listOfPerson(db: Reader, personId: string): Promise<readonly Attachment[]> {
  return (await sql<Attachment>`${SELECT} WHERE a.uploaded_by = ${personId} ORDER BY a.received_at`.execute(db)).rows
}

/**
 * Erases who sent the attachments of a person, what they called them and what they said of them. Those no form took go;
 * the others stay with their record, whose module says until when.
 */
export async function forgetUploader(db: Reader, personId: string): Promise<void> {
  await sql`DELETE FROM attachment WHERE uploaded_by = ${personId} AND owner_id IS NULL`.execute(db)
  await sql`
    UPDATE attachment SET uploaded_by = NULL, alternative = NULL,
      name = 'piece' || coalesce(substring(name FROM '[.][A-Za-z0-9]+$'), '')
    WHERE uploaded_by = ${personId}`.execute(db)
}

/** Contents no attachment shows any more. */
export async function listUnused(db: Reader, limit: number): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    SELECT sha256 FROM file_content c WHERE ${unused} LIMIT ${limit}`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

const unused = sql`NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = c.sha256)
  AND NOT EXISTS (SELECT FROM attachment a WHERE a.thumbnail_sha256 = c.sha256)`

/** Removes the row of a content nothing shows. @returns  whether no row is left: the bytes may go */
export async function deleteUnused(transaction: Transaction<DB>, sha256: Buffer): Promise<boolean> {
  await sql`DELETE FROM file_content c WHERE sha256 = ${sha256} AND ${unused}`.execute(transaction)
  const { rows } = await sql`SELECT FROM file_content WHERE sha256 = ${sha256}`.execute(transaction)
  return rows.length === 0
}

/** Contents the antivirus has not seen, the oldest first. */
export async function listWaiting(db: Reader, limit: number): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    SELECT sha256 FROM file_content WHERE state = 'waiting' ORDER BY stored_at LIMIT ${limit}`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

export async function setState(db: Reader, sha256: Buffer, state: ContentState, at: Date): Promise<void> {
  await sql`
    UPDATE file_content SET state = ${state}, scanned_at = ${state === 'unscanned' ? null : at}
    WHERE sha256 = ${sha256} AND state = 'waiting'`.execute(db)
}

export async function findContentState(db: Reader, sha256: Buffer): Promise<ContentState | undefined> {
  const { rows } = await sql<{ state: ContentState }>`SELECT state FROM file_content WHERE sha256 = ${sha256}`.execute(
    db,
  )
  return rows[0]?.state
}

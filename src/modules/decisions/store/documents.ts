import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import {
  chronoOf,
  type DocumentEvent,
  type DocumentFile,
  type DocumentKindName,
  type DocumentStep,
  type FiledDocument,
} from '../documents/index.ts'

type Reader = Kysely<DB>

/** The next number of a kind and year: whoever asks holds the series until the end of the transaction. */
export async function takeDocumentNumber(
  transaction: Transaction<DB>,
  kind: DocumentKindName,
  year: number,
): Promise<{ readonly number: number; readonly chrono: string }> {
  const { rows } = await sql<{ last_number: number }>`
    INSERT INTO document_chrono (kind, year, last_number) VALUES (${kind}, ${year}, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last_number = document_chrono.last_number + 1
    RETURNING last_number`.execute(transaction)
  const number = rows[0]!.last_number
  return { number, chrono: chronoOf(kind, year, number) }
}

export type NewDocument = {
  readonly id: string
  readonly kind: DocumentKindName
  readonly decisionId: string
  readonly lineId: string | null
  readonly year: number
  readonly number: number
  readonly chrono: string
  readonly templateId: string
  /** As it is written once: what is hashed. */
  readonly data: string
  readonly generator: string
  readonly preparedBy: string | null
  readonly preparedAt: Date
}

export async function insertDocument(transaction: Transaction<DB>, document: NewDocument): Promise<void> {
  const { id, kind, year, number, chrono, data, generator } = document
  const object = document.lineId === null ? `decision:${document.decisionId}` : `line:${document.lineId}`
  await sql`
    INSERT INTO document (id, kind, object, year, number, chrono, template_id, data_sha256, generator, prepared_by,
      prepared_at)
    VALUES (${id}, ${kind}, ${object}, ${year}, ${number}, ${chrono}, ${document.templateId},
      sha256(convert_to(${data}, 'UTF8')), ${generator}, ${document.preparedBy}, ${document.preparedAt})`.execute(
    transaction,
  )
  await sql`INSERT INTO document_data (document_id, data) VALUES (${id}, ${data})`.execute(transaction)
}

/** What a document was made from; undefined once its retention is over. */
export async function findDocumentData(db: Reader, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('document_data').select('data').where('document_id', '=', id).executeTakeFirst()
  return row?.data
}

/** Data of documents prepared before a moment. @returns  how many went */
export async function deleteDocumentDataBefore(db: Reader, moment: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`
    DELETE FROM document_data USING document WHERE document.id = document_id AND prepared_at < ${moment}`.execute(db)
  return numAffectedRows ?? 0n
}

export async function insertDocumentEvent(
  transaction: Transaction<DB>,
  documentId: string,
  event: DocumentEvent & { readonly id: string },
): Promise<void> {
  await sql`
    INSERT INTO document_event (id, document_id, position, kind, recorded_by, recorded_at)
    SELECT ${event.id}, ${documentId}::uuid, 1 + coalesce(max(position), 0), ${event.kind}, ${event.recordedBy}::uuid,
      ${event.recordedAt}::timestamptz
    FROM document_event WHERE document_id = ${documentId}`.execute(transaction)
  if (event.remark === null) return
  await sql`INSERT INTO document_remark (event_id, remark) VALUES (${event.id}, ${event.remark})`.execute(transaction)
}

/** @returns  false when those very bytes were filed already */
export async function insertDocumentFile(
  transaction: Transaction<DB>,
  documentId: string,
  file: DocumentFile,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO document_file (id, document_id, part, media_type, sha256, size_bytes, filed_at)
    VALUES (${file.id}, ${documentId}, ${file.part}, ${file.mediaType}, ${Buffer.from(file.sha256, 'hex')},
      ${file.sizeBytes}, ${file.filedAt})
    ON CONFLICT ON CONSTRAINT document_file_is_filed_once DO NOTHING`.execute(transaction)
  return numAffectedRows === 1n
}

type Row = Omit<FiledDocument, 'events' | 'files'>

const ROWS = sql`
  SELECT d.id, d.kind, d.chrono, d.year, coalesce(line.decision_id, substring(d.object FROM 'decision:(.*)')::uuid) AS "decisionId",
    line.id AS "lineId", d.template_id AS "templateId", t.version AS "templateVersion",
    encode(t.sha256, 'hex') AS "templateSha256", encode(d.data_sha256, 'hex') AS "dataSha256", d.generator,
    d.prepared_by AS "preparedBy", d.prepared_at AS "preparedAt"
  FROM document d JOIN document_template t ON t.id = d.template_id
    LEFT JOIN decision_line line ON d.object = 'line:' || line.id`

export async function findDocument(db: Reader, id: string): Promise<FiledDocument | undefined> {
  return (await read(db, sql`${ROWS} WHERE d.id = ${id}`))[0]
}

export async function findDocumentByChrono(db: Reader, chrono: string): Promise<FiledDocument | undefined> {
  return (await read(db, sql`${ROWS} WHERE d.chrono = ${chrono}`))[0]
}

/** The document a file is of. */
export async function findDocumentOfFile(db: Reader, fileId: string): Promise<FiledDocument | undefined> {
  return (await read(db, sql`${ROWS} WHERE d.id = (SELECT document_id FROM document_file WHERE id = ${fileId})`))[0]
}

/** Documents of some decisions, by number. */
export async function listDocumentsOf(db: Reader, decisionIds: readonly string[]): Promise<readonly FiledDocument[]> {
  if (decisionIds.length === 0) return []
  return read(
    db,
    sql`SELECT * FROM (${ROWS}) AS known WHERE "decisionId" = ANY (${[...decisionIds]}::uuid[]) ORDER BY chrono`,
  )
}

export type RegisterFilter = { readonly kind?: DocumentKindName | undefined; readonly year?: number | undefined }

/** The register, the last number first. */
export async function listRegister(
  db: Reader,
  { kind, year }: RegisterFilter,
  limit: number,
): Promise<readonly FiledDocument[]> {
  return read(
    db,
    sql`${ROWS} WHERE (${kind ?? null}::text IS NULL OR d.kind = ${kind ?? null})
      AND (${year ?? null}::int IS NULL OR d.year = ${year ?? null})
      ORDER BY d.year DESC, d.kind, d.number DESC LIMIT ${limit}`,
  )
}

export async function listRegisterYears(db: Reader): Promise<readonly number[]> {
  const rows = await db.selectFrom('document').select('year').distinct().orderBy('year', 'desc').execute()
  return rows.map(({ year }) => year)
}

/** Documents whose last step is one of these. */
export async function listDocumentsAt(
  db: Reader,
  steps: readonly DocumentStep[],
  limit: number,
): Promise<readonly FiledDocument[]> {
  return read(
    db,
    sql`${ROWS} WHERE (SELECT e.kind FROM document_event e WHERE e.document_id = d.id ORDER BY e.position DESC LIMIT 1)
      = ANY (${[...steps]}::text[]) ORDER BY d.prepared_at LIMIT ${limit}`,
  )
}

/** Which of these files are still known. */
export async function listExistingFiles(db: Reader, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('document_file').select('id').where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}

/** Files nobody looked at since a moment, those never looked at first. */
export async function listFilesToLookAt(
  db: Reader,
  since: Date,
  limit: number,
): Promise<readonly { readonly id: string; readonly sha256: Buffer }[]> {
  const { rows } = await sql<{ id: string; sha256: Buffer }>`
    SELECT f.id, f.sha256 FROM document_file f LEFT JOIN document_file_look l ON l.file_id = f.id
    WHERE l.looked_at IS NULL OR l.looked_at < ${since}
    ORDER BY l.looked_at NULLS FIRST, f.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function putFileLook(db: Reader, fileId: string, isIntact: boolean, at: Date): Promise<void> {
  await sql`
    INSERT INTO document_file_look (file_id, is_intact, looked_at) VALUES (${fileId}, ${isIntact}, ${at})
    ON CONFLICT (file_id) DO UPDATE SET is_intact = excluded.is_intact, looked_at = excluded.looked_at`.execute(db)
}

async function read(db: Reader, query: RawBuilder<unknown>): Promise<readonly FiledDocument[]> {
  const { rows } = await (query as RawBuilder<Row>).execute(db)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [events, files] = await Promise.all([listEvents(db, ids), listFiles(db, ids)])
  const [eventsBy, filesBy] = [
    Map.groupBy(events, ({ documentId }) => documentId),
    Map.groupBy(files, ({ documentId }) => documentId),
  ]
  return rows.map((row) => ({ ...row, events: eventsBy.get(row.id) ?? [], files: filesBy.get(row.id) ?? [] }))
}

async function listEvents(db: Reader, ids: readonly string[]) {
  const { rows } = await sql<DocumentEvent & { documentId: string }>`
    SELECT e.document_id AS "documentId", e.kind, e.recorded_by AS "recordedBy", e.recorded_at AS "recordedAt",
      p.display_name AS "displayName", r.remark
    FROM document_event e LEFT JOIN document_remark r ON r.event_id = e.id LEFT JOIN person p ON p.id = e.recorded_by
    WHERE e.document_id = ANY (${[...ids]}::uuid[]) ORDER BY e.position`.execute(db)
  return rows
}

async function listFiles(db: Reader, ids: readonly string[]) {
  const { rows } = await sql<DocumentFile & { documentId: string }>`
    SELECT document_id AS "documentId", id, part, media_type AS "mediaType", encode(sha256, 'hex') AS sha256,
      size_bytes::int AS "sizeBytes", filed_at AS "filedAt"
    FROM document_file WHERE document_id = ANY (${[...ids]}::uuid[]) ORDER BY filed_at, part`.execute(db)
  return rows
}

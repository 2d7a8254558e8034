import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, DirectoryImport as ImportRow } from '#platform/database'
import { toStoredJson } from '#platform/database'
import type { Difference } from '../compose/index.ts'
import type { ExtractionEvent, ExtractionSum } from '../extraction.ts'
import { type Import, type ImportFile, type ImportState, KEPT_IMPORTS, type Kind, type RefusedRow } from '../model.ts'

export type Reader = Kysely<DB> | Transaction<DB>

type Row = Selectable<ImportRow> & {
  readonly is_in_force: boolean
  readonly was_chosen: boolean
  readonly has_rows: boolean
}

export async function insertImport(
  transaction: Transaction<DB>,
  wanted: Pick<Import, 'id' | 'kind' | 'producer' | 'licence' | 'url' | 'vintage' | 'isFictitious' | 'askedBy'> & {
    readonly fileNames: readonly string[]
    readonly at: Date
  },
): Promise<void> {
  const files = wanted.fileNames.map((name): ImportFile => ({ name, bytes: 0, sha256: '', rows: 0 }))
  await transaction
    .insertInto('directory_import')
    .values({
      id: wanted.id,
      kind: wanted.kind,
      state: 'waiting',
      files: JSON.stringify(files),
      producer: wanted.producer,
      licence: wanted.licence,
      url: wanted.url,
      vintage: wanted.vintage,
      is_fictitious: wanted.isFictitious,
      rows_read: 0n,
      rows_kept: 0n,
      refused: '{}',
      asked_by: wanted.askedBy,
      asked_at: wanted.at,
    })
    .execute()
}

/** The last asked first. */
export async function listImports(db: Reader, limit = 100): Promise<readonly Import[]> {
  return (await readImports(db, sql`true`, limit)).map(importOf)
}

export async function findImport(db: Reader, id: string): Promise<Import | undefined> {
  const [row] = await readImports(db, sql`each.id = ${id}`, 1)
  return row && importOf(row)
}

/** Those of a kind that were in force, the last chosen first, each once. */
export async function listChosen(db: Reader, kind: Kind): Promise<readonly Import[]> {
  const { rows } = await sql<{ readonly import_id: string }>`
    SELECT import_id FROM directory_choice WHERE kind = ${kind} GROUP BY import_id ORDER BY max(rank) DESC`.execute(db)
  const found = await readImports(db, sql`each.kind = ${kind}`, 1000)
  const byId = new Map(found.map((row) => [row.id, importOf(row)]))
  return rows.flatMap(({ import_id: id }) => byId.get(id) ?? [])
}

async function readImports(db: Reader, where: ReturnType<typeof sql>, limit: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    SELECT each.*,
      each.id = (SELECT import_id FROM directory_choice WHERE kind = each.kind ORDER BY rank DESC LIMIT 1)
        IS TRUE AS is_in_force,
      EXISTS (SELECT FROM directory_choice WHERE import_id = each.id) AS was_chosen,
      EXISTS (SELECT FROM directory_import_row WHERE import_id = each.id) AS has_rows
    FROM directory_import AS each WHERE ${where} ORDER BY each.asked_at DESC, each.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

/** @returns  false when it is not waiting any more: another process reads it, or it was discarded */
export async function markReading(db: Reader, id: string): Promise<boolean> {
  const result = await db
    .updateTable('directory_import')
    .set({ state: 'reading' })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'reading'])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function markReady(
  db: Reader,
  id: string,
  read: { readonly sum: ExtractionSum; readonly at: Date },
): Promise<void> {
  const { files, rowsRead, rowsKept, refused } = read.sum
  await db
    .updateTable('directory_import')
    .set({
      state: 'ready',
      files: JSON.stringify(files),
      rows_read: BigInt(rowsRead),
      rows_kept: BigInt(rowsKept),
      refused: JSON.stringify(refused),
      read_at: read.at,
      problem: null,
    })
    .where('id', '=', id)
    .execute()
}

export async function markFailed(db: Reader, id: string, problem: string, at: Date): Promise<void> {
  await db.updateTable('directory_import').set({ state: 'failed', problem, read_at: at }).where('id', '=', id).execute()
}

export async function setState(db: Reader, id: string, state: ImportState): Promise<void> {
  await db.updateTable('directory_import').set({ state }).where('id', '=', id).execute()
}

export async function setDifference(db: Reader, id: string, difference: Difference, after: bigint): Promise<void> {
  await db
    .updateTable('directory_import')
    .set({ difference: toStoredJson(difference), compared_after: after })
    .where('id', '=', id)
    .execute()
}

/** What an import would change, and whether something else came in force since that was computed. */
export async function findDifference(
  db: Reader,
  id: string,
): Promise<{ readonly difference: Difference; readonly isStale: boolean } | undefined> {
  const row = await db
    .selectFrom('directory_import')
    .select(['difference', 'compared_after'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.difference === null) return undefined
  const isStale = row.compared_after !== (await lastChoice(db))
  return { difference: row.difference as unknown as Difference, isStale }
}

/** Rank of the last choice of all; 0 before the first. */
export async function lastChoice(db: Reader): Promise<bigint> {
  const row = await db
    .selectFrom('directory_choice')
    .select(({ fn }) => fn.max('rank').as('rank'))
    .executeTakeFirst()
  return row?.rank ?? 0n
}

export async function insertChoice(
  transaction: Transaction<DB>,
  choice: {
    readonly id: string
    readonly kind: Kind
    readonly importId: string
    readonly ruleVersion: string
    readonly by: string | null
    readonly at: Date
  },
): Promise<void> {
  await transaction
    .insertInto('directory_choice')
    .values({
      id: choice.id,
      kind: choice.kind,
      import_id: choice.importId,
      rule_version: choice.ruleVersion,
      decided_by: choice.by,
      decided_at: choice.at,
    })
    .execute()
}

/** Choices are made one at a time: what is composed is what is in force. */
export async function lockChoices(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('directory choices', 0))`.execute(transaction)
}

type RowEvent = Extract<ExtractionEvent, { readonly event: 'row' }>

/** Writes rows as they come out of a file, some hundreds at a time. */
export async function insertRows(db: Reader, importId: string, rows: readonly RowEvent[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    INSERT INTO directory_import_row (import_id, part, key, content)
    SELECT ${importId}::uuid, each.part, each.key, each.content
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each (part text, key text, content jsonb)
    ON CONFLICT DO NOTHING`.execute(db)
}

export async function insertRefused(db: Reader, importId: string, rows: readonly RefusedRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('directory_import_refusal')
    .values(
      rows.map(({ file, line, reason, cell }, rank) => ({
        import_id: importId,
        rank,
        file_name: file,
        line: BigInt(line),
        reason,
        cell,
      })),
    )
    .execute()
}

export async function listRefused(db: Reader, importId: string): Promise<readonly RefusedRow[]> {
  const rows = await db
    .selectFrom('directory_import_refusal')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('rank')
    .execute()
  return rows.map(({ file_name: file, line, reason, cell }) => ({
    file,
    line: Number(line),
    reason: reason as RefusedRow['reason'],
    cell,
  }))
}

/** Before a file is read again from its beginning. */
export async function deleteRows(db: Reader, importId: string): Promise<void> {
  await db.deleteFrom('directory_import_row').where('import_id', '=', importId).execute()
  await db.deleteFrom('directory_import_refusal').where('import_id', '=', importId).execute()
}

/** Keeps the rows of the last imports chosen, and of those that wait for a choice. @returns how many rows went */
export async function deleteOldRows(db: Reader): Promise<bigint> {
  const result = await sql`
    DELETE FROM directory_import_row WHERE import_id IN (
      SELECT id FROM (
        SELECT each.id, each.state, last.rank,
          dense_rank() OVER (PARTITION BY each.kind ORDER BY last.rank DESC NULLS LAST) AS place
        FROM directory_import AS each
        LEFT JOIN LATERAL (SELECT max(rank) AS rank FROM directory_choice WHERE import_id = each.id) AS last ON true
      ) AS ranked
      WHERE state IN ('discarded', 'failed') OR (rank IS NOT NULL AND place > ${KEPT_IMPORTS})
    )`.execute(db)
  return result.numAffectedRows ?? 0n
}

/** Whether a kind has a reading under way or waiting. */
export async function isBusy(db: Reader, kind: Kind): Promise<boolean> {
  const row = await db
    .selectFrom('directory_import')
    .select('id')
    .where('kind', '=', kind)
    .where('state', 'in', ['waiting', 'reading'])
    .executeTakeFirst()
  return row !== undefined
}

/** The last reading of these very files, whatever became of it. */
export async function findByFingerprint(db: Reader, kind: Kind, sha256: string): Promise<string | undefined> {
  const { rows } = await sql<{ readonly id: string }>`
    SELECT id FROM directory_import
    WHERE kind = ${kind} AND state = 'ready' AND files->0->>'sha256' = ${sha256}
    ORDER BY asked_at DESC LIMIT 1`.execute(db)
  return rows[0]?.id
}

function importOf(row: Row): Import {
  return {
    id: row.id,
    kind: row.kind as Kind,
    state: row.state as ImportState,
    files: row.files as unknown as readonly ImportFile[],
    producer: row.producer,
    licence: row.licence,
    url: row.url,
    vintage: row.vintage,
    isFictitious: row.is_fictitious,
    rowsRead: Number(row.rows_read),
    rowsKept: Number(row.rows_kept),
    refused: row.refused as Readonly<Record<string, number>>,
    problem: row.problem,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    readAt: row.read_at,
    isInForce: row.is_in_force,
    wasChosen: row.was_chosen,
    hasRows: row.has_rows,
  }
}

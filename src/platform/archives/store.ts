import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { ListedItem } from './fingerprint.ts'
import type { ListFate } from './kinds.ts'
import type { ArchiveList, ListState, ListStep, Outcome } from './lists.ts'

type Db = Kysely<DB>
type Tx = Transaction<DB>

const LIST = sql`
  SELECT id, number, kind, fate, terms, record_count AS "recordCount", first_day::text AS "firstDay",
    last_day::text AS "lastDay", volume_bytes::float8 AS "volumeBytes", list_hash AS "listHash", state, made_at AS "madeAt"
  FROM archive_list`

export async function findList(db: Db, id: string): Promise<ArchiveList | undefined> {
  return (await sql<ArchiveList>`${LIST} WHERE id = ${id}`.execute(db)).rows[0]
}

/** Holds a bordereau until the end of the transaction. */
export async function lockList(transaction: Tx, id: string): Promise<ArchiveList | undefined> {
  return (await sql<ArchiveList>`${LIST} WHERE id = ${id} FOR UPDATE`.execute(transaction)).rows[0]
}

/** The last first. */
export async function listLists(db: Db, limit: number): Promise<readonly ArchiveList[]> {
  return (await sql<ArchiveList>`${LIST} ORDER BY made_at DESC, number DESC LIMIT ${limit}`.execute(db)).rows
}

/** One bordereau is made at a time: two would list the same records. */
export async function lockMaking(transaction: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('archive lists', 0))`.execute(transaction)
}

/** Whether a bordereau of that kind and fate waits already. */
export async function hasWaiting(db: Db, kind: string, fate: ListFate): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM archive_list WHERE kind = ${kind} AND fate = ${fate} AND state NOT IN ('ended', 'abandoned')`.execute(
    db,
  )
  return rows.length > 0
}

/** Those that were transferred while a copy stayed here: they are handed over once. */
export async function listTransferred(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT record_id AS id FROM archive_list_item JOIN archive_outcome USING (list_id, position)
    WHERE record_id = ANY (${ids}::uuid[]) AND outcome = 'kept'`.execute(db)
  return rows.map(({ id }) => id)
}

/** The next number of that year: bordereaux have no gap. */
export async function drawNumber(transaction: Tx, year: number): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    INSERT INTO archive_chrono (year, last_number) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last_number = archive_chrono.last_number + 1
    RETURNING last_number AS last`.execute(transaction)
  return `${year}-${String(rows[0]!.last).padStart(3, '0')}`
}

export async function insertList(transaction: Tx, list: Omit<ArchiveList, 'state'>): Promise<void> {
  await sql`
    INSERT INTO archive_list (id, number, kind, fate, terms, record_count, first_day, last_day, volume_bytes, list_hash,
      state, made_at)
    VALUES (${list.id}, ${list.number}, ${list.kind}, ${list.fate}, ${JSON.stringify(list.terms)}::jsonb,
      ${list.recordCount}, ${list.firstDay}, ${list.lastDay}, ${list.volumeBytes}, ${list.listHash}, 'proposed',
      ${list.madeAt})`.execute(transaction)
}

export async function insertItems(transaction: Tx, listId: string, items: readonly ListedItem[]): Promise<void> {
  await sql`
    INSERT INTO archive_list_item (list_id, position, record_id, fingerprint)
    SELECT ${listId}, * FROM unnest(${items.map(({ position }) => position)}::integer[],
      ${items.map(({ recordId }) => recordId)}::uuid[],
      ${items.map(({ fingerprint }) => Buffer.from(fingerprint))}::bytea[])`.execute(transaction)
}

/** Every item of a bordereau, in order. */
export async function listItems(db: Db, listId: string): Promise<readonly ListedItem[]> {
  const { rows } = await sql<ListedItem>`
    SELECT position, record_id AS "recordId", fingerprint FROM archive_list_item WHERE list_id = ${listId}
    ORDER BY position`.execute(db)
  return rows
}

/** Items nothing was done of yet, in order. */
export async function listWaiting(db: Db, listId: string, limit: number): Promise<readonly ListedItem[]> {
  const { rows } = await sql<ListedItem>`
    SELECT position, record_id AS "recordId", fingerprint FROM archive_list_item AS item
    WHERE list_id = ${listId}
      AND NOT EXISTS (SELECT FROM archive_outcome AS o WHERE o.list_id = item.list_id AND o.position = item.position)
    ORDER BY position LIMIT ${limit}`.execute(db)
  return rows
}

export async function insertOutcomes(
  transaction: Tx,
  listId: string,
  outcomes: readonly { readonly position: number; readonly outcome: Outcome }[],
  at: Date,
): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    INSERT INTO archive_outcome (list_id, position, outcome, happened_at)
    SELECT ${listId}, position, outcome, ${at}
    FROM unnest(${outcomes.map(({ position }) => position)}::integer[],
      ${outcomes.map(({ outcome }) => outcome)}::text[]) AS told (position, outcome)`.execute(transaction)
}

export async function countOutcomes(db: Db, listId: string): Promise<Readonly<Record<Outcome, number>>> {
  const { rows } = await sql<{ outcome: Outcome; count: number }>`
    SELECT outcome, count(*)::int AS count FROM archive_outcome WHERE list_id = ${listId} GROUP BY outcome`.execute(db)
  const count = (outcome: Outcome) => rows.find((row) => row.outcome === outcome)?.count ?? 0
  return { erased: count('erased'), kept: count('kept'), changed: count('changed'), absent: count('absent') }
}

export async function setState(transaction: Tx, id: string, state: ListState): Promise<void> {
  await sql`UPDATE archive_list SET state = ${state} WHERE id = ${id}`.execute(transaction)
}

export async function insertStep(
  transaction: Tx,
  step: ListStep & { readonly listId: string; readonly recordedBy: string },
): Promise<void> {
  await sql`
    INSERT INTO archive_step (list_id, kind, signed_by, signed_on, reference, recorded_by, recorded_at)
    VALUES (${step.listId}, ${step.kind}, ${step.signedBy}, ${step.signedOn}, ${step.reference}, ${step.recordedBy},
      ${step.recordedAt})`.execute(transaction)
}

/** In the order they were recorded. */
export async function listSteps(db: Db, listId: string): Promise<readonly ListStep[]> {
  const { rows } = await sql<ListStep>`
    SELECT kind, signed_by AS "signedBy", signed_on::text AS "signedOn", reference, recorded_at AS "recordedAt"
    FROM archive_step WHERE list_id = ${listId} ORDER BY recorded_at, kind`.execute(db)
  return rows
}

/** Empties the names of who signed, once their time is over. */
export async function forgetSignatories(db: Db, before: Date): Promise<bigint> {
  const steps = await sql`
    UPDATE archive_step SET signed_by = '' WHERE signed_on < ${before}::date AND signed_by <> ''`.execute(db)
  const entries = await sql`
    UPDATE service_signature SET signed_by = '', reason = ''
    FROM service_entry WHERE service_entry.id = entry_id AND signed_on < ${before}::date AND signed_by <> ''`.execute(
    db,
  )
  return (steps.numAffectedRows ?? 0n) + (entries.numAffectedRows ?? 0n)
}

/** The package of a list, as it was made. */
export type PackageRow = { readonly manifestHash: Uint8Array; readonly recordCount: number; readonly madeAt: Date }

export async function findPackage(db: Db, listId: string): Promise<PackageRow | undefined> {
  const { rows } = await sql<PackageRow>`
    SELECT manifest_hash AS "manifestHash", record_count AS "recordCount", made_at AS "madeAt" FROM archive_package
    WHERE list_id = ${listId}`.execute(db)
  return rows[0]
}

export async function insertPackage(transaction: Tx, listId: string, made: PackageRow): Promise<void> {
  await sql`
    INSERT INTO archive_package (list_id, manifest_hash, record_count, made_at)
    VALUES (${listId}, ${made.manifestHash}, ${made.recordCount}, ${made.madeAt})`.execute(transaction)
}

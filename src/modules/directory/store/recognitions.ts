import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { RecognitionDraft, RecognitionKind, RecognitionRow } from '../recognitions/model.ts'
import type { Reader } from './imports.ts'

/** A recognition that stands: the last row of its name, begun. */
export type CurrentRecognition = {
  readonly structureId: string
  readonly kind: RecognitionKind
  readonly name: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly source: string
  readonly decision: string | null
}

/** Everything that was ever recorded of a structure, the last first: rows set right and voided too. */
export async function recognitionsOf(db: Reader, structureId: string): Promise<readonly RecognitionRow[]> {
  const { rows } = await sql<RecognitionRow>`
    SELECT id, kind, name, event, starts_on::text AS "startsOn", ends_on::text AS "endsOn", source, decision, reason,
      recorded_by IS NULL AS "isByFile", recorded_at AS "recordedAt"
    FROM structure_recognition WHERE structure_id = ${structureId}
    ORDER BY recorded_at DESC, id DESC`.execute(db)
  return rows
}

/**
 * What structures are recognised as on a day: begun, not ended, in its dates.
 *
 * @param structureIds  absent: of all structures that are shown
 */
export async function currentRecognitions(
  db: Reader,
  today: string,
  structureIds?: readonly string[],
): Promise<readonly CurrentRecognition[]> {
  const only = structureIds === undefined ? sql`true` : sql`structure_id = ANY (${structureIds}::uuid[])`
  const { rows } = await sql<CurrentRecognition>`
    SELECT structure_id AS "structureId", kind, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", source,
      decision
    FROM (SELECT DISTINCT ON (structure_id, kind, name) * FROM structure_recognition WHERE ${only}
          ORDER BY structure_id, kind, name, recorded_at DESC, id DESC) AS last
    WHERE event = 'begun' AND coalesce(starts_on <= ${today}::date, true) AND coalesce(ends_on >= ${today}::date, true)
      AND EXISTS (SELECT FROM structure WHERE structure.id = structure_id AND state <> 'withdrawn')
    ORDER BY structure_id, kind, name`.execute(db)
  return rows
}

/** Those that began between two days, the second excluded, and stand; the last first. */
export async function listBegun(
  db: Reader,
  from: string,
  until: string,
): Promise<readonly (CurrentRecognition & { readonly slug: string; readonly title: string })[]> {
  const { rows } = await sql<CurrentRecognition & { readonly slug: string; readonly title: string }>`
    SELECT structure_id AS "structureId", kind, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", source,
      decision, slug, title
    FROM (SELECT DISTINCT ON (structure_id, kind, name) * FROM structure_recognition
          ORDER BY structure_id, kind, name, recorded_at DESC, id DESC) AS last
    JOIN structure ON structure.id = structure_id
    WHERE event = 'begun' AND starts_on >= ${from}::date AND starts_on < ${until}::date AND state <> 'withdrawn'
    ORDER BY starts_on DESC, slug`.execute(db)
  return rows
}

/** Those that end between two days, both included, with the structure they are of. */
export async function listEnding(
  db: Reader,
  from: string,
  until: string,
): Promise<readonly (CurrentRecognition & { readonly slug: string; readonly title: string })[]> {
  const { rows } = await sql<CurrentRecognition & { readonly slug: string; readonly title: string }>`
    SELECT structure_id AS "structureId", kind, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", source,
      decision, slug, title
    FROM (SELECT DISTINCT ON (structure_id, kind, name) * FROM structure_recognition
          ORDER BY structure_id, kind, name, recorded_at DESC, id DESC) AS last
    JOIN structure ON structure.id = structure_id
    WHERE event = 'begun' AND ends_on BETWEEN ${from}::date AND ${until}::date AND structure.state = 'active'
    ORDER BY ends_on, title, name`.execute(db)
  return rows
}

/**
 * Writes a row after all those of the structure, whose row the caller holds: two acts of one millisecond keep the order
 * they were done in.
 */
export async function insertRecognition(
  transaction: Transaction<DB>,
  row: RecognitionDraft & {
    readonly id: string
    readonly structureId: string
    readonly by: string | null
    readonly at: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO structure_recognition (id, structure_id, kind, name, event, starts_on, ends_on, source, recorded_by,
      recorded_at, decision, reason)
    VALUES (${row.id}, ${row.structureId}, ${row.kind}, ${row.name}, ${row.event}, ${row.startsOn}, ${row.endsOn},
      ${row.source}, ${row.by}, greatest(${row.at}::timestamptz, (SELECT max(recorded_at) + interval '1 microsecond'
        FROM structure_recognition WHERE structure_id = ${row.structureId})), ${row.decision}, ${row.reason})`.execute(
    transaction,
  )
}

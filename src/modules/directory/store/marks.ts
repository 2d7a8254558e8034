import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Structure } from '../compose/index.ts'

/** A composed structure with its identifier and its address. */
export type Placed = { readonly id: string; readonly slug: string; readonly structure: Structure }

type Chance = { readonly newId: () => string; readonly now: Date }

/** Notes conflicts seen for the first time, closes those that are gone. A settled one stays settled. */
export async function applyConflicts(
  transaction: Transaction<DB>,
  placed: readonly Placed[],
  { newId, now }: Chance,
): Promise<void> {
  const seen = placed.flatMap(({ id, structure }) =>
    structure.conflicts.map(({ kind, sources }) => ({ id: newId(), structureId: id, kind, details: { sources } })),
  )
  const list = sql`jsonb_to_recordset(${JSON.stringify(seen)}::jsonb)
    AS each (id uuid, "structureId" uuid, kind text, details jsonb)`
  await sql`
    UPDATE structure_conflict SET gone_at = ${now}
    WHERE gone_at IS NULL AND NOT EXISTS (
      SELECT FROM ${list} WHERE each."structureId" = structure_conflict.structure_id AND each.kind = structure_conflict.kind
    )`.execute(transaction)
  await sql`
    INSERT INTO structure_conflict (id, structure_id, kind, details, seen_at)
    SELECT id, "structureId", kind, details, ${now} FROM ${list}
    ON CONFLICT (structure_id, kind) DO UPDATE SET gone_at = NULL`.execute(transaction)
}

/**
 * Notes what lists and legal forms recognise from now on, and what they no longer do. What an agent recorded is never
 * ended by a file.
 */
export async function applyRecognitions(
  transaction: Transaction<DB>,
  placed: readonly Placed[],
  { newId, now }: Chance,
): Promise<void> {
  const wanted = placed.flatMap(({ id, structure }) => {
    const once = new Map(structure.recognitions.map((each) => [`${each.kind} ${each.name}`, each]))
    return [...once.values()].map((each) => ({ ...each, structureId: id }))
  })
  const standing = await listStanding(transaction)
  const keyOf = (each: { readonly structureId: string; readonly kind: string; readonly name: string }) =>
    `${each.structureId} ${each.kind} ${each.name}`
  const held = new Map(standing.map((each) => [keyOf(each), each]))
  const told = new Set(wanted.map(keyOf))
  const begun = wanted.filter((each) => {
    const already = held.get(keyOf(each))
    return !already || (already.isByFile && (already.startsOn !== each.startsOn || already.endsOn !== each.endsOn))
  })
  const ended = standing.filter((each) => each.isByFile && !told.has(keyOf(each)))
  const rows = [
    ...begun.map((each) => ({ ...each, event: 'begun', id: newId() })),
    ...ended.map((each) => ({ ...each, event: 'ended', id: newId() })),
  ]
  if (rows.length === 0) return
  await sql`
    INSERT INTO structure_recognition (id, structure_id, kind, name, event, starts_on, ends_on, source, recorded_at)
    SELECT id, "structureId", kind, name, event, "startsOn", "endsOn", source, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each (id uuid, "structureId" uuid, kind text, name text,
      event text, "startsOn" date, "endsOn" date, source text)`.execute(transaction)
}

async function listStanding(transaction: Transaction<DB>) {
  const { rows } = await sql<{
    readonly structureId: string
    readonly kind: string
    readonly name: string
    readonly startsOn: string | null
    readonly endsOn: string | null
    readonly source: string
    readonly isByFile: boolean
  }>`
    SELECT structure_id AS "structureId", kind, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", source,
      recorded_by IS NULL AS "isByFile"
    FROM (SELECT DISTINCT ON (structure_id, kind, name) * FROM structure_recognition
          ORDER BY structure_id, kind, name, recorded_at DESC, id DESC) AS last
    WHERE event = 'begun'`.execute(transaction)
  return rows
}

import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'

type Seen = {
  readonly folder: string
  readonly name: string
  readonly sizeBytes: number
  readonly modifiedAt: Date
}

/**
 * Notes a file of the parapheur as it is now.
 *
 * @returns  whether it was the same the last time: it is whole
 */
export async function noteSighting(db: Kysely<DB>, seen: Seen, at: Date): Promise<boolean> {
  const { rows } = await sql<{ same: boolean | null }>`
    WITH before AS (
      SELECT size_bytes = ${seen.sizeBytes} AND modified_at = ${seen.modifiedAt}::timestamptz AS same FROM parapheur_sighting
      WHERE folder = ${seen.folder} AND name_sha256 = sha256(convert_to(${seen.name}, 'UTF8'))
    ), noted AS (
      INSERT INTO parapheur_sighting (folder, name_sha256, size_bytes, modified_at, seen_at)
      VALUES (${seen.folder}, sha256(convert_to(${seen.name}, 'UTF8')), ${seen.sizeBytes}, ${seen.modifiedAt}, ${at})
      ON CONFLICT (folder, name_sha256) DO UPDATE
        SET size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, seen_at = excluded.seen_at)
    SELECT same FROM before`.execute(db)
  return rows[0]?.same === true
}

/** Forgets files that left the folders. */
export async function deleteSightingsBefore(db: Kysely<DB>, moment: Date): Promise<void> {
  await sql`DELETE FROM parapheur_sighting WHERE seen_at < ${moment}`.execute(db)
}

/** Notes what lies in « inconnus », and nothing else: what was taken away is forgotten. */
export async function putStrays(
  db: Kysely<DB>,
  strays: readonly { readonly name: string; readonly sizeBytes: number }[],
  at: Date,
): Promise<void> {
  const names = strays.map(({ name }) => name)
  await sql`
    DELETE FROM parapheur_stray
    WHERE name_sha256 <> ALL (SELECT sha256(convert_to(name, 'UTF8')) FROM unnest(${names}::text[]) AS name)`.execute(
    db,
  )
  for (const { name, sizeBytes } of strays) {
    await sql`
      INSERT INTO parapheur_stray (name_sha256, size_bytes, found_at)
      VALUES (sha256(convert_to(${name}, 'UTF8')), ${sizeBytes}, ${at})
      ON CONFLICT (name_sha256) DO NOTHING`.execute(db)
  }
}

export async function countStrays(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM parapheur_stray`.execute(db)
  return rows[0]!.count
}

import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'

/** Which of these bordereaux are there: the scans of the others go. */
export async function listExistingLists(db: Kysely<DB>, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM archive_list WHERE id = ANY (${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

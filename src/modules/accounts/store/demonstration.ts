import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'

/** Which of these people are there, erased or not. */
export async function listKnownPeople(db: Kysely<DB>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('person').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

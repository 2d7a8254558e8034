import type { Reader } from './rows.ts'

/** Name of somebody who wrote; undefined once their account is erased. */
export async function findNameOf(db: Reader, personId: string | null): Promise<string | undefined> {
  if (personId === null) return undefined
  const row = await db.selectFrom('person').select('display_name').where('id', '=', personId).executeTakeFirst()
  return row?.display_name || undefined
}

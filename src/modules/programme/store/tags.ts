import type { Transaction } from 'kysely'
import type { TaggedThing } from '#platform/context'
import type { DB } from '#platform/database'
import type { Reader } from './versions.ts'

export type Tag = TaggedThing & { readonly aim: string }

export function listTags(db: Reader): Promise<readonly Tag[]> {
  return db.selectFrom('programme_tag').select(['module', 'kind', 'thing as id', 'aim']).orderBy('aim').execute()
}

/** Names of the aims a thing is for. */
export async function listAimsOf(db: Reader, { module, kind, id }: TaggedThing): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('programme_tag')
    .select('aim')
    .where('module', '=', module)
    .where('kind', '=', kind)
    .where('thing', '=', id)
    .orderBy('aim')
    .execute()
  return rows.map(({ aim }) => aim)
}

/** Tags that are there already stay. */
export async function insertTags(transaction: Transaction<DB>, tags: readonly Tag[], at: Date): Promise<void> {
  if (tags.length === 0) return
  await transaction
    .insertInto('programme_tag')
    .values(tags.map(({ module, kind, id, aim }) => ({ module, kind, thing: id, aim, tagged_at: at })))
    .onConflict((conflict) => conflict.constraint('programme_tag_pkey').doNothing())
    .execute()
}

export async function deleteTags(
  transaction: Transaction<DB>,
  things: readonly TaggedThing[],
  aim: string,
): Promise<void> {
  for (const { module, kind, id } of things) {
    await transaction
      .deleteFrom('programme_tag')
      .where('module', '=', module)
      .where('kind', '=', kind)
      .where('thing', '=', id)
      .where('aim', '=', aim)
      .execute()
  }
}

import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from './imports.ts'

/** Sites that may show the directory in a frame. */
export async function findEmbedders(db: Reader): Promise<readonly string[]> {
  return (await db.selectFrom('directory_embedding').select('origins').executeTakeFirst())?.origins ?? []
}

export async function setEmbedders(transaction: Transaction<DB>, origins: readonly string[]): Promise<void> {
  await transaction
    .insertInto('directory_embedding')
    .values({ is_only: true, origins: [...origins] })
    .onConflict((conflict) => conflict.constraint('directory_embedding_pkey').doUpdateSet({ origins: [...origins] }))
    .execute()
}

import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from './rows.ts'

export async function findFeedOf(db: Reader, personId: string) {
  const row = await db.selectFrom('agenda_feed').selectAll().where('person_id', '=', personId).executeTakeFirst()
  return row && { id: row.id, createdAt: row.created_at }
}

/** Whose feed it is; undefined once it was taken back. */
export async function findFeedOwner(db: Reader, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('agenda_feed').select('person_id').where('id', '=', id).executeTakeFirst()
  return row?.person_id
}

export async function insertFeed(
  transaction: Transaction<DB>,
  feed: { readonly id: string; readonly personId: string; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('agenda_feed')
    .values({ id: feed.id, person_id: feed.personId, created_at: feed.at })
    .execute()
}

export async function deleteFeedOf(transaction: Transaction<DB>, personId: string): Promise<void> {
  await transaction.deleteFrom('agenda_feed').where('person_id', '=', personId).execute()
}

/** Sites that may show the agenda in a frame. */
export async function listEmbedders(db: Reader): Promise<readonly string[]> {
  return (await db.selectFrom('agenda_embedding').select('origins').executeTakeFirst())?.origins ?? []
}

export async function setEmbedders(transaction: Transaction<DB>, origins: readonly string[]): Promise<void> {
  await transaction
    .insertInto('agenda_embedding')
    .values({ is_only: true, origins: [...origins] })
    .onConflict((conflict) => conflict.constraint('agenda_embedding_pkey').doUpdateSet({ origins: [...origins] }))
    .execute()
}

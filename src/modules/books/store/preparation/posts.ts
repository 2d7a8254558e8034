import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Posts } from '../../preparation/model.ts'

/** Posts of every year, the latest first. */
export async function listPosts(db: Kysely<DB>): Promise<readonly Posts[]> {
  const rows = await db.selectFrom('budget_post').selectAll().orderBy('year', 'desc').orderBy('kind').execute()
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    kind: row.kind,
    fullTimeHundredths: row.full_time_hundredths,
    source: { title: row.source, url: row.source_url },
    isFictitious: row.is_fictitious,
  }))
}

/** Of one year and kind, there is one number: the last one told. */
export async function storePosts(transaction: Transaction<DB>, posts: Posts): Promise<void> {
  const told = {
    full_time_hundredths: posts.fullTimeHundredths,
    source: posts.source.title,
    source_url: posts.source.url,
    is_fictitious: posts.isFictitious,
  }
  await transaction
    .insertInto('budget_post')
    .values({ id: posts.id, year: posts.year, kind: posts.kind, ...told })
    .onConflict((conflict) => conflict.constraint('budget_post_is_once').doUpdateSet(told))
    .execute()
}

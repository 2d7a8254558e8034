import type { Transaction } from 'kysely'
import { dayIn } from '#kernel/calendar'
import type { DB } from '#platform/database'
import type { Reader } from './versions.ts'

/** What a person did for the versions of the programme, the last first. */
export async function listActsOf(
  db: Reader,
  personId: string,
): Promise<readonly { readonly version: number; readonly acte: string; readonly jour: string }[]> {
  const rows = await db
    .selectFrom('programme_publication')
    .select(['number', 'asked_by', 'published_at'])
    .where((each) => each.or([each('asked_by', '=', personId), each('published_by', '=', personId)]))
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number, asked_by, published_at }) => ({
    version: number,
    acte: asked_by === personId ? 'vous avez demandé sa publication' : 'vous l’avez publiée',
    jour: dayIn(published_at),
  }))
}

/** The question of who is gone is taken back: somebody else asks again. */
export async function forgetAsker(transaction: Transaction<DB>, personId: string): Promise<void> {
  await transaction.updateTable('programme_draft').set({ asked_by: null }).where('asked_by', '=', personId).execute()
}

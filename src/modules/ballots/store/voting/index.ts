import type { Kysely } from 'kysely'
import { type DB, readAs } from '#platform/database'
import type { Pass } from '../../sealed/pass.ts'

/** Whether the roll holds a mark of the person of this pass: asked once they have proved who they are, never before. */
export function hasVoted(db: Kysely<DB>, { pollId, key, homonym }: Pass): Promise<boolean> {
  return readAs(db, 'registrar', async (registrar) => {
    const row = await registrar
      .selectFrom('roll_entry')
      .select('id')
      .where('poll_id', '=', pollId)
      .where('key', '=', Buffer.from(key))
      .where('homonym', '=', homonym)
      .executeTakeFirst()
    return row !== undefined
  })
}

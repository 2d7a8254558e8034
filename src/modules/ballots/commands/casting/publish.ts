import type { Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, broadcast, type DB } from '#platform/database'
import { firstNeeded, newTiles } from '../../sealed/log/tiles.ts'
import * as store from '../../store/casting/index.ts'

/**
 * Shows the last head of a log to everybody, with the static files that prove it: every hour during the vote, at the first
 * leaf and after the close. Between two, nobody sees the log grow.
 *
 * @returns  the size shown; the same as before when nothing was added
 */
export async function publishHead(
  transaction: Transaction<DB>,
  pollId: string,
  context: Pick<Context, 'now'>,
): Promise<number> {
  return actingAs(transaction, 'caster', async (caster) => {
    // Two that publish at once: the second waits, and finds nothing to do.
    await store.lockPublication(caster, pollId)
    const before = await store.publishedSize(caster, pollId)
    const head = await store.findLastHead(caster, pollId)
    assert(head, 'a log has a head from its first leaf')
    if (head.size === before) return before
    const leaves = await store.listLeafHashes(caster, pollId, { from: firstNeeded(before), to: head.size })
    const read = async (name: string) => {
      const tile = await store.findTile(caster, pollId, name)
      assert(tile, 'the files of what was published are kept')
      return tile
    }
    const tiles = await newTiles({ before, size: head.size, leaves, read })
    await store.insertPublication(caster, pollId, { size: head.size, at: context.now(), tiles })
    return head.size
  })
}

/** The job of every hour: all logs that have grown. */
export async function publishHeads(context: Context): Promise<void> {
  const polls = await store.listUnpublished(context.db)
  for (const pollId of polls) {
    await context.db.transaction().execute(async (transaction) => {
      await publishHead(transaction, pollId, context)
      await broadcast(transaction, 'published', 'scrutins')
    })
  }
}

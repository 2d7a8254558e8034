import type { Transaction } from 'kysely'
import type { Context } from '#platform/context'
import { broadcast, type DB } from '#platform/database'

/** Says that the directory changed: pages are drawn again, and who counts from it counts again, if the change is kept. */
export async function tellChange(context: Context, transaction: Transaction<DB>): Promise<void> {
  for (const { follows } of context.contributions) {
    const task = follows?.['directory.changed']
    if (task !== undefined) await context.enqueue(transaction, task, {}, { key: task, queue: task })
  }
  await broadcast(transaction, 'published', 'annuaire')
}

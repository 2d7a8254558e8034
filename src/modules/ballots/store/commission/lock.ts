import type { Transaction } from 'kysely'
import { actingAs, type DB } from '#platform/database'

/**
 * Makes casts and other acts of the poll wait: what its log says stays true until this transaction is over. Take it after
 * the rows of one's own, and read what must still hold after it.
 */
export function lockLog(transaction: Transaction<DB>, pollId: string): Promise<unknown> {
  return actingAs(transaction, 'caster', (caster) =>
    caster.selectFrom('vote_log').select('size').where('poll_id', '=', pollId).forUpdate().executeTakeFirst(),
  )
}

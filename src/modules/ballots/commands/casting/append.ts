import type { Transaction } from 'kysely'
import type { Leaf } from '#kernel/ballot'
import type { SignedHead } from '#kernel/merkle'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, type DB } from '#platform/database'
import { timeOfVote } from '../../sealed/casting/decide.ts'
import * as store from '../../store/casting/index.ts'
import { grownBy } from './grow.ts'

/**
 * Appends leaves to the public log, in the caller's transaction, and signs the head that covers them. It takes the log's row
 * lock, so that leaves have one order: take what else you lock before it, and do little after it. It becomes the caster by
 * itself, and is the pool's login again.
 *
 * @param leaves  one at least
 * @returns       the head after the last of them: the first is leaf `head.size - leaves.length`
 */
export function appendLeaves(
  transaction: Transaction<DB>,
  pollId: string,
  leaves: readonly Leaf[],
  context: Pick<Context, 'keyFor' | 'now'>,
): Promise<SignedHead> {
  assert(leaves.length > 0, 'a head is signed for something new')
  return actingAs(transaction, 'caster', async (caster) => {
    const { frontier, now } = await store.lockLog(caster, pollId)
    const identity = await store.findIdentity(caster, pollId)
    const grown = await grownBy(context, identity, frontier, leaves, timeOfVote(context.now(), now))
    await store.growLog(caster, pollId, grown)
    return grown.head
  })
}

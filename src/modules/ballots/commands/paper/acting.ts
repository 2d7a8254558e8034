import type { Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, type DB } from '#platform/database'
import type { Batch } from '../../sealed/paper.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import * as store from '../../store/paper/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'

/** The poll of the seat of who acts, as it stands. */
export async function pollOf(transaction: Transaction<DB>, context: Context, seat: Seat): Promise<SealedPoll> {
  const poll = await findSealedPollById(transaction, seat.pollId, context.now())
  assert(poll, 'a seat is of a published poll')
  return poll
}

/** A batch that nobody else changes until the act is over. */
export function lockedBatch(transaction: Transaction<DB>, seat: Seat, number: number): Promise<Batch | undefined> {
  return asCommission(transaction, async (commission) => {
    await store.lockBatch(commission, seat.pollId, number)
    return store.findBatch(commission, seat.pollId, number)
  })
}

export function asCommission<Value>(
  transaction: Transaction<DB>,
  work: (commission: Transaction<DB>) => Promise<Value>,
): Promise<Value> {
  return actingAs(transaction, 'commission', work)
}

export function objectOf(batch: Pick<Batch, 'pollId'>): string {
  return `sealed-poll:${batch.pollId}`
}

import type { PaperReason } from '#kernel/ballot'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type SubmissionRefusal } from '#platform/database'
import { isDecidable, seatName } from '../../sealed/commission.ts'
import { lockLog } from '../../store/commission/index.ts'
import * as store from '../../store/paper/index.ts'
import { appendLeaves } from '../casting/index.ts'
import { asCommission, lockedBatch, objectOf, pollOf } from './acting.ts'
import type { BatchInput, BatchUnknown } from './batches.ts'

export type AnnulmentRefusal = 'vote-over' | 'not-closed' | 'same-person' | 'reason-missing'

type Answer<Value> = Promise<Result<Value, AnnulmentRefusal | BatchUnknown | SubmissionRefusal>>

/**
 * A batch that was closed should not count: the first member says why, the second says it too and a leaf is written. Its
 * papers may then be typed as another batch.
 *
 * @returns  whether two people have now said it
 */
export function annulBatch(
  context: Context,
  { submission, seat, number, reason }: BatchInput & { readonly reason: PaperReason | undefined },
): Answer<{ readonly isAnnulled: boolean }> {
  return inTransaction<{ readonly isAnnulled: boolean }, AnnulmentRefusal | BatchUnknown>(
    context,
    submission,
    async (transaction) => {
      const batch = await lockedBatch(transaction, seat, number)
      if (!batch) return refuse('batch-unknown')
      await lockLog(transaction, seat.pollId)
      const poll = await pollOf(transaction, context, seat)
      if (!isDecidable(poll.stage)) return refuse('vote-over')
      if (!batch.close) return refuse('not-closed')
      const { annulment } = batch
      if (annulment?.isConfirmed) return done({ isAnnulled: true })
      const audit = (act: string) =>
        recordAudit(transaction, context, { act, object: objectOf(batch), details: { batch: number } })

      if (!annulment) {
        if (!reason) return refuse('reason-missing')
        const by = { proposedBy: seat.personId, proposingSeat: seatName(seat), proposedAt: context.now() }
        const proposed = { batchId: batch.id, pollId: poll.id, reason, ...by }
        await asCommission(transaction, (commission) => store.insertAnnulment(commission, proposed))
        await audit('ballots.batch-annulment-proposed')
        return done({ isAnnulled: false })
      }
      if (annulment.proposedBy === seat.personId) return refuse('same-person')
      const leaf = {
        ...{ kind: 'paper-annulled' as const, leaf: batch.close.leafIndex },
        reason: annulment.reason as PaperReason,
        by: [annulment.proposingSeat, seatName(seat)] as const,
      }
      const { size } = await appendLeaves(transaction, poll.id, [leaf], context)
      const by = { personId: seat.personId, leafIndex: size - 1 }
      await asCommission(transaction, (commission) => store.confirmAnnulment(commission, batch.id, by))
      await audit('ballots.batch-annulled')
      return done({ isAnnulled: true })
    },
  )
}

/** Takes back a proposal that nobody confirmed. */
export function keepBatch(context: Context, { submission, seat, number }: BatchInput): Answer<null> {
  return inTransaction<null, BatchUnknown>(context, submission, async (transaction) => {
    const batch = await lockedBatch(transaction, seat, number)
    if (!batch) return refuse('batch-unknown')
    await asCommission(transaction, (commission) => store.deleteAnnulment(commission, batch.id))
    return done(null)
  })
}

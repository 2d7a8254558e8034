import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { OpeningRefusal } from '../../sealed/opening.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { lockLog } from '../../store/commission/index.ts'
import * as store from '../../store/opening/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'

export type CompareInput = {
  readonly submission: Submission
  readonly poll: SealedPoll
  readonly personId: string
  /** The hash that the page shows, in hexadecimal. */
  readonly opened: string
}

/**
 * Keeps what a machine of the bureau found by opening everything by itself: before the result, so that another machine
 * with other ballots cannot publish them; after it, as one more confirmation.
 */
export function compareOpening(
  context: Context,
  { submission, poll, personId, opened }: CompareInput,
): Promise<Result<void, OpeningRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<void, OpeningRefusal>(context, submission, async (transaction) => {
    if (!/^[0-9a-f]{64}$/.test(opened)) return refuse('unreadable')
    await lockLog(transaction, poll.id)
    const now = await findSealedPollById(transaction, poll.id, context.now())
    if (!now?.facts.closedAt) return refuse('not-closed')
    const said = await store.findOpenedHash(transaction, poll.id)
    const others = (await store.listComparisons(transaction, poll.id)).filter((each) => each.comparedBy !== personId)
    if ([...others.map((each) => each.opened), ...(said ? [said] : [])].some((each) => each !== opened)) {
      return refuse('opened-differently')
    }
    await store.insertComparison(transaction, id, poll.id, {
      opened,
      comparedBy: personId,
      comparedAt: context.now(),
    })
    await recordAudit(transaction, context, { act: 'ballots.opening-compared', object: `sealed-poll:${poll.id}` })
    await broadcast(transaction, 'published', poll.slug)
    return done(undefined)
  })
}

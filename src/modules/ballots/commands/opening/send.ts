import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import { broadcast, inTransaction, type SubmissionRefusal } from '#platform/database'
import type { OpeningRefusal } from '../../sealed/opening.ts'
import { lockLog } from '../../store/commission/index.ts'
import * as store from '../../store/opening/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { type PublishInput, publishCounted, type VoteCounter } from './publish.ts'

/**
 * Takes what a machine of the bureau opened, to be counted and published by a job. Sent again before it was counted, the
 * last holds.
 *
 * @param packed  what `openAll` gives, gzipped
 */
export function sendOpening(
  context: Context,
  { submission, poll, personId, packed }: PublishInput & { readonly packed: Uint8Array },
): Promise<Result<void, OpeningRefusal | SubmissionRefusal>> {
  const id = context.newId()
  const act = { key: submission.key, body: { poll: poll.id } }
  return inTransaction<void, OpeningRefusal>(context, act, async (transaction) => {
    await lockLog(transaction, poll.id)
    const now = await findSealedPollById(transaction, poll.id, context.now())
    if (!now?.facts.closedAt) return refuse('not-closed')
    if (now.stage !== 'closed') return refuse('already-opened')
    await store.insertSent(transaction, poll.id, { id, packed, sentBy: personId, sentAt: context.now() })
    await context.enqueue(transaction, 'ballots.publish-opening', { sentId: id })
    await recordAudit(transaction, context, { act: 'ballots.opening-sent', object: `sealed-poll:${poll.id}` })
    return done(undefined)
  })
}

/** The job: counts what was sent, and publishes it, or keeps why not. Begun again after a crash, it ends the same way. */
export async function publishSent(context: Context, sentId: string, count: VoteCounter): Promise<void> {
  const sent = await store.findSent(context.db, sentId)
  const poll = sent && (await findSealedPollById(context.db, sent.pollId, context.now()))
  if (!sent || !poll) return
  const sender = actingAs(context, { kind: 'person', id: sent.sentBy })
  const input = { submission: { key: sentId, body: null }, poll, personId: sent.sentBy, sentId }
  const published = await publishCounted(sender, input, (work) => count(work, sent.packed))
  if (published.ok || published.refusal === 'sent-again') return
  await store.refuseSent(context.db, sentId, published.refusal)
  await broadcast(context.db, 'published', poll.slug)
}

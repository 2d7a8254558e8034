import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type DomainPace, findOfficeState, MAIL_CHANNEL, queueFailedAgain, setPace, setStopped } from '#platform/mail'

export type OfficeRefusal = 'already-so'

type Act = { readonly submission: Submission }

/** Stops the whole post, or lets it go on. What waits is kept. */
export function stopPost(
  context: Context,
  { submission, isStopped }: Act & { readonly isStopped: boolean },
): Promise<Result<null, OfficeRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const { stoppedAt } = await findOfficeState(transaction)
    if ((stoppedAt !== null) === isStopped) return refuse('already-so')
    await setStopped(transaction, isStopped ? context.now() : null)
    await recordAudit(transaction, context, {
      act: isStopped ? 'notices.post-stopped' : 'notices.post-resumed',
      object: 'post',
    })
    await broadcast(transaction, MAIL_CHANNEL, '')
    return done(null)
  })
}

/** Sends again what was refused or given up, while its words are kept. */
export function sendFailedAgain(
  context: Context,
  { submission }: Act,
): Promise<Result<number, 'nothing-failed' | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const count = await queueFailedAgain(transaction, context.now())
    if (count === 0) return refuse('nothing-failed')
    await recordAudit(transaction, context, { act: 'notices.mails-sent-again', object: 'post', details: { count } })
    await broadcast(transaction, MAIL_CHANNEL, '')
    return done(count)
  })
}

/** Sets how fast mails go to one domain, or to all that have no pace of their own. */
export function paceDomain(
  context: Context,
  { submission, pace }: Act & { readonly pace: DomainPace },
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    await setPace(transaction, pace, context.now())
    const { perMinute, atOnce } = pace
    await recordAudit(transaction, context, { act: 'notices.pace-set', object: 'post', details: { perMinute, atOnce } })
    return done(null)
  })
}

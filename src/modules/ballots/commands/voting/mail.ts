import { createHash } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { inTransaction, type SubmissionRefusal } from '#platform/database'
import { post, sendableAddress } from '#platform/mail'
import { recordedMail } from '../../sealed/journey-mails.ts'
import type { SealedPoll } from '../../sealed/poll.ts'

export type RecordMailRefusal = 'address-unreadable' | SubmissionRefusal

/**
 * Sends the mail that says that a vote is recorded, once for one vote: to whom is kept by the post alone, for a day. It says
 * neither the choices nor the number, which the server does not know or has forgotten.
 *
 * @param receipt  the line of the vote's receipt: the same one sends one mail, whoever asks again
 */
export function mailRecord(
  context: Context,
  asked: { readonly poll: SealedPoll; readonly receipt: string; readonly address: string },
): Promise<Result<'sent', RecordMailRefusal>> {
  const { poll, receipt } = asked
  const to = sendableAddress(asked.address.trim())
  if (to === undefined) return Promise.resolve(refuse('address-unreadable'))
  const submission = { key: keyOf(receipt), body: { address: to } }
  return inTransaction(context, submission, async (transaction) => {
    await post(transaction, context, { ...recordedMail(poll), to, keptDays: 1 })
    return done('sent')
  })
}

function keyOf(receipt: string): string {
  return createHash('sha256').update(`filigrane mail of a recorded vote ${receipt}`).digest('base64url')
}

import { done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type EmbedderRefusal, readEmbedders } from '#platform/http'
import * as store from '../store/index.ts'

type Own = { readonly submission: Submission; readonly personId: string }

/** Gives a person a feed with a new address: the one they had, if any, leads nowhere from now on. */
export function openFeed(context: Context, { submission, personId }: Own): Promise<Result<null, SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    await store.deleteFeedOf(transaction, personId)
    await store.insertFeed(transaction, { id, personId, at: context.now() })
    return done(null)
  })
}

/** Takes a person's feed away: its address leads nowhere any more. */
export function closeFeed(context: Context, { submission, personId }: Own): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    await store.deleteFeedOf(transaction, personId)
    return done(null)
  })
}

/**
 * Says which sites may show the agenda in a frame.
 *
 * @param typed  one a line, as « https://www.exemple.fr »
 */
export function allowEmbedding(
  context: Context,
  input: { readonly submission: Submission; readonly typed: string },
): Promise<Result<null, EmbedderRefusal | SubmissionRefusal>> {
  return inTransaction<null, EmbedderRefusal>(context, input.submission, async (transaction) => {
    const read = readEmbedders(input.typed)
    if (!read.ok) return read
    await store.setEmbedders(transaction, read.value)
    await recordAudit(transaction, context, { act: 'agenda.embedding', object: 'agenda' })
    return done(null)
  })
}

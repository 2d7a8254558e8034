import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
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

export type EmbeddingRefusal = { readonly unreadable: string }

/**
 * Says which sites may show the agenda in a frame.
 *
 * @param typed  one a line, as « https://www.exemple.fr »
 */
export function allowEmbedding(
  context: Context,
  input: { readonly submission: Submission; readonly typed: string },
): Promise<Result<null, EmbeddingRefusal | SubmissionRefusal>> {
  return inTransaction<null, EmbeddingRefusal>(context, input.submission, async (transaction) => {
    const lines = input.typed
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const unreadable = lines.find((line) => originOf(line) === undefined)
    if (unreadable !== undefined || lines.length > MOST) return refuse({ unreadable: unreadable ?? lines[MOST] ?? '' })
    await store.setEmbedders(transaction, [...new Set(lines.flatMap((line) => originOf(line) ?? []))])
    await recordAudit(transaction, context, { act: 'agenda.embedding', object: 'agenda' })
    return done(null)
  })
}

const MOST = 20

// It goes into a header: nothing but a scheme, a host and a port.
function originOf(line: string): string | undefined {
  if (!URL.canParse(line)) return undefined
  const url = new URL(line)
  return url.protocol === 'https:' && /^[a-z0-9.-]+(:\d+)?$/.test(url.host) ? url.origin : undefined
}

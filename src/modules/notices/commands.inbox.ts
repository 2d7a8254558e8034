import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { InboxRefusal, MessageAct } from './inbox.ts'
import * as store from './store.inbox.ts'

type Own = { readonly submission: Submission; readonly personId: string }

/**
 * Opens a message, marks it read, puts it away or takes it out again.
 *
 * @returns  where the message leads
 */
export function handleMessage(
  context: Context,
  input: Own & { readonly messageId: string; readonly act: MessageAct },
): Promise<Result<string, InboxRefusal | SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    const now = context.now()
    const message = { id: input.messageId, personId: input.personId }
    const href = await store.changeMessage(transaction, message, CHANGES[input.act](now))
    return href === undefined ? refuse('message-unknown' as const) : done(href)
  })
}

// Who puts a message away has seen it.
const CHANGES: Record<MessageAct, (now: Date) => Parameters<typeof store.changeMessage>[2]> = {
  ouvrir: (now) => ({ readAt: now }),
  lu: (now) => ({ readAt: now }),
  ranger: (now) => ({ readAt: now, putAwayAt: now }),
  ressortir: () => ({ putAwayAt: null }),
}

/** @param until  when the page was shown: what came since stays unread */
export function readEverything(
  context: Context,
  input: Own & { readonly until: Date },
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    await store.readAll(transaction, input.personId, input.until, context.now())
    return done(null)
  })
}

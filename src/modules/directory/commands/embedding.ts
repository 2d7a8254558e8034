import { done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type EmbedderRefusal, readEmbedders } from '#platform/http'
import * as store from '../store/index.ts'

/** Says which sites may show the directory in a frame. `typed`: one a line. */
export function allowEmbedding(
  context: Context,
  input: { readonly submission: Submission; readonly typed: string },
): Promise<Result<null, EmbedderRefusal | SubmissionRefusal>> {
  return inTransaction<null, EmbedderRefusal>(context, input.submission, async (transaction) => {
    const read = readEmbedders(input.typed)
    if (!read.ok) return read
    await store.setEmbedders(transaction, read.value)
    await recordAudit(transaction, context, { act: 'directory.embedding', object: 'directory' })
    // Pages say who may hold them: those that are kept ready are drawn again.
    await broadcast(transaction, 'published', 'annuaire')
    return done(null)
  })
}

import { done, type Result, refuse } from '#kernel/result'
import { findEngagement } from '#modules/books'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import * as store from '../store/index.ts'

/** Puts a grant among the published ones: it is in the open files from then on. */
export function publishGrant(
  context: Context,
  { submission, grantId }: { readonly submission: Submission; readonly grantId: string },
): Promise<Result<void, 'grant-unknown' | 'grant-published' | SubmissionRefusal>> {
  return inTransaction<void, 'grant-unknown' | 'grant-published'>(context, submission, async (transaction) => {
    if (!(await store.findGrant(transaction, grantId))) return refuse('grant-unknown')
    if (!(await store.markPublished(transaction, grantId, context.now()))) return refuse('grant-published')
    await recordAudit(transaction, context, { act: 'grants.published', object: `grant:${grantId}` })
    return done(undefined)
  })
}

/** Why a grant is not tied to an engagement, the gravest first. */
export type TieRefusal =
  | 'grant-unknown'
  | 'grant-changed'
  | 'engagement-unknown'
  | 'engagement-of-another'
  | 'engagement-tied'

/** Tells on which engagement a grant is paid; null unties it. The engagement is a grant's, for one of its beneficiaries. */
export function tieGrant(
  context: Context,
  input: {
    readonly submission: Submission
    readonly grantId: string
    readonly version: number
    readonly engagementId: string | null
  },
): Promise<Result<void, TieRefusal | SubmissionRefusal>> {
  const { submission, grantId: id, version, engagementId } = input
  return inTransaction<void, TieRefusal>(context, submission, async (transaction) => {
    const grant = await store.findGrant(transaction, id)
    if (!grant) return refuse('grant-unknown')
    if (engagementId !== null) {
      const engagement = await findEngagement(transaction, engagementId)
      if (engagement?.kind !== 'grant') return refuse('engagement-unknown')
      const isTheirs = grant.beneficiaries.some(({ siret }) => siret !== null && siret === engagement.payee.siret)
      if (!isTheirs) return refuse('engagement-of-another')
      const other = await store.findByEngagement(transaction, [engagementId])
      if (other && other.id !== id) return refuse('engagement-tied')
    }
    if (!(await store.tieEngagement(transaction, { id, version }, engagementId))) return refuse('grant-changed')
    await recordAudit(transaction, context, { act: 'grants.tied', object: `grant:${id}` })
    return done(undefined)
  })
}

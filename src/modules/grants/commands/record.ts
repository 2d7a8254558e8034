import { createHash } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'
import { findEngagement } from '#modules/books'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { decideGrant, type GrantDraft, type GrantRefusal } from '../model.ts'
import * as store from '../store/index.ts'
import { groundsOf, headsOf } from './grounds.ts'

/** What would be decided about a grant now; nothing is written. */
export async function tryGrant(
  { db }: Pick<Context, 'db'>,
  draft: GrantDraft,
  excluded?: string,
): Promise<Result<GrantDraft, GrantRefusal>> {
  return decideGrant(draft, await groundsOf(db, draft, excluded))
}

/** Records a grant and its beneficiaries. It is published by another act. */
export function recordGrant(
  context: Context,
  { submission, draft }: { readonly submission: Submission; readonly draft: GrantDraft },
): Promise<Result<{ readonly id: string }, GrantRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<{ readonly id: string }, GrantRefusal>(context, submission, async (transaction) => {
    if (draft.deMinimis !== null) await store.holdUndertakings(transaction, await headsOf(transaction, draft))
    const decided = decideGrant(draft, await groundsOf(transaction, draft))
    if (!decided.ok) return decided

    const naturalKey = createHash('sha256').update(`grant:${id}`).digest()
    await store.insertGrant(transaction, decided.value, { id, naturalKey, now: context.now() })
    await recordAudit(transaction, context, { act: 'grants.recorded', object: `grant:${id}` })
    return done({ id })
  })
}

/** Why a grant that is here cannot be changed. */
export type ChangeRefusal = 'grant-unknown' | 'grant-imported' | 'grant-changed' | 'engagement-of-another'

/** Corrects a grant of ours, published or not, if it still is the one that was read. Its engagement stays. */
export function correctGrant(
  context: Context,
  input: {
    readonly submission: Submission
    readonly grantId: string
    readonly version: number
    readonly draft: GrantDraft
  },
): Promise<Result<{ readonly id: string }, GrantRefusal | ChangeRefusal | SubmissionRefusal>> {
  type Refusal = GrantRefusal | ChangeRefusal
  const { submission, grantId: id, version, draft } = input
  return inTransaction<{ readonly id: string }, Refusal>(context, submission, async (transaction) => {
    const known = await store.findGrant(transaction, id)
    if (!known) return refuse('grant-unknown')
    // A file of others is kept as it is: it is corrected where it comes from.
    if (known.importId !== null) return refuse('grant-imported')
    if (known.version !== version) return refuse('grant-changed')
    const engagement = known.engagementId === null ? undefined : await findEngagement(transaction, known.engagementId)
    const isTheirs = draft.beneficiaries.some(({ siret }) => siret === engagement?.payee.siret)
    if (engagement && !isTheirs) return refuse('engagement-of-another')
    if (draft.deMinimis !== null) await store.holdUndertakings(transaction, await headsOf(transaction, draft))
    const decided = decideGrant(draft, await groundsOf(transaction, draft, id))
    if (!decided.ok) return decided

    if (!(await store.rewriteGrant(transaction, decided.value, { id, version }))) return refuse('grant-changed')
    await recordAudit(transaction, context, { act: 'grants.corrected', object: `grant:${id}` })
    return done({ id })
  })
}

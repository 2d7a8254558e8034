import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import * as store from '../store/index.ts'

/** Why an enterprise is not said to be one with another, the gravest first. */
export type JoinRefusal = 'undertaking-itself' | 'undertaking-member' | 'undertaking-head' | 'undertaking-head-member'

/** Keeps an aid de minimis somebody else gave, as the beneficiary declared it (règlement (UE) 2023/2831, article 7). */
export function declareAid(
  context: Context,
  { submission, aid }: { readonly submission: Submission; readonly aid: Omit<store.DeclaredAid, 'id'> },
): Promise<Result<void, SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<void, never>(context, submission, async (transaction) => {
    await store.insertDeclaredAid(transaction, { id, ...aid }, context.now())
    await recordAudit(transaction, context, { act: 'grants.aid-declared', object: `aid:${id}` })
    return done(undefined)
  })
}

/** Takes back a declared aid that was an error. */
export function withdrawAid(
  context: Context,
  { submission, id }: { readonly submission: Submission; readonly id: string },
): Promise<Result<void, 'line-gone' | SubmissionRefusal>> {
  return inTransaction<void, 'line-gone'>(context, submission, async (transaction) => {
    if (!(await store.deleteDeclaredAid(transaction, id))) return refuse('line-gone')
    await recordAudit(transaction, context, { act: 'grants.aid-withdrawn', object: `aid:${id}` })
    return done(undefined)
  })
}

/** Says that two enterprises are one: their ceilings are one too. A group has one head, and no member is a head. */
export function joinUndertaking(
  context: Context,
  { submission, membership }: { readonly submission: Submission; readonly membership: store.Membership },
): Promise<Result<void, JoinRefusal | SubmissionRefusal>> {
  const { siren, headSiren } = membership
  return inTransaction<void, JoinRefusal>(context, submission, async (transaction) => {
    if (siren === headSiren) return refuse('undertaking-itself')
    await store.holdUndertakings(transaction, [siren, headSiren])
    const around = await store.membershipsAround(transaction, [siren, headSiren])
    if (around.some((each) => each.siren === siren)) return refuse('undertaking-member')
    if (around.some((each) => each.headSiren === siren)) return refuse('undertaking-head')
    if (around.some((each) => each.siren === headSiren)) return refuse('undertaking-head-member')
    await store.insertMembership(transaction, membership, context.now())
    await recordAudit(transaction, context, { act: 'grants.undertaking-joined', object: `siren:${siren}` })
    return done(undefined)
  })
}

/** Says that an enterprise is no longer one with its head. */
export function leaveUndertaking(
  context: Context,
  { submission, siren }: { readonly submission: Submission; readonly siren: string },
): Promise<Result<void, 'line-gone' | SubmissionRefusal>> {
  return inTransaction<void, 'line-gone'>(context, submission, async (transaction) => {
    if (!(await store.deleteMembership(transaction, siren))) return refuse('line-gone')
    await recordAudit(transaction, context, { act: 'grants.undertaking-left', object: `siren:${siren}` })
    return done(undefined)
  })
}

import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { InterestLink } from '../interests.ts'
import * as store from '../store/index.ts'
import { actorId } from './acting.ts'

/** Enters a link of interest in the register. */
export function declareInterest(
  context: Context,
  input: { readonly submission: Submission; readonly link: Omit<InterestLink, 'id'> },
): Promise<Result<void, 'person-unknown' | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    const people = await store.listDeclarers(transaction, dayOf(context.now()))
    if (!people.some(({ personId }) => personId === input.link.personId)) return refuse('person-unknown' as const)
    await store.insertInterest(transaction, { ...input.link, id }, context.now())
    await recordAudit(transaction, context, { act: 'decisions.interest-declared', object: `interest:${id}` })
    return done(undefined)
  })
}

/** Ends a link: it stays in the register, until its retention. Not one's own: one would read what one stood back from. */
export function closeInterest(
  context: Context,
  input: { readonly submission: Submission; readonly linkId: string },
): Promise<Result<void, 'link-unknown' | 'own-link' | SubmissionRefusal>> {
  return inTransaction<void, 'link-unknown' | 'own-link'>(context, input.submission, async (transaction) => {
    const own = await store.listInterestsOf(transaction, actorId(context) ?? NOBODY)
    if (own.some(({ id }) => id === input.linkId)) return refuse('own-link')
    const isEnded = await store.endInterest(transaction, input.linkId, dayOf(context.now()))
    if (!isEnded) return refuse('link-unknown')
    await recordAudit(transaction, context, { act: 'decisions.interest-ended', object: `interest:${input.linkId}` })
    return done(undefined)
  })
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

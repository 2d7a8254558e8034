import { done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { dayOf } from '../roles/days.ts'
import { type Asked, type DelegationRefusal, decideDelegation } from '../roles/grants.ts'
import * as store from '../store/index.ts'
import { detailsOf, type Granted } from './roles.ts'
import { standingOf } from './standing.ts'

/** Somebody lends a role they hold, for a period. It ends by itself, or with the grant it comes from. */
export function delegateRole(
  context: Context,
  submission: Submission,
  asked: Asked,
): Promise<Result<Granted, DelegationRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    await store.lockRoles(transaction)
    const today = dayOf(context.now())
    const lender = await standingOf(transaction, context)
    const own = await store.listInEffect(transaction, today, { personId: lender.personId })
    const held = await store.findHeldBy(transaction, asked.personId)
    const decision = decideDelegation(lender, asked, own, held, today)
    if (!decision.ok) return decision

    const grant = { ...asked, ...decision.value, id, askedBy: lender.personId, askedAt: context.now() }
    await store.insertGrant(transaction, grant, asked.reason)
    const details = { ...detailsOf(grant), from_grant: grant.delegatedFrom }
    await recordAudit(transaction, context, {
      act: 'accounts.role-delegated',
      object: `person:${asked.personId}`,
      details,
    })
    return done({ grantId: id, isWaiting: grant.needsConfirmation })
  })
}

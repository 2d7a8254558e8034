import { done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import {
  type ConfirmationRefusal,
  decideConfirmation,
  decideRevocation,
  type RevocationRefusal,
} from '../roles/confirmations.ts'
import { dayOf } from '../roles/days.ts'
import { type Asked, decideGrant, type GrantRefusal } from '../roles/grants.ts'
import { stateOf } from '../roles/model.ts'
import * as store from '../store/index.ts'
import { standingOf } from './standing.ts'
import { tellOfRole } from './telling.ts'

export type Granted = { readonly grantId: string; readonly isWaiting: boolean }

/** An administrator gives a role, or asks for it when a second person must confirm. */
export function grantRole(
  context: Context,
  submission: Submission,
  asked: Asked,
): Promise<Result<Granted, GrantRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    await store.lockRoles(transaction)
    const asker = await standingOf(transaction, context)
    const held = await store.findHeldBy(transaction, asked.personId)
    const decision = decideGrant(asker, asked, held, dayOf(context.now()))
    if (!decision.ok) return decision

    const { needsConfirmation } = decision.value
    const grant = {
      ...asked,
      id,
      needsConfirmation,
      delegatedFrom: null,
      askedBy: asker.personId,
      askedAt: context.now(),
    }
    await store.insertGrant(transaction, grant, asked.reason)
    const act = needsConfirmation ? 'accounts.role-asked' : 'accounts.role-granted'
    await recordAudit(transaction, context, { act, object: `person:${asked.personId}`, details: detailsOf(grant) })
    if (!needsConfirmation) await tellOfRole(transaction, context, grant)
    return done({ grantId: id, isWaiting: needsConfirmation })
  })
}

/** Another administrator confirms: the role takes effect. */
export function confirmGrant(
  context: Context,
  submission: Submission,
  grantId: string,
): Promise<Result<void, ConfirmationRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    await store.lockRoles(transaction)
    const confirmer = await standingOf(transaction, context)
    const decision = decideConfirmation(confirmer, await store.findGrant(transaction, grantId), dayOf(context.now()))
    if (!decision.ok) return decision

    const confirmed = { by: confirmer.personId, with: 'administrator', at: context.now() } as const
    await store.insertConfirmation(transaction, grantId, confirmed)
    await store.deleteCallsAbout(transaction, grantId)
    const { personId } = decision.value
    const details = { ...detailsOf(decision.value), with: 'administrator' }
    await recordAudit(transaction, context, { act: 'accounts.role-confirmed', object: `person:${personId}`, details })
    await tellOfRole(transaction, context, decision.value)
    return done(undefined)
  })
}

/** Ends a grant at once; one that waited for confirmation is declined. */
export function revokeRole(
  context: Context,
  submission: Submission,
  revocation: { readonly grantId: string; readonly reason: string },
): Promise<Result<void, RevocationRefusal | SubmissionRefusal>> {
  const { grantId, reason } = revocation
  return inTransaction(context, submission, async (transaction) => {
    await store.lockRoles(transaction)
    const today = dayOf(context.now())
    const revoker = await standingOf(transaction, context)
    const grant = await store.findGrant(transaction, grantId)
    const lasting = await store.listLastingAdministrators(transaction, today)
    const decision = decideRevocation(revoker, grant, reason, lasting, today)
    if (!decision.ok) return decision

    await store.insertRevocation(transaction, { grantId, reason, by: revoker.personId, at: context.now() })
    await store.deleteCallsAbout(transaction, grantId)
    const act = stateOf(decision.value, today) === 'waiting' ? 'accounts.role-declined' : 'accounts.role-revoked'
    const object = `person:${decision.value.personId}`
    await recordAudit(transaction, context, { act, object, details: detailsOf(decision.value) })
    return done(undefined)
  })
}

/** What the trail keeps of a grant: never its reason, which is free text. */
export function detailsOf(grant: {
  readonly id: string
  readonly role: string
  readonly object: string | null
  readonly startsOn: string
  readonly endsOn: string | null
}) {
  return { grant: grant.id, role: grant.role, object: grant.object, from: grant.startsOn, until: grant.endsOn }
}

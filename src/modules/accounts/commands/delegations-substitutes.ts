import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { post } from '#platform/mail'
import type { Assurance } from '#platform/sessions'
import { isStrong } from '../model.ts'
import { type ConfirmationRefusal, decideConfirmation, decideSecondPerson } from '../roles/confirmations.ts'
import { dayOf } from '../roles/days.ts'
import { ROLE_RULES, type RoleGrant } from '../roles/model.ts'
import { hashOfOneActCode, oneActCode } from '../roles/one-act-code.ts'
import type { OneActRefusal, SubstituteRefusal } from '../roles/sentences.ts'
import * as store from '../store/index.ts'
import { detailsOf } from './roles.ts'
import { standingOf } from './standing.ts'
import { tellOfRole } from './telling.ts'

const CALL_LASTS_MS = 3 * 86_400_000

/**
 * An administrator asks a substitute of another service to be the second person for one act. The code goes by mail to the
 * substitute and to nobody else; it opens nothing without a strong sign-in as that person.
 */
export function callSubstitute(
  context: Context,
  submission: Submission,
  call: { readonly grantId: string; readonly substituteId: string },
): Promise<Result<void, SubstituteRefusal | SubmissionRefusal>> {
  const { grantId, substituteId } = call
  const id = context.newId()
  const code = oneActCode(context.random)
  return inTransaction(context, submission, async (transaction) => {
    const now = context.now()
    const today = dayOf(now)
    const caller = await standingOf(transaction, context)
    const grant = await store.findGrant(transaction, grantId)
    if (!caller.isAdministrator) return refuse('not-administrator')
    const decision = decideSecondPerson({ ...caller, personId: substituteId }, grant, today)
    if (!decision.ok) return decision
    const named = await store.listInEffect(transaction, today, { personId: substituteId, role: 'substitute' })
    if (named.length === 0) return refuse('substitute-unknown')
    const address = await store.findAddressOf(transaction, substituteId)
    if (address === undefined) return refuse('substitute-unreachable')

    const expiresAt = new Date(now.getTime() + CALL_LASTS_MS)
    const codeHash = hashOfOneActCode(context.keyFor('substitute codes'), code)
    await store.insertCall(transaction, { id, grantId, personId: substituteId, codeHash, calledAt: now, expiresAt })
    await post(transaction, context, { to: address, ...letterTo(decision.value, code), usefulUntil: expiresAt })
    const details = { grant: grantId, substitute: substituteId }
    await recordAudit(transaction, context, {
      act: 'accounts.substitute-called',
      object: `person:${decision.value.personId}`,
      details,
    })
    return done(undefined)
  })
}

function letterTo(grant: RoleGrant, code: string) {
  return {
    subject: 'Un acte attend votre confirmation',
    kind: 'accounts.substitute-call',
    paragraphs: [
      `On vous demande, comme suppléant, de confirmer un rôle : ${ROLE_RULES[grant.role].label}. Vous verrez pour qui, par qui et pourquoi avant de décider.`,
      { code },
      'Ce code sert une fois, pendant trois jours, après vous être connecté avec votre moyen de connexion habituel.',
      { label: 'Voir la demande', href: '/mon-espace/confirmer' },
    ],
  } as const
}

/** Who confirms with a code, and how they signed in. */
export type OneActAnswer = { readonly code: string; readonly assurance: Assurance }

/** What the code is about, for the page that shows it before anything is done. */
export async function findOneAct(
  context: Context,
  answer: OneActAnswer,
): Promise<Result<RoleGrant, OneActRefusal | ConfirmationRefusal>> {
  const { actor } = context
  if (!isStrong(answer.assurance)) return refuse('sign-in-too-weak')
  if (actor.kind !== 'person') return refuse('code-unknown')
  const codeHash = hashOfOneActCode(context.keyFor('substitute codes'), answer.code)
  const call = await store.findCall(context.db, { personId: actor.id, codeHash, now: context.now() })
  if (!call) return refuse('code-unknown')
  const standing = { personId: actor.id, isAdministrator: false, isActingForSomebody: actor.actingFor !== undefined }
  return decideSecondPerson(standing, await store.findGrant(context.db, call.grantId), dayOf(context.now()))
}

/** The substitute confirms, this act and no other. */
export function confirmByCode(
  context: Context,
  submission: Submission,
  answer: OneActAnswer,
): Promise<Result<void, OneActRefusal | ConfirmationRefusal | SubmissionRefusal>> {
  const codeHash = hashOfOneActCode(context.keyFor('substitute codes'), answer.code)
  return inTransaction(context, submission, async (transaction) => {
    if (!isStrong(answer.assurance)) return refuse('sign-in-too-weak')
    await store.lockRoles(transaction)
    const now = context.now()
    const today = dayOf(now)
    const standing = await standingOf(transaction, context)
    const call = await store.findCall(transaction, { personId: standing.personId, codeHash, now })
    const named = await store.listInEffect(transaction, today, { personId: standing.personId, role: 'substitute' })
    if (!call || named.length === 0) return refuse('code-unknown')
    // The code stands for the right to confirm, for this act alone.
    const grant = await store.findGrant(transaction, call.grantId)
    const decision = decideConfirmation({ ...standing, isAdministrator: true }, grant, today)
    if (!decision.ok) return decision

    const confirmed = { by: standing.personId, with: 'substitute', at: now } as const
    await store.insertConfirmation(transaction, call.grantId, confirmed)
    await store.deleteCallsAbout(transaction, call.grantId)
    const object = `person:${decision.value.personId}`
    const details = { ...detailsOf(decision.value), with: 'substitute' }
    await recordAudit(transaction, context, { act: 'accounts.role-confirmed', object, details })
    await tellOfRole(transaction, context, decision.value)
    return done(undefined)
  })
}

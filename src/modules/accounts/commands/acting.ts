import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { post } from '#platform/mail'
import type { Visitor } from '#platform/sessions'
import { type ActingReason, type AgentReason, type MandateMonths, monthsLater } from '../acting.ts'
import { hashOfSecret } from '../sessions.ts'
import * as store from '../store/index.ts'
import { draftSession } from './sessions.ts'
import { tellOfEnd, tellOfHelp, tellOfTerm } from './telling.ts'

export type ActingRefusal = 'person-unknown' | 'oneself' | 'already-acting' | 'too-many-asked' | 'mandate-unknown'

/** A mail leaves for each: nobody fills the mailboxes of others from here. */
const MOST_OFFERS_A_DAY = 5
const DAY_MS = 86_400_000

type Act = { readonly submission: Submission; readonly visitor: Visitor }
/** `secret` is for the cookie: the session goes on under another one. */
type Rotated = { readonly secret: string }

/** An agent begins to act for somebody (law: nobody is shut out). The page lets agents pass only. */
export function actAsAgent(
  context: Context,
  act: Act,
  { personId, reason }: { readonly personId: string; readonly reason: AgentReason },
): Promise<Result<Rotated, ActingRefusal | SubmissionRefusal>> {
  return rotating(context, act, async (transaction, secretHash) => {
    const person = await store.findPerson(transaction, personId)
    if (!person) return refuse('person-unknown')
    return begin(transaction, context, act, secretHash, { personId, reason, mandateId: null })
  })
}

/** An aidant begins to act for who gave them a mandate. */
export function actByMandate(
  context: Context,
  act: Act,
  mandateId: string,
): Promise<Result<Rotated, ActingRefusal | SubmissionRefusal>> {
  return rotating(context, act, async (transaction, secretHash) => {
    const held = await store.listMandatesHeld(transaction, act.visitor.personId, context.now())
    const mandate = held.find(({ id }) => id === mandateId)
    if (!mandate) return refuse('mandate-unknown')
    return begin(transaction, context, act, secretHash, { personId: mandate.giver.id, reason: 'aidant', mandateId })
  })
}

/** Acts for oneself again. */
export function stopActing(context: Context, act: Act): Promise<Result<Rotated, ActingRefusal | SubmissionRefusal>> {
  return rotating(context, act, async (transaction, secretHash) => {
    const { actingFor, sessionId } = act.visitor
    await store.rotateSession(transaction, sessionId, secretHash, undefined)
    const object = `person:${actingFor?.personId ?? act.visitor.personId}`
    await recordAudit(transaction, context, { act: 'accounts.acting-ended', object })
    return done(null)
  })
}

/**
 * Lets who holds an address act for one, for a time. It is offered by mail and works once accepted: whether the address
 * has an account is told to nobody.
 */
export function offerMandate(
  context: Context,
  { submission, visitor }: Act,
  offer: { readonly address: string; readonly months: MandateMonths },
): Promise<Result<null, ActingRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    const givenAt = context.now()
    await store.lockPerson(transaction, visitor.personId)
    const asked = await store.countMandatesSince(transaction, visitor.personId, new Date(givenAt.getTime() - DAY_MS))
    if (asked >= MOST_OFFERS_A_DAY) return refuse('too-many-asked')
    const endsAt = monthsLater(givenAt, offer.months)
    await store.insertMandate(transaction, {
      id,
      giverId: visitor.personId,
      holderAddress: offer.address,
      givenAt,
      endsAt,
    })
    await recordAudit(transaction, context, { act: 'accounts.mandate-offered', object: `mandate:${id}` })
    await post(transaction, context, {
      to: offer.address,
      kind: 'accounts.mandate-offered',
      subject: `Une personne vous demande de l’aider sur ${context.settings.serviceName}`,
      paragraphs: [
        `Bonjour, ${visitor.displayName} vous demande de faire ses démarches avec elle ou lui, à sa place.`,
        'Connectez-vous avec cette adresse : vous pourrez accepter ou refuser. Vous pourrez arrêter quand vous voulez.',
        { label: 'Voir la demande', href: '/mon-espace/aide' },
        'Si vous ne connaissez pas cette personne, ne faites rien.',
      ],
      usefulUntil: endsAt,
    })
    return done(null)
  })
}

/** Says yes to a mandate offered at one of one's addresses. */
export function acceptMandate(
  context: Context,
  { submission, visitor }: Act,
  mandateId: string,
): Promise<Result<null, ActingRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const offered = await store.listMandatesOffered(transaction, visitor.personId, context.now())
    const mandate = offered.find(({ id }) => id === mandateId)
    if (!mandate) return refuse('mandate-unknown')
    await store.acceptMandate(transaction, mandateId, visitor.personId)
    await recordAudit(transaction, context, { act: 'accounts.mandate-accepted', object: `mandate:${mandateId}` })
    await tellOfHelp(transaction, context, { id: mandateId, giverId: mandate.giver.id })
    return done(null)
  })
}

/** Ends a mandate given or held, at once, and tells the other of the two. */
export function endMandate(
  context: Context,
  { submission, visitor }: Act,
  mandateId: string,
): Promise<Result<null, ActingRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const ended = await store.revokeMandate(transaction, mandateId, visitor.personId, context.now())
    if (!ended) return refuse('mandate-unknown')
    await recordAudit(transaction, context, { act: 'accounts.mandate-ended', object: `mandate:${mandateId}` })
    await tellOfEnd(transaction, context, { ...ended, id: mandateId, endedBy: visitor.personId })
    return done(null)
  })
}

/** A run of the hour takes up what those of a week could not do. */
const LATE_MS = 7 * DAY_MS

/** Tells both sides of the mandates that have come to their end by themselves: done again, nobody is told twice. */
export async function tellEndedMandates(context: Context): Promise<void> {
  const now = context.now()
  for (const mandate of await store.listMandatesOver(context.db, new Date(now.getTime() - LATE_MS), now)) {
    const submission = { key: `mandate-over-${mandate.id}`, body: null }
    await inTransaction(context, submission, async (transaction) => {
      await tellOfTerm(transaction, context, mandate)
      return done(null)
    })
  }
}

type Begun = { readonly personId: string; readonly reason: ActingReason; readonly mandateId: string | null }

async function begin(
  transaction: Transaction<DB>,
  context: Context,
  { visitor }: Act,
  secretHash: Uint8Array,
  { personId, reason, mandateId }: Begun,
): Promise<Result<null, ActingRefusal>> {
  if (visitor.actingFor) return refuse('already-acting')
  if (personId === visitor.personId) return refuse('oneself')
  await store.rotateSession(transaction, visitor.sessionId, secretHash, { personId, mandateId })
  const acting = { id: context.newId(), actorId: visitor.personId, personId, reason }
  await store.insertActing(transaction, acting, context.now())
  const asThem = actingAs(context, { kind: 'person', id: visitor.personId, actingFor: personId })
  await recordAudit(transaction, asThem, {
    act: 'accounts.acting-begun',
    object: `person:${personId}`,
    details: { reason },
  })
  return done(null)
}

async function rotating(
  context: Context,
  { submission }: Act,
  act: (transaction: Transaction<DB>, secretHash: Uint8Array) => Promise<Result<null, ActingRefusal>>,
): Promise<Result<Rotated, ActingRefusal | SubmissionRefusal>> {
  const { secret } = draftSession(context, submission.key)
  const result = await inTransaction(context, submission, (transaction) => act(transaction, hashOfSecret(secret)))
  return result.ok ? done({ secret }) : result
}

import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { post } from '#platform/mail'
import { drawLongCode, hashOfCode, inGroups, plainCode } from '../codes.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import { joinAddress, type Visit } from './by-code.ts'
import { outcomeOf, settled } from './settled.ts'
import { openGuess, type PaceRefusal } from './totp-pace.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Days an invitation waits. */
export const INVITATION_DAYS = 7

/** Who is asked in. */
export type Invited = {
  /** In lower case: the code goes there. */
  readonly address: string
  readonly displayName: string
  /** When they have an account already. */
  readonly personId?: string | undefined
}

/**
 * Asks an agent in: a code leaves by mail, with which they add a strong way in. It gives no role: roles have their own
 * page and their own second person.
 */
export async function invite(
  context: Context,
  submission: Submission,
  invited: Invited,
): Promise<Result<{ readonly invitationId: string }, 'person-unknown' | SubmissionRefusal>> {
  const code = drawLongCode(context.random)
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    if (invited.personId !== undefined && !(await store.findPerson(transaction, invited.personId))) {
      return refuse('person-unknown')
    }
    const expiresAt = await writeInvitation(transaction, context, id, invited, code, false)
    await post(transaction, context, {
      to: invited.address,
      kind: 'accounts.invitation',
      subject: `Vous êtes invité à rejoindre ${context.settings.serviceName}`,
      paragraphs: [
        `Bonjour, un administrateur de ${context.settings.serviceName} vous invite à y travailler comme agent.`,
        'Ouvrez la page ci-dessous, puis tapez votre adresse et ce code :',
        { code: inGroups(code) },
        { label: 'Répondre à l’invitation', href: '/connexion/invitation' },
        `Le code sert une seule fois, pendant ${INVITATION_DAYS} jours. Si vous n’attendiez rien, ne faites rien.`,
      ],
      usefulUntil: expiresAt,
    })
    return done({ invitationId: id })
  })
}

/**
 * The same from the command line of the server: the code is for whoever typed the command, nothing leaves by mail.
 *
 * @returns the code, in groups, to be handed over
 */
export async function inviteAtConsole(
  context: Context,
  invited: Invited & { readonly makesAdministrator: boolean },
): Promise<Result<string, 'administrator-exists'>> {
  const code = drawLongCode(context.random)
  const id = context.newId()
  const submission = { key: `console-${id}`, body: { id } }
  const result = await inTransaction<null, 'administrator-exists'>(context, submission, async (transaction) => {
    if (invited.makesAdministrator && (await store.hasHadAdministrator(transaction))) {
      return refuse('administrator-exists')
    }
    await writeInvitation(transaction, context, id, invited, code, invited.makesAdministrator)
    return done(null)
  })
  if (result.ok) return done(inGroups(code))
  return refuse('administrator-exists')
}

export type InvitationRefusal = PaceRefusal | { readonly kind: 'invitation-over' } | { readonly kind: 'code-wrong' }

/** The code of an invitation, typed by who received it: this browser may now add their first strong way in. */
export async function acceptInvitation(
  context: Context,
  visit: Visit & { readonly address: string; readonly code: string },
): Promise<Result<null, InvitationRefusal | SubmissionRefusal>> {
  const newPersonId = context.newId()
  const hash = hashOfCode(context.keyFor('invitation codes'), visit.address, plainCode(visit.code))
  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const now = context.now()
    const account = `invitation ${visit.address}`
    const guess = await openGuess(transaction, context, { account, network: visit.network, length: 'long' })
    if (!guess.ok) return settled<null, InvitationRefusal>(guess)
    const invitation = await store.lockInvitation(transaction, hash)
    if (!invitation || invitation.address !== visit.address) {
      await guess.value.fail()
      return settled<null, InvitationRefusal>(refuse({ kind: 'code-wrong' }))
    }
    if (invitation.usedAt || now >= invitation.expiresAt) {
      return settled<null, InvitationRefusal>(refuse({ kind: 'invitation-over' }))
    }

    await guess.value.succeed()
    const personId = await personOf(transaction, context, invitation, newPersonId)
    await store.useInvitation(transaction, { id: invitation.id, personId, at: now })
    const { makesAdministrator } = invitation
    await openEnrolment(transaction, context, visit.browser, { personId, makesAdministrator })
    return settled<null, InvitationRefusal>(done(null))
  })
  return outcomeOf<null, InvitationRefusal, SubmissionRefusal>(result)
}

/** This browser may add a first strong way in for this person, for an hour. */
export function openEnrolment(
  transaction: Transaction<DB>,
  context: Context,
  browser: string,
  enrolment: { readonly personId: string; readonly makesAdministrator: boolean },
): Promise<void> {
  const openedAt = context.now()
  const expiresAt = new Date(openedAt.getTime() + HOUR_MS)
  return store.insertEnrolment(transaction, browserHashOf(browser), { ...enrolment, openedAt, expiresAt })
}

/** Somebody new, whose address whoever asked them in vouches for. */
export async function insertInvitedPerson(
  transaction: Transaction<DB>,
  context: Context,
  person: { readonly id: string; readonly displayName: string; readonly address: string },
): Promise<void> {
  await store.insertPerson(transaction, { id: person.id, displayName: person.displayName }, context.now())
  await joinAddress(transaction, context, person.id, person.address)
  const acting = actingAs(context, { kind: 'person', id: person.id })
  await recordAudit(transaction, acting, { act: 'accounts.joined', object: `person:${person.id}` })
}

async function personOf(
  transaction: Transaction<DB>,
  context: Context,
  invitation: store.Invitation,
  newPersonId: string,
): Promise<string> {
  const known = invitation.personId && (await store.findPerson(transaction, invitation.personId))
  if (known) return known.id
  await insertInvitedPerson(transaction, context, { ...invitation, id: newPersonId })
  return newPersonId
}

async function writeInvitation(
  transaction: Transaction<DB>,
  context: Context,
  id: string,
  invited: Invited,
  code: string,
  makesAdministrator: boolean,
): Promise<Date> {
  const invitedAt = context.now()
  const expiresAt = new Date(invitedAt.getTime() + INVITATION_DAYS * DAY_MS)
  const codeHash = hashOfCode(context.keyFor('invitation codes'), invited.address, code)
  const { address, displayName, personId } = invited
  const kept = { id, address, displayName, personId, makesAdministrator, invitedAt, expiresAt, codeHash }
  await store.insertInvitation(transaction, kept)
  const details = { makesAdministrator }
  await recordAudit(transaction, context, { act: 'accounts.invited', object: `invitation:${id}`, details })
  return expiresAt
}

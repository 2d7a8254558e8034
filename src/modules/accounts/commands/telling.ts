import type { Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { tell } from '#platform/notices'
import { ACCOUNT_SUBJECT } from '../notice-subject.ts'
import { type GrantedRole, ROLE_RULES } from '../roles/model.ts'

/** Tells a person that they have a role: when it takes effect, whoever confirmed it. */
export async function tellOfRole(
  transaction: Transaction<DB>,
  context: Context,
  grant: { readonly id: string; readonly personId: string; readonly role: GrantedRole },
): Promise<void> {
  await tell(transaction, context, {
    subject: ACCOUNT_SUBJECT,
    object: `grant:${grant.id}`,
    state: 'in-effect',
    people: { ids: [grant.personId] },
    sentence: `Vous avez un nouveau rôle sur ${context.settings.serviceName} : ${ROLE_RULES[grant.role].label}.`,
    href: '/mon-espace#roles',
  })
}

/** Tells who asked for help that somebody said yes. */
export async function tellOfHelp(
  transaction: Transaction<DB>,
  context: Context,
  mandate: { readonly id: string; readonly giverId: string },
): Promise<void> {
  await tell(transaction, context, {
    subject: ACCOUNT_SUBJECT,
    object: `mandate:${mandate.id}`,
    state: 'accepted',
    people: { ids: [mandate.giverId] },
    sentence: 'La personne à qui vous avez demandé de l’aide a dit oui : elle peut faire vos démarches avec vous.',
    href: '/mon-espace/aide',
  })
}

/** Tells the other of the two that a mandate ended; nobody, when it was never accepted. */
export async function tellOfEnd(
  transaction: Transaction<DB>,
  context: Context,
  mandate: {
    readonly id: string
    readonly giverId: string
    readonly holderId: string | null
    readonly endedBy: string
  },
): Promise<void> {
  const { id, giverId, holderId, endedBy } = mandate
  if (holderId === null) return
  const isByGiver = endedBy === giverId
  await tell(transaction, context, {
    subject: ACCOUNT_SUBJECT,
    object: `mandate:${id}`,
    state: 'ended',
    people: { ids: [isByGiver ? holderId : giverId] },
    sentence: isByGiver
      ? 'La personne que vous aidiez a mis fin à votre aide : vous ne pouvez plus faire ses démarches.'
      : 'La personne qui vous aidait a mis fin à son aide : elle ne peut plus faire vos démarches.',
    href: '/mon-espace/aide',
  })
}

/** Tells both that a mandate came to its end. */
export async function tellOfTerm(
  transaction: Transaction<DB>,
  context: Context,
  mandate: { readonly id: string; readonly giverId: string; readonly holderId: string },
): Promise<void> {
  const told = {
    subject: ACCOUNT_SUBJECT,
    object: `mandate:${mandate.id}`,
    state: 'over',
    href: '/mon-espace/aide',
  }
  await tell(transaction, context, {
    ...told,
    people: { ids: [mandate.giverId] },
    sentence:
      'La personne qui vous aidait ne peut plus faire vos démarches : le temps que vous aviez choisi est fini. Vous pouvez lui redemander de l’aide.',
  })
  await tell(transaction, context, {
    ...told,
    people: { ids: [mandate.holderId] },
    sentence:
      'La personne que vous aidiez ne peut plus compter sur vous ici : le temps qu’elle avait choisi est fini. Elle peut vous redemander de l’aide.',
  })
}

/** Puts among a person's messages what a mail has just told them of their ways in. */
export async function noteOfWays(
  transaction: Transaction<DB>,
  context: Context,
  way: { readonly personId: string; readonly sentence: string; readonly href: string },
): Promise<void> {
  await tell(transaction, context, {
    subject: ACCOUNT_SUBJECT,
    object: `person:${way.personId}`,
    // Each time is a change of its own.
    state: `way-in-${context.newId()}`,
    people: { ids: [way.personId] },
    sentence: way.sentence,
    href: way.href,
    isWritten: true,
  })
}

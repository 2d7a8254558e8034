import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import type { DB } from '#platform/database'
import { post } from '#platform/mail'
import type { Assurance, Visitor } from '#platform/sessions'
import { decideChanging } from '../identity/index.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import type { Visit } from './by-code.ts'
import { grantFirstAdministrator } from './roles-console.ts'
import { openSession, type SessionDraft } from './sessions.ts'
import { noteOfWays } from './telling.ts'

/** Who adds a strong way in: somebody signed in, or somebody just asked in, known by their browser. */
export type Enroller = { readonly kind: 'signed-in'; readonly visitor: Visitor } | { readonly kind: 'asked-in' }

export type EnrolRefusal = 'sign-in-too-old' | 'enrolment-over' | 'administrator-exists'

/** Whose way in it will be, and what comes with it. */
export type Enrolling = {
  readonly personId: string
  readonly displayName: string
  /** Set when they were asked in: the session opens with the way in. */
  readonly enrolment: store.Enrolment | undefined
}

/** Whether a way in may be added now, and for whom. */
export async function beginEnrolling(
  transaction: Transaction<DB>,
  context: Context,
  visit: Visit,
  enroller: Enroller,
): Promise<Result<Enrolling, EnrolRefusal>> {
  if (enroller.kind === 'signed-in') {
    const { visitor } = enroller
    const decision = decideChanging(visitor, context.now())
    if (!decision.ok) return decision
    await store.lockPerson(transaction, visitor.personId)
    return done({ personId: visitor.personId, displayName: visitor.displayName, enrolment: undefined })
  }
  const enrolment = await store.findEnrolment(transaction, browserHashOf(visit.browser), context.now())
  if (!enrolment) return refuse('enrolment-over')
  return done({ personId: enrolment.personId, displayName: enrolment.displayName, enrolment })
}

/**
 * Ends an enrolment once its way in is kept: the role that was promised is given, and the session opens.
 *
 * @param grantId  drawn before the transaction
 * @returns        whether a session was opened
 */
export async function finishEnrolling(
  transaction: Transaction<DB>,
  context: Context,
  visit: Visit,
  enrolling: Enrolling,
  opening: { readonly draft: SessionDraft; readonly assurance: Assurance; readonly grantId: string },
): Promise<Result<boolean, EnrolRefusal>> {
  const { enrolment, personId } = enrolling
  if (!enrolment) return done(false)
  if (!(await store.deleteEnrolment(transaction, browserHashOf(visit.browser)))) return refuse('enrolment-over')
  if (enrolment.makesAdministrator) {
    await store.lockRoles(transaction)
    if (await store.hasHadAdministrator(transaction)) return refuse('administrator-exists')
    await grantFirstAdministrator(transaction, context, { id: opening.grantId, personId })
  }
  const { assurance, draft } = opening
  const { device, replaces } = visit
  await openSession(transaction, context, draft, { personId, assurance, device, replaces })
  return done(true)
}

/** What happened to a person's ways in: kept in the audit trail, and told to them by mail. */
export async function tellOfWays(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  change: { readonly act: string; readonly sentence: string },
): Promise<void> {
  const acting = actingAs(context, { kind: 'person', id: personId })
  await recordAudit(transaction, acting, { act: change.act, object: `person:${personId}` })
  for (const address of await store.listEmailsOf(transaction, personId)) {
    await post(transaction, context, {
      to: address,
      kind: 'accounts.ways-changed',
      subject: `Vos moyens de connexion à ${context.settings.serviceName}`,
      paragraphs: [
        change.sentence,
        'Si c’est vous, il n’y a rien à faire. Sinon, prévenez tout de suite un administrateur du service, puis fermez vos sessions.',
        { label: 'Voir mes moyens de connexion', href: '/mon-espace/securite' },
      ],
    })
  }
  await noteOfWays(transaction, acting, { personId, sentence: change.sentence, href: '/mon-espace/securite' })
}

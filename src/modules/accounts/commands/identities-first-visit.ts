import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import { type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import type { ProviderName } from '#platform/identity'
import type { Visitor } from '#platform/sessions'
import { seal, unseal } from '../identity/index.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import type { Visit } from './by-code.ts'
import { tellOfWays } from './invitations-enrolment.ts'
import { draftSession, openSession } from './sessions.ts'

/** Time a newcomer has to say whether they have an account, and to sign in to it. */
const PENDING_LIVES_MS = 45 * 60_000

export type FirstVisitRefusal = 'first-visit-over' | 'identity-taken'

/** Who came back from FranceConnect in this browser and is not known yet. */
export function findFirstVisit(context: Context, browser: string): Promise<store.PendingIdentity | undefined> {
  return store.findPending(context.db, browserHashOf(browser), liveSince(context))
}

/** They have no account: one is made, which FranceConnect opens. */
export async function joinByIdentity(
  context: Context,
  visit: Visit & { readonly displayName: string },
): Promise<Result<{ readonly secret: string }, FirstVisitRefusal | SubmissionRefusal>> {
  const draft = draftSession(context, visit.submission.key)
  const personId = context.newId()
  const result = await inTransaction<null, FirstVisitRefusal>(context, visit.submission, async (transaction) => {
    const pending = await takePending(transaction, context, visit.browser)
    if (!pending.ok) return pending
    const at = context.now()
    await store.insertPerson(transaction, { id: personId, displayName: visit.displayName }, at)
    await store.insertIdentity(transaction, { ...pending.value, personId, at })
    const acting = actingAs(context, { kind: 'person', id: personId })
    await recordAudit(transaction, acting, { act: 'accounts.joined', object: `person:${personId}` })
    const { device, replaces } = visit
    await openSession(transaction, context, draft, { personId, assurance: 'franceconnect', device, replaces })
    return done(null)
  })
  return result.ok ? done({ secret: draft.secret }) : result
}

/**
 * They have an account and just signed in to it, by the code of a mail or their card: that, and never the address
 * FranceConnect tells, says that both are the same person.
 */
export async function linkFirstVisit(
  context: Context,
  visit: Visit,
  visitor: Visitor,
): Promise<Result<null, FirstVisitRefusal | 'acting-for-somebody' | SubmissionRefusal>> {
  if (visitor.actingFor) return refuse('acting-for-somebody')
  const { personId } = visitor
  return inTransaction<null, FirstVisitRefusal>(context, visit.submission, async (transaction) => {
    const pending = await takePending(transaction, context, visit.browser)
    if (!pending.ok) return pending
    await store.deleteIdentity(transaction, personId, pending.value.provider)
    await store.insertIdentity(transaction, { ...pending.value, personId, at: context.now() })
    await tellOfWays(transaction, context, personId, {
      act: 'accounts.identity-linked',
      sentence: 'Bonjour, votre compte vient d’être relié à FranceConnect.',
    })
    return done(null)
  })
}

async function takePending(
  transaction: Transaction<DB>,
  context: Context,
  browser: string,
): Promise<Result<store.PendingIdentity, FirstVisitRefusal>> {
  const browserHash = browserHashOf(browser)
  const pending = await store.findPending(transaction, browserHash, liveSince(context))
  if (!pending || !(await store.deletePending(transaction, browserHash))) return refuse('first-visit-over')
  return (await store.lockIdentity(transaction, pending)) ? refuse('identity-taken') : done(pending)
}

function liveSince(context: Context): Date {
  return new Date(context.now().getTime() - PENDING_LIVES_MS)
}

/** What is carried by the page that asks to confirm by a provider: who proved their key, for this browser, for a while. */
export type Confirmation = { readonly personId: string; readonly provider: ProviderName }

const CONFIRMATION_LIVES_MS = 10 * 60_000

export function sealConfirmation(context: Context, browser: string, { personId, provider }: Confirmation): string {
  const until = context.now().getTime() + CONFIRMATION_LIVES_MS
  const text = [personId, provider, until].join(' ')
  return Buffer.from(seal(context.keyFor('confirmations'), context.random(12), text, browser)).toString('base64url')
}

/** @returns undefined when it is not ours, of another browser, or too old */
export function openConfirmation(context: Context, browser: string, sealed: string): Confirmation | undefined {
  const text = unseal(context.keyFor('confirmations'), Buffer.from(sealed, 'base64url'), browser)
  const [personId = '', provider = '', until = '0'] = text?.split(' ') ?? []
  if (personId === '' || context.now().getTime() >= Number(until)) return undefined
  return { personId, provider: provider as ProviderName }
}

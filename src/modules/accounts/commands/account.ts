import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { markAlive } from '#platform/mail'
import type { Visitor } from '#platform/sessions'
import { readName } from '../person-fields.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'

/** What a signed-in person asks of their own account. */
export type OwnAct = { readonly submission: Submission; readonly visitor: Visitor }

export type AccountRefusal = 'name-missing' | 'last-way-in' | 'session-unknown' | 'address-unknown' | 'card-unknown'

/** How one wants to be called. */
export function rename(
  context: Context,
  { submission, visitor }: OwnAct,
  typed: string,
): Promise<Result<null, AccountRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const displayName = readName(typed)
    if (displayName === undefined) return refuse('name-missing')
    await store.renamePerson(transaction, { id: visitor.personId, displayName })
    await told(transaction, context, 'accounts.renamed', visitor)
    return done(null)
  })
}

/** Takes an address away, unless nothing else lets the person in. */
export function removeAddress(
  context: Context,
  { submission, visitor }: OwnAct,
  address: string,
): Promise<Result<null, AccountRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const ways = await waysIn(transaction, visitor.personId)
    if (!ways.addresses.includes(address)) return refuse('address-unknown')
    if (ways.count < 2) return refuse('last-way-in')
    await store.deleteEmail(transaction, visitor.personId, address)
    await markAlive(transaction, context, address)
    await told(transaction, context, 'accounts.address-removed', visitor)
    return done(null)
  })
}

/** The card is lost: it opens nothing any more. */
export function revokeOwnCard(
  context: Context,
  { submission, visitor }: OwnAct,
): Promise<Result<null, AccountRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const ways = await waysIn(transaction, visitor.personId)
    if (!ways.card) return refuse('card-unknown')
    if (ways.count < 2) return refuse('last-way-in')
    await store.revokeCardOf(transaction, visitor.personId, context.now())
    await told(transaction, context, 'accounts.card-revoked', visitor)
    return done(null)
  })
}

/** Closes one session of one's own, elsewhere or here. */
export function closeSession(
  context: Context,
  { submission, visitor }: OwnAct,
  sessionId: string,
): Promise<Result<null, AccountRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const wasOpen = await store.deleteOwnSession(transaction, visitor.personId, sessionId)
    if (!wasOpen) return refuse('session-unknown')
    const object = `session:${sessionId}`
    await recordAudit(transaction, context, { act: 'accounts.session-closed', object })
    return done(null)
  })
}

/** Closes every session of this person, the present one too. */
export function signOutEverywhere(
  context: Context,
  { submission, visitor }: OwnAct,
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const closed = await store.deleteSessionsOf(transaction, visitor.personId)
    const details = { sessions: Number(closed) }
    const object = `person:${visitor.personId}`
    await recordAudit(transaction, context, { act: 'accounts.signed-out-everywhere', object, details })
    return done(null)
  })
}

/** Ends this session; what this browser was told while signing in is forgotten with it. */
export function signOut(
  context: Context,
  { submission, visitor }: OwnAct,
  browser: string,
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    await store.deleteSession(transaction, visitor.sessionId)
    await store.forgetChallenges(transaction, browserHashOf(browser))
    const object = `session:${visitor.sessionId}`
    await recordAudit(transaction, context, { act: 'accounts.signed-out', object })
    return done(null)
  })
}

// The person's row is held: two ways taken away at once would each leave the other.
async function waysIn(transaction: Transaction<DB>, personId: string) {
  await store.lockPerson(transaction, personId)
  const addresses = await store.listEmailsOf(transaction, personId)
  const card = await store.findCardOf(transaction, personId)
  const passkeys = await store.listPasskeysOf(transaction, personId)
  const identities = await store.listIdentitiesOf(transaction, personId)
  const authenticator = await store.findAuthenticator(transaction, personId)
  const others = [card, authenticator].filter((way) => way !== undefined)
  return { addresses, card, count: addresses.length + passkeys.length + identities.length + others.length }
}

function told(transaction: Transaction<DB>, context: Context, act: string, { personId }: Visitor): Promise<void> {
  return recordAudit(transaction, context, { act, object: `person:${personId}` })
}

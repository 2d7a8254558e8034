import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Identified, IdentityProvider, ProviderLogout, ProviderName, SignInRequest } from '#platform/identity'
import type { Visitor } from '#platform/sessions'
import {
  type Attempt,
  type AttemptPurpose,
  type AttemptRefusal,
  type ClaimRefusal,
  decideAttempt,
  decideUntying,
  hashOf,
  type Identity,
  isHouseProvider,
  keyedHash,
  keyedText,
  readIdentity,
  seal,
  unseal,
} from '../identity/index.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import type { Visit } from './by-code.ts'
import {
  beginEnrolling,
  type Enroller,
  type EnrolRefusal,
  finishEnrolling,
  tellOfWays,
} from './invitations-enrolment.ts'
import { strongWayMayGo } from './passkeys-ways.ts'
import { draftSession, openSession, type SessionDraft } from './sessions.ts'
import { outcomeOf, settled } from './settled.ts'

/** Where somebody is sent, and why. */
export type Departure = {
  readonly provider: ProviderName
  readonly purpose: AttemptPurpose
  /** Who must come back: to confirm and to enrol only. */
  readonly personId: string | undefined
  readonly returnPath: string
}

/** Somebody leaves for a provider. Its state, nonce and verifier are derived, not kept: the table opens nothing. */
export async function leaveForProvider(
  context: Context,
  visit: Visit,
  departure: Departure,
): Promise<Result<SignInRequest, SubmissionRefusal>> {
  const state = keyedText(context.keyFor('identity attempts'), 'state', visit.submission.key, visit.browser)
  const result = await inTransaction<null, never>(context, visit.submission, async (transaction) => {
    await store.insertAttempt(transaction, {
      ...departure,
      stateHash: hashOf('identity state', state),
      browserHash: browserHashOf(visit.browser),
      startedAt: context.now(),
    })
    return done(null)
  })
  return result.ok ? done(requestOf(context, state, visit.browser)) : result
}

/** Somebody is back from a provider, or pretends to be. What they come back with is used up, right or wrong. */
export async function comeBack(
  context: Context,
  back: { readonly state: string; readonly provider: ProviderName; readonly browser: string },
): Promise<Result<{ readonly attempt: Attempt; readonly request: SignInRequest }, AttemptRefusal>> {
  const stateHash = hashOf('identity state', back.state)
  const browserHash = browserHashOf(back.browser)
  let found: Attempt | undefined
  const submission = { key: Buffer.from(context.random(24)).toString('base64url'), body: {} }
  const result = await inTransaction<null, AttemptRefusal>(context, submission, async (transaction) => {
    const now = context.now()
    const { provider } = back
    const decision = decideAttempt(await store.lockAttempt(transaction, stateHash), { provider, browserHash, now })
    if (!decision.ok) return decision
    found = decision.value
    await store.useAttempt(transaction, stateHash, now)
    return done(null)
  })
  if (!result.ok) return refuse(result.refusal === 'submission-reused' ? 'attempt-used' : result.refusal)
  if (!found) return refuse('attempt-unknown')
  return done({ attempt: found, request: requestOf(context, back.state, back.browser) })
}

/** What the answer of a provider does. */
export type Arrival =
  | { readonly kind: 'signed-in'; readonly secret: string }
  /** Signed in already: the identity was added. */
  | { readonly kind: 'added' }
  /** A resident not seen before: they say whether they have an account. */
  | { readonly kind: 'first-visit' }

/** Gravest first. */
export type ArrivalRefusal =
  /** Somebody else came back than who was expected: their sessions are closed. */
  | 'identity-of-another'
  | ClaimRefusal
  | 'identity-taken'
  | EnrolRefusal
  /** No agent of this name was asked in. */
  | 'agent-unknown'

/** What an arrival is judged by. */
export type ArrivalRules = {
  readonly agentSirets: readonly string[]
  /** Who comes to add a way in. */
  readonly enroller: Enroller
}

/** Somebody was identified by a provider, and comes back to what they left for. */
export async function arriveFromProvider(
  context: Context,
  visit: Omit<Visit, 'submission'>,
  attempt: Attempt,
  identified: Identified,
  rules: ArrivalRules,
): Promise<Result<Arrival, ArrivalRefusal>> {
  const { provider } = attempt
  const key = context.keyFor('identity subjects')
  const read = readIdentity(identified, { provider, key, agentSirets: rules.agentSirets })
  if (!read.ok && attempt.purpose === 'confirm') await providerRefused(context, attempt)
  if (!read.ok) return read

  // The state was used up: the answer is judged once, by a submission of its own.
  const submission = { key: Buffer.from(context.random(24)).toString('base64url'), body: {} }
  const draft = draftSession(context)
  const arriving = { visit: { ...visit, submission }, attempt, identity: read.value, identified, rules, draft }
  const nonce = context.random(12)
  const grantId = context.newId()
  const result = await inTransaction<Result<Kept, ArrivalRefusal>, ArrivalRefusal>(
    context,
    submission,
    async (transaction) => {
      const arrived = await arrive(transaction, context, { ...arriving, nonce, grantId })
      // An enrolment that is refused half way leaves nothing; sessions that were closed stay closed.
      return !arrived.ok && attempt.purpose === 'enrol' ? arrived : settled(arrived)
    },
  )
  const outcome = outcomeOf<Kept, ArrivalRefusal, ArrivalRefusal | SubmissionRefusal>(result)
  if (!outcome.ok) return refuse(outcome.refusal === 'submission-reused' ? 'identity-taken' : outcome.refusal)
  return done(outcome.value === 'signed-in' ? { kind: 'signed-in', secret: draft.secret } : { kind: outcome.value })
}

/** What of an arrival is kept as the result of its transaction: not the secret. */
type Kept = Arrival['kind']

type Arriving = {
  readonly visit: Visit
  readonly attempt: Attempt
  readonly identity: Identity
  readonly identified: Identified
  readonly rules: ArrivalRules
  readonly draft: SessionDraft
  readonly nonce: Uint8Array
  readonly grantId: string
}

async function arrive(
  transaction: Transaction<DB>,
  context: Context,
  arriving: Arriving,
): Promise<Result<Kept, ArrivalRefusal>> {
  const { attempt, identity, visit } = arriving
  const known = await store.lockIdentity(transaction, identity)
  if (attempt.purpose === 'enrol') return enrolIdentity(transaction, context, arriving, known?.personId)
  if (attempt.purpose === 'confirm' && known?.personId !== attempt.personId) {
    await closeSessions(transaction, context, attempt.personId ?? '', 'another-answered')
    return refuse('identity-of-another')
  }
  if (!known) {
    if (isHouseProvider(identity.provider)) return refuse('agent-unknown')
    await store.insertPending(transaction, browserHashOf(visit.browser), { ...identity, foundAt: context.now() })
    return done('first-visit')
  }
  await store.confirmIdentity(transaction, identity, context.now())
  await openIdentified(transaction, context, arriving, known.personId)
  return done('signed-in')
}

async function enrolIdentity(
  transaction: Transaction<DB>,
  context: Context,
  arriving: Arriving,
  holderId: string | undefined,
): Promise<Result<Kept, ArrivalRefusal>> {
  const { attempt, identity, visit, rules, draft, grantId } = arriving
  const enrolling = await beginEnrolling(transaction, context, visit, rules.enroller)
  if (!enrolling.ok) return enrolling
  const { personId } = enrolling.value
  if (personId !== attempt.personId) return refuse('identity-of-another')
  if (holderId !== undefined && holderId !== personId) return refuse('identity-taken')

  const at = context.now()
  await store.deleteIdentity(transaction, personId, identity.provider)
  await store.insertIdentity(transaction, { ...identity, personId, at })
  await tellOfWays(transaction, context, personId, {
    act: 'accounts.identity-linked',
    sentence: 'Bonjour, un compte d’un fournisseur d’identité vient d’être relié au vôtre.',
  })
  const opening = { draft, assurance: identity.provider, grantId }
  const finished = await finishEnrolling(transaction, context, visit, enrolling.value, opening)
  if (!finished.ok) return finished
  if (!finished.value) return done('added')
  await keepToken(transaction, context, arriving)
  return done('signed-in')
}

async function openIdentified(
  transaction: Transaction<DB>,
  context: Context,
  arriving: Arriving,
  personId: string,
): Promise<void> {
  const { draft, identity, visit } = arriving
  const { device, replaces } = visit
  await openSession(transaction, context, draft, { personId, assurance: identity.provider, device, replaces })
  await keepToken(transaction, context, arriving)
}

async function keepToken(transaction: Transaction<DB>, context: Context, arriving: Arriving): Promise<void> {
  const { draft, identity, identified, nonce } = arriving
  const { idToken, providerSession } = identified
  await store.insertSessionIdentity(transaction, {
    sessionId: draft.id,
    provider: identity.provider,
    sealedToken: seal(context.keyFor('identity tokens'), nonce, idToken, draft.id),
    providerSessionHash:
      providerSession === undefined ? undefined : sessionHash(context, identified.issuer, providerSession),
  })
}

/** The provider said no to somebody who had to be confirmed: whatever they have open is closed. */
export async function providerRefused(context: Context, attempt: Attempt): Promise<void> {
  const { personId } = attempt
  if (personId === undefined) return
  const submission = { key: Buffer.from(context.random(24)).toString('base64url'), body: {} }
  await inTransaction<null, never>(context, submission, async (transaction) => {
    await closeSessions(transaction, context, personId, 'refused')
    return done(null)
  })
}

async function closeSessions(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  why: 'refused' | 'another-answered' | 'provider-logout',
): Promise<void> {
  const closed = await store.deleteSessionsOf(transaction, personId)
  const details = { why, closed: Number(closed) }
  await recordAudit(transaction, context, { act: 'accounts.sessions-closed', object: `person:${personId}`, details })
}

/** A notice of a provider that somebody signed out there, or left: obeyed once. */
export async function obeyLogout(context: Context, provider: ProviderName, logout: ProviderLogout): Promise<void> {
  const submission = { key: Buffer.from(context.random(24)).toString('base64url'), body: {} }
  await inTransaction<null, never>(context, submission, async (transaction) => {
    const notice = hashOf('logout notice', `${logout.issuer} ${logout.noticeId}`)
    if (!(await store.spendPasskeyChallenge(transaction, notice, context.now()))) return done(null)
    if (logout.providerSession !== undefined) {
      const hash = sessionHash(context, logout.issuer, logout.providerSession)
      await store.deleteSessionsOfProviderSession(transaction, provider, hash)
      return done(null)
    }
    const key = context.keyFor('identity subjects')
    const subjectHash = keyedHash(key, logout.issuer, logout.subject ?? '')
    const known = await store.lockIdentity(transaction, { provider, subjectHash })
    if (known) await closeSessions(transaction, context, known.personId, 'provider-logout')
    return done(null)
  })
}

/** What a session opened by a provider needs to end there too; undefined for any other session. */
export async function providerSessionOf(
  context: Context,
  sessionId: string,
): Promise<{ readonly provider: ProviderName; readonly idToken: string } | undefined> {
  const held = await store.findSessionIdentity(context.db, sessionId)
  const idToken = held && unseal(context.keyFor('identity tokens'), held.sealedToken, sessionId)
  return held && idToken !== undefined ? { provider: held.provider, idToken } : undefined
}

/** Where to end the provider's session too, if this session came from one. To be asked before it is closed. */
export async function endSessionAddress(
  context: Context,
  sessionId: string,
  providers: readonly IdentityProvider[],
): Promise<{ readonly label: string; readonly address: string } | undefined> {
  const held = await providerSessionOf(context, sessionId)
  const provider = providers.find(({ name }) => name === held?.provider)
  const state = Buffer.from(context.random(16)).toString('base64url')
  const address = held && (await provider?.endSessionAddress(held.idToken, state))
  return provider && address !== undefined ? { label: provider.label, address } : undefined
}

/** The provider vouches for them no more, by their own choice. */
export async function unlinkIdentity(
  context: Context,
  submission: Submission,
  identity: { readonly provider: ProviderName; readonly visitor: Visitor; readonly offered: readonly ProviderName[] },
): Promise<
  Result<null, 'sign-in-too-old' | 'last-strong-way' | 'identity-bound' | 'identity-unknown' | SubmissionRefusal>
> {
  const { provider, visitor, offered } = identity
  return inTransaction(context, submission, async (transaction) => {
    const fresh = decideUntying(visitor, context.now())
    if (!fresh.ok) return fresh
    // Else whoever leaves would cut the tie first, and keep their key.
    if (isHouseProvider(provider)) return refuse('identity-bound')
    const mayGo = await strongWayMayGo(transaction, visitor, offered)
    if (!mayGo.ok) return mayGo
    if (!(await store.deleteIdentity(transaction, visitor.personId, provider))) return refuse('identity-unknown')
    await tellOfWays(transaction, context, visitor.personId, {
      act: 'accounts.identity-unlinked',
      sentence: 'Bonjour, un compte d’un fournisseur d’identité n’est plus relié au vôtre.',
    })
    return done(null)
  })
}

export function actingAsVisitor(context: Context): Context {
  return actingAs(context, { kind: 'visitor' })
}

function requestOf({ keyFor }: Context, state: string, browser: string): SignInRequest {
  const key = keyFor('identity attempts')
  return { state, nonce: keyedText(key, 'nonce', state, browser), verifier: keyedText(key, 'verifier', state, browser) }
}

function sessionHash({ keyFor }: Context, issuer: string, providerSession: string): Uint8Array {
  return keyedHash(keyFor('identity subjects'), 'session', issuer, providerSession)
}

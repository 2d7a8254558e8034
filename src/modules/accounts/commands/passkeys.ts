import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { ProviderName } from '#platform/identity'
import type { Visitor } from '#platform/sessions'
import {
  type ChallengeRefusal,
  decideChallenge,
  decideChanging,
  drawChallenge,
  hashOf,
  type PasskeyAnswer,
  type PasskeySite,
  providerToConfirm,
  readEnrolmentAnswer,
  readSignInAnswer,
} from '../identity/index.ts'
import * as store from '../store/index.ts'
import type { Visit } from './by-code.ts'
import {
  beginEnrolling,
  type Enroller,
  type EnrolRefusal,
  finishEnrolling,
  tellOfWays,
} from './invitations-enrolment.ts'
import { strongWayMayGo } from './passkeys-ways.ts'
import { draftSession, openSession } from './sessions.ts'
import { outcomeOf, settled } from './settled.ts'

/** What the house asks of whoever signs in strongly. */
export type House = {
  readonly site: PasskeySite
  /** Providers this installation speaks to. */
  readonly offered: readonly ProviderName[]
  readonly confirmEveryDays: number
}

/** Signed in, or not before the provider that vouches for them answered again. */
export type StrongSignIn =
  | { readonly kind: 'signed-in'; readonly secret: string }
  | { readonly kind: 'confirm'; readonly provider: ProviderName; readonly personId: string }

/** Gravest first. */
export type PasskeyRefusal =
  | 'passkey-copied'
  | 'passkey-wrong'
  | 'passkey-of-another-site'
  | 'passkey-revoked'
  | 'passkey-unknown'
  | 'challenge-used'
  | 'passkey-unreadable'
  | ChallengeRefusal

/** Signatures of passkeys: Ed25519, ES256, RS256 (IANA COSE). Every device makes one of them. */
const ALGORITHMS = [-8, -7, -257]

// It reads certificates of every kind: a fifth of a second of each start, for the first passkey alone.
const webauthn = () => import('@simplewebauthn/server')

/** What the browser needs to ask a device for one of its passkeys. Writes nothing. */
export async function passkeySignInOptions(
  context: Context,
  browser: string,
  site: PasskeySite,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = challengeFor(context, 'sign-in', browser)
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({ rpID: site.id, challenge, userVerification: 'required' })
}

/** What the browser needs to make a passkey for this person. Writes nothing. */
export async function passkeyEnrolmentOptions(
  context: Context,
  browser: string,
  site: PasskeySite,
  person: { readonly personId: string; readonly displayName: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const held = await store.listPasskeysOf(context.db, person.personId)
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: context.settings.serviceName,
    rpID: site.id,
    challenge: challengeFor(context, `enrol ${person.personId}`, browser),
    // What the device shows in its list, and the opaque handle it gives back: never an address.
    userName: person.displayName,
    userDisplayName: person.displayName,
    userID: new TextEncoder().encode(person.personId),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: held.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Signs in by a passkey: the device says who it is for, nobody types anything. */
export async function signInWithPasskey(
  context: Context,
  visit: Visit & { readonly answer: string },
  house: House,
): Promise<Result<StrongSignIn, PasskeyRefusal | SubmissionRefusal>> {
  const answer = readSignInAnswer(visit.answer)
  if (!answer) return refuse('passkey-unreadable')
  const draft = draftSession(context, visit.submission.key)

  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const challenge = await spendChallenge(transaction, context, answer.challenge, 'sign-in', visit.browser)
    if (!challenge.ok) return challenge
    const proof = await provePasskey(transaction, context, answer, house.site)
    if (!proof.ok) return settled<Outcome, PasskeyRefusal>(proof)

    const { personId } = proof.value
    const provider = await lateProvider(transaction, context, personId, house)
    if (provider) return settled<Outcome, PasskeyRefusal>(done({ kind: 'confirm', provider, personId }))
    const { device, replaces } = visit
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device, replaces })
    return settled<Outcome, PasskeyRefusal>(done({ kind: 'signed-in' }))
  })
  return withSecret(outcomeOf<Outcome, PasskeyRefusal, PasskeyRefusal | SubmissionRefusal>(result), draft.secret)
}

type Outcome = { readonly kind: 'signed-in' } | Extract<StrongSignIn, { kind: 'confirm' }>

export function withSecret<Refusal>(outcome: Result<Outcome, Refusal>, secret: string): Result<StrongSignIn, Refusal> {
  if (!outcome.ok) return outcome
  return done(outcome.value.kind === 'signed-in' ? { kind: 'signed-in', secret } : outcome.value)
}

/** Whether the provider that vouches for them has been silent too long; its name. */
export async function lateProvider(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  house: Pick<House, 'offered' | 'confirmEveryDays'>,
): Promise<ProviderName | undefined> {
  const identities = await store.listIdentitiesOf(transaction, personId)
  return providerToConfirm(identities, {
    everyDays: house.confirmEveryDays,
    offered: house.offered,
    now: context.now(),
  })
}

async function provePasskey(
  transaction: Transaction<DB>,
  context: Context,
  answer: PasskeyAnswer<AuthenticationResponseJSON>,
  site: PasskeySite,
): Promise<Result<store.Passkey, PasskeyRefusal>> {
  if (answer.origin !== site.origin) return refuse('passkey-of-another-site')
  const passkey = await store.lockPasskey(transaction, answer.response.id)
  if (!passkey) return refuse('passkey-unknown')
  if (passkey.revokedAt) return refuse('passkey-revoked')

  const counted = await countOfUse(answer, passkey, site)
  if (counted === undefined) return refuse('passkey-wrong')
  // A device that counts never goes back: somebody may have copied its key (WebAuthn, 6.1.1).
  if (counted <= passkey.signCount && (counted > 0 || passkey.signCount > 0)) {
    const details = { passkey: passkey.id, expectedAbove: passkey.signCount, counted }
    const object = `person:${passkey.personId}`
    await recordAudit(transaction, context, { act: 'accounts.passkey-count-went-back', object, details })
    return refuse('passkey-copied')
  }
  await store.usePasskey(transaction, passkey.id, counted, context.now())
  return done(passkey)
}

/** @returns what the device counts, when its signature is right; undefined when it is not */
async function countOfUse(
  { response, challenge }: PasskeyAnswer<AuthenticationResponseJSON>,
  passkey: store.Passkey,
  site: PasskeySite,
): Promise<number | undefined> {
  const { userHandle } = response.response
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== passkey.personId) return undefined
  const { verifyAuthenticationResponse } = await webauthn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: Buffer.from(challenge).toString('base64url'),
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      // The count is judged by us: the library's word for it is an error like any other.
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/**
 * Keeps a new passkey, for somebody signed in just now or just asked in.
 *
 * @returns  the secret of the session that opened with it, when they were asked in
 */
export async function addPasskey(
  context: Context,
  visit: Visit & { readonly answer: string; readonly name: string },
  enroller: Enroller,
  site: PasskeySite,
): Promise<Result<{ readonly secret: string | undefined }, PasskeyRefusal | EnrolRefusal | SubmissionRefusal>> {
  const answer = readEnrolmentAnswer(visit.answer)
  if (!answer) return refuse('passkey-unreadable')
  const draft = draftSession(context, visit.submission.key)
  const passkeyId = context.newId()
  const grantId = context.newId()

  const result = await inTransaction<{ opened: boolean }, PasskeyRefusal | EnrolRefusal>(
    context,
    visit.submission,
    async (transaction) => {
      const enrolling = await beginEnrolling(transaction, context, visit, enroller)
      if (!enrolling.ok) return enrolling
      const { personId } = enrolling.value
      const challenge = await spendChallenge(transaction, context, answer.challenge, `enrol ${personId}`, visit.browser)
      if (!challenge.ok) return challenge
      const credential = await credentialOf(answer, site)
      if (!credential.ok) return credential

      const passkey = {
        id: passkeyId,
        personId,
        name: visit.name,
        addedAt: context.now(),
        usedAt: null,
        revokedAt: null,
      }
      if (!(await store.insertPasskey(transaction, { ...passkey, ...credential.value }))) return refuse('passkey-wrong')
      await tellOfWays(transaction, context, personId, {
        act: 'accounts.passkey-added',
        sentence: `Bonjour, une clé d’accès vient d’être ajoutée à votre compte.`,
      })
      const opening = { draft, assurance: 'passkey', grantId } as const
      const finished = await finishEnrolling(transaction, context, visit, enrolling.value, opening)
      return finished.ok ? done({ opened: finished.value }) : finished
    },
  )
  return result.ok ? done({ secret: result.value.opened ? draft.secret : undefined }) : result
}

async function credentialOf(
  { response, challenge, origin }: PasskeyAnswer<RegistrationResponseJSON>,
  site: PasskeySite,
): Promise<Result<Pick<store.Passkey, 'credentialId' | 'publicKey' | 'signCount' | 'transports'>, PasskeyRefusal>> {
  if (origin !== site.origin) return refuse('passkey-of-another-site')
  const { verifyRegistrationResponse } = await webauthn()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      supportedAlgorithmIDs: ALGORITHMS,
      response,
      expectedChallenge: Buffer.from(challenge).toString('base64url'),
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
    })
    if (!verified) return refuse('passkey-wrong')
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return done({ credentialId: id, publicKey, signCount: counter, transports })
  } catch {
    return refuse('passkey-wrong')
  }
}

export async function renamePasskey(
  context: Context,
  submission: Submission,
  passkey: { readonly id: string; readonly name: string; readonly visitor: Visitor },
): Promise<Result<null, 'passkey-unknown' | SubmissionRefusal>> {
  const { id, name, visitor } = passkey
  return inTransaction(context, submission, async (transaction) => {
    const isRenamed = await store.renamePasskey(transaction, { id, name, personId: visitor.personId })
    return isRenamed ? done(null) : refuse('passkey-unknown')
  })
}

/** The passkey opens nothing any more, at once. */
export async function revokePasskey(
  context: Context,
  submission: Submission,
  passkey: { readonly id: string; readonly visitor: Visitor; readonly offered: readonly ProviderName[] },
): Promise<Result<null, 'sign-in-too-old' | 'last-strong-way' | 'passkey-unknown' | SubmissionRefusal>> {
  const { id, visitor, offered } = passkey
  return inTransaction(context, submission, async (transaction) => {
    const fresh = decideChanging(visitor, context.now())
    if (!fresh.ok) return fresh
    const mayGo = await strongWayMayGo(transaction, visitor, offered)
    if (!mayGo.ok) return mayGo
    if (!(await store.revokePasskey(transaction, { id, personId: visitor.personId, at: context.now() }))) {
      return refuse('passkey-unknown')
    }
    await tellOfWays(transaction, context, visitor.personId, {
      act: 'accounts.passkey-revoked',
      sentence: 'Bonjour, une clé d’accès de votre compte vient d’être retirée.',
    })
    return done(null)
  })
}

function challengeFor(context: Context, purpose: string, browser: string): Uint8Array<ArrayBuffer> {
  const key = context.keyFor('passkey challenges')
  return new Uint8Array(drawChallenge(key, `${purpose} ${browser}`, context.random(16), context.now()))
}

async function spendChallenge(
  transaction: Transaction<DB>,
  context: Context,
  challenge: Uint8Array,
  purpose: string,
  browser: string,
): Promise<Result<null, ChallengeRefusal | 'challenge-used'>> {
  const key = context.keyFor('passkey challenges')
  const decision = decideChallenge(key, `${purpose} ${browser}`, challenge, context.now())
  if (!decision.ok) return decision
  const hash = hashOf('passkey challenge', Buffer.from(challenge).toString('base64url'))
  const isFirst = await store.spendPasskeyChallenge(transaction, hash, context.now())
  return isFirst ? done(null) : refuse('challenge-used')
}

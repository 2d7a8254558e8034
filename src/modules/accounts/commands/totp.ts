import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { ProviderName } from '#platform/identity'
import type { Visitor } from '#platform/sessions'
import { drawLongCode, hashOfCode, plainCode } from '../codes.ts'
import { decideChanging, decoySecret, isRecoveryCode, seal, stepOfCode, unseal } from '../identity/index.ts'
import { seededBytes } from '../seeded-bytes.ts'
import * as store from '../store/index.ts'
import type { Visit } from './by-code.ts'
import {
  beginEnrolling,
  type Enroller,
  type EnrolRefusal,
  finishEnrolling,
  tellOfWays,
} from './invitations-enrolment.ts'
import { type House, lateProvider, type StrongSignIn, withSecret } from './passkeys.ts'
import { strongWayMayGo } from './passkeys-ways.ts'
import { draftSession, openSession } from './sessions.ts'
import { outcomeOf, settled } from './settled.ts'
import { openGuess, type PaceRefusal } from './totp-pace.ts'

export type TotpRefusal = PaceRefusal | { readonly kind: 'code-wrong' }

/**
 * Signs in by an address or a name and the code of the authenticator application, or one of the recovery codes. A name
 * that nobody has goes the same way, to the end: same statements, same work.
 */
export async function signInWithTotp(
  context: Context,
  visit: Visit & { readonly named: string; readonly code: string },
  house: Pick<House, 'offered' | 'confirmEveryDays'>,
): Promise<Result<StrongSignIn, TotpRefusal | SubmissionRefusal>> {
  const named = visit.named.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase()
  const draft = draftSession(context, visit.submission.key)
  const recoveryAt = context.random(16)

  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const guess = await openGuess(transaction, context, `totp ${named}`, visit.network)
    if (!guess.ok) return settled<Outcome, TotpRefusal>(guess)
    const personId = await whoseCode(transaction, context, named, plainCode(visit.code), recoveryAt)
    if (personId === undefined) {
      await guess.value.fail()
      return settled<Outcome, TotpRefusal>(refuse({ kind: 'code-wrong' }))
    }

    await guess.value.succeed()
    const provider = await lateProvider(transaction, context, personId, house)
    if (provider) return settled<Outcome, TotpRefusal>(done({ kind: 'confirm', provider, personId }))
    const { device, replaces } = visit
    await openSession(transaction, context, draft, { personId, assurance: 'totp', device, replaces })
    return settled<Outcome, TotpRefusal>(done({ kind: 'signed-in' }))
  })
  return withSecret(outcomeOf<Outcome, TotpRefusal, SubmissionRefusal>(result), draft.secret)
}

type Outcome = { readonly kind: 'signed-in' } | Extract<StrongSignIn, { kind: 'confirm' }>

/** Whose code it is, used up; undefined when it is nobody's. */
async function whoseCode(
  transaction: Transaction<DB>,
  context: Context,
  named: string,
  code: string,
  nobody: Uint8Array,
): Promise<string | undefined> {
  const held = await store.lockAuthenticatorsNamed(transaction, named)
  const now = context.now()
  const decoy = { personId: nobodyId(nobody), secret: decoySecret(context.keyFor('totp decoys'), named), lastStep: 0 }
  const tried =
    held.length === 0
      ? [decoy]
      : held.map((each) => ({ ...each, secret: secretOf(context, each.personId, each.sealedSecret) ?? decoy.secret }))

  for (const { personId, secret, lastStep } of tried) {
    if (isRecoveryCode(code)) {
      const hash = recoveryHash(context, personId, code)
      if (await store.useRecoveryCode(transaction, { personId, hash, at: now })) return personId
    } else {
      const step = stepOfCode(secret, code, lastStep, now)
      if (step !== undefined && held.length > 0) {
        await store.useAuthenticator(transaction, personId, step)
        return personId
      }
    }
  }
  return undefined
}

function nobodyId(drawn: Uint8Array): string {
  const hex = Buffer.from(drawn).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** The secret an application shows codes of, and ten codes for the day it is lost. */
export type NewAuthenticator = {
  /** To write down, shown once; none when the authenticator is refused. */
  readonly recoveryCodes: readonly string[]
  /** Of the session that opened with it, when they were asked in. */
  readonly secret: string | undefined
}

export type AuthenticatorRefusal = 'code-wrong' | EnrolRefusal

/**
 * Keeps an authenticator application, once it has shown a right code.
 *
 * @param secret  in base 32, as the page showed it
 */
export async function enrolAuthenticator(
  context: Context,
  visit: Visit & { readonly secret: string; readonly code: string },
  enroller: Enroller,
): Promise<Result<NewAuthenticator, AuthenticatorRefusal | SubmissionRefusal>> {
  const draft = draftSession(context, visit.submission.key)
  const grantId = context.newId()
  const nonce = context.random(12)
  const recoveryCodes = recoveryCodesOf(context, visit.submission)

  const result = await inTransaction<{ opened: boolean }, AuthenticatorRefusal>(
    context,
    visit.submission,
    async (transaction) => {
      const now = context.now()
      const enrolling = await beginEnrolling(transaction, context, visit, enroller)
      if (!enrolling.ok) return enrolling
      const lastStep = stepOfCode(visit.secret, plainCode(visit.code), 0, now)
      if (lastStep === undefined) return refuse('code-wrong')

      const { personId } = enrolling.value
      const sealedSecret = seal(context.keyFor('totp secrets'), nonce, visit.secret, personId)
      await store.insertAuthenticator(transaction, { personId, sealedSecret, enrolledAt: now, lastStep })
      await writeRecoveryCodes(transaction, context, personId, recoveryCodes)
      await tellOfWays(transaction, context, personId, {
        act: 'accounts.authenticator-added',
        sentence: 'Bonjour, une application de codes vient d’être ajoutée à votre compte.',
      })
      const opening = { draft, assurance: 'totp', grantId } as const
      const finished = await finishEnrolling(transaction, context, visit, enrolling.value, opening)
      return finished.ok ? done({ opened: finished.value }) : finished
    },
  )
  return result.ok ? done({ recoveryCodes, secret: result.value.opened ? draft.secret : undefined }) : result
}

/** Ten other recovery codes: those before open nothing any more. */
export async function renewRecoveryCodes(
  context: Context,
  submission: Submission,
  visitor: Visitor,
): Promise<Result<readonly string[], 'sign-in-too-old' | 'authenticator-missing' | SubmissionRefusal>> {
  const codes = recoveryCodesOf(context, submission)
  const result = await inTransaction(context, submission, async (transaction) => {
    const fresh = decideChanging(visitor, context.now())
    if (!fresh.ok) return fresh
    if (!(await store.findAuthenticator(transaction, visitor.personId))) return refuse('authenticator-missing')
    await writeRecoveryCodes(transaction, context, visitor.personId, codes)
    await tellOfWays(transaction, context, visitor.personId, {
      act: 'accounts.recovery-codes-renewed',
      sentence: 'Bonjour, les codes de secours de votre compte viennent d’être changés.',
    })
    return done(null)
  })
  return result.ok ? done(codes) : result
}

/** The authenticator and its recovery codes open nothing any more. */
export async function removeAuthenticator(
  context: Context,
  submission: Submission,
  visitor: Visitor,
  offered: readonly ProviderName[],
): Promise<Result<null, 'sign-in-too-old' | 'last-strong-way' | 'authenticator-missing' | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const fresh = decideChanging(visitor, context.now())
    if (!fresh.ok) return fresh
    const mayGo = await strongWayMayGo(transaction, visitor, offered)
    if (!mayGo.ok) return mayGo
    if (!(await store.deleteAuthenticator(transaction, visitor.personId))) return refuse('authenticator-missing')
    await writeRecoveryCodes(transaction, context, visitor.personId, [])
    await tellOfWays(transaction, context, visitor.personId, {
      act: 'accounts.authenticator-removed',
      sentence: 'Bonjour, l’application de codes de votre compte vient d’être retirée.',
    })
    return done(null)
  })
}

// Drawn from the form: sent twice, it shows the codes that were kept, not others that open nothing.
function recoveryCodesOf({ keyFor }: Context, { key }: Submission): readonly string[] {
  const random = seededBytes(keyFor('recovery codes drawn'), key)
  return Array.from({ length: 10 }, () => drawLongCode(random))
}

function writeRecoveryCodes(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  codes: readonly string[],
): Promise<void> {
  const hashes = codes.map((code) => recoveryHash(context, personId, code))
  return store.replaceRecoveryCodes(transaction, { personId, hashes, drawnAt: context.now() })
}

function recoveryHash({ keyFor }: Context, personId: string, code: string): Uint8Array {
  return hashOfCode(keyFor('recovery codes'), personId, code)
}

function secretOf({ keyFor }: Context, personId: string, sealed: Uint8Array): string | undefined {
  return unseal(keyFor('totp secrets'), sealed, personId)
}

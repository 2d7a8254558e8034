import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { ProviderName } from '#platform/identity'
import type { Visitor } from '#platform/sessions'
import { drawLongCode, plainCode } from '../codes.ts'
import { decideChanging, seal, stepOfCode } from '../identity/index.ts'
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
import type { PaceRefusal } from './totp-pace.ts'
import { nobodyId, openTries, recoveryHash, whoseCode } from './totp-tries.ts'

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
  const nobody = nobodyId(context.random(16))

  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const code = plainCode(visit.code)
    const tries = await openTries(transaction, context, { named, network: visit.network, code, nobody })
    if (!tries.ok) return settled<Outcome, TotpRefusal>(tries)
    const right = await whoseCode(transaction, context, tries.value, code)
    if (right === undefined) {
      for (const { guess } of tries.value) await guess.fail()
      return settled<Outcome, TotpRefusal>(refuse({ kind: 'code-wrong' }))
    }

    await right.guess.succeed()
    const { personId } = right
    const provider = await lateProvider(transaction, context, personId, house)
    if (provider) return settled<Outcome, TotpRefusal>(done({ kind: 'confirm', provider, personId }))
    const { device, replaces } = visit
    await openSession(transaction, context, draft, { personId, assurance: 'totp', device, replaces })
    return settled<Outcome, TotpRefusal>(done({ kind: 'signed-in' }))
  })
  return withSecret(outcomeOf<Outcome, TotpRefusal, SubmissionRefusal>(result), draft.secret)
}

type Outcome = { readonly kind: 'signed-in' } | Extract<StrongSignIn, { kind: 'confirm' }>

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

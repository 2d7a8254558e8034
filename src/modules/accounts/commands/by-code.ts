import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { networkOf } from '#platform/http'
import { markAlive, post } from '#platform/mail'
import { drawLongCode, drawShortCode, hashOfCode, inGroups, isSameHash, plainCode } from '../codes.ts'
import { type AskRefusal, type CodeRefusal, decideAsking, decideCode, LIMITS } from '../sign-in-rules.ts'
import * as store from '../store/index.ts'
import { browserHashOf, mailboxOf, subjectOf } from '../subjects.ts'
import { outcomeOf, settled } from './settled.ts'

/** Where a form comes from, as far as signing in is concerned. */
export type Visit = {
  readonly submission: Submission
  /** Secret of the browser (`browserSecret`). */
  readonly browser: string
  /** As `networkOf` of the platform tells it: a /24 or a /64. */
  readonly network: string
  /** As « Firefox sur Linux ». */
  readonly device: string
  /** Hash of the session this browser holds: signing in over it ends it. */
  readonly replaces?: Uint8Array | undefined
}

export type CodeRequest = Visit & {
  /** In lower case. */
  readonly address: string
  /** Identifier of a browser that signed in with this address before. */
  readonly knownBrowser: string | undefined
  /** Whose account the address joins; null to sign in. */
  readonly personId: string | null
}

/**
 * Sends a code to an address, for one browser. Nobody is looked up: an address without an account goes the same way, by
 * construction.
 */
export function askForCode(
  context: Context,
  request: CodeRequest,
): Promise<Result<{ readonly challengeId: string }, AskRefusal | SubmissionRefusal>> {
  const challengeId = context.newId()
  const codes = { short: drawShortCode(context.random), long: drawLongCode(context.random) }
  const { mails, here, failures, network } = subjectsOf(context, request)

  return inTransaction(context, request.submission, async (transaction) => {
    const now = context.now()
    await store.lockSubject(transaction, failures.subject)
    const decision = decideAsking(
      {
        network: await store.countTraces(transaction, network, before(now, LIMITS.hourMs)),
        mails: await store.countTraces(transaction, mails, before(now, LIMITS.hourMs)),
        here: await store.countTraces(transaction, here, before(now, LIMITS.hourMs)),
        failures: await store.countTraces(transaction, failures, before(now, LIMITS.dayMs)),
      },
      now,
    )
    if (!decision.ok) return decision

    const code = codes[decision.value]
    const expiresAt = new Date(now.getTime() + LIMITS.codeLivesMs)
    await store.insertChallenge(transaction, {
      id: challengeId,
      browserHash: browserHashOf(request.browser),
      personId: request.personId,
      address: request.address,
      codeHash: hashOfCode(context.keyFor('e-mail codes'), challengeId, code),
      isLong: decision.value === 'long',
      triesLeft: LIMITS.triesPerCode,
      askedAt: now,
      expiresAt,
    })
    await store.insertTraces(transaction, here === mails ? [mails, network] : [mails, here, network], now)
    await sendCode(transaction, context, request, code, expiresAt)
    return done({ challengeId })
  })
}

/** The right code of this browser's challenge, kept as proof of the address; or why not, with the try counted. */
export async function proveAddress(
  transaction: Transaction<DB>,
  context: Context,
  visit: Visit & { readonly code: string; readonly personId: string | null },
): Promise<Result<store.ChallengeRow, CodeRefusal>> {
  const now = context.now()
  const owner = { browserHash: browserHashOf(visit.browser), personId: visit.personId }
  const challenge = await store.lockChallenge(transaction, owner)
  const typed = hashOfCode(context.keyFor('e-mail codes'), challenge?.id ?? '', plainCode(visit.code))
  const decision = decideCode(challenge, challenge !== undefined && isSameHash(typed, challenge.codeHash), now)

  if (!decision.ok && decision.refusal.kind === 'code-wrong') {
    const subject = subjectOf(context.keyFor, 'address', mailboxOf(challenge!.address))
    await store.burnTry(transaction, challenge!.id)
    await store.insertTraces(transaction, [{ kind: 'code-failed', subject }], now)
  }
  if (!decision.ok) return decision
  await store.proveChallenge(transaction, challenge!.id, now)
  // A code that came there and came back: the address receives.
  await markAlive(transaction, context, challenge!.address)
  return done(challenge!)
}

export type AddressRefusal = CodeRefusal | { readonly kind: 'too-many-addresses' }

/** The address joins an account already open, once its code is typed. */
export async function confirmAddress(
  context: Context,
  visit: Visit & { readonly code: string; readonly personId: string },
): Promise<Result<null, AddressRefusal | SubmissionRefusal>> {
  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const proof = await proveAddress(transaction, context, visit)
    if (!proof.ok) return settled<null, AddressRefusal>(proof)
    const { id, address } = proof.value
    await store.lockPerson(transaction, visit.personId)
    const held = await store.listEmailsOf(transaction, visit.personId)
    if (!held.includes(address) && held.length >= LIMITS.addressesPerPerson) {
      return settled<null, AddressRefusal>(refuse({ kind: 'too-many-addresses' }))
    }
    await joinAddress(transaction, context, visit.personId, address)
    await store.spendProof(transaction, id, context.now())
    const object = `person:${visit.personId}`
    await recordAudit(transaction, context, { act: 'accounts.address-added', object })
    return settled<null, AddressRefusal>(done(null))
  })
  return outcomeOf(result)
}

/** More people than a household are accepted, and flagged for an agent to see. */
export async function joinAddress(
  transaction: Transaction<DB>,
  context: Context,
  personId: string,
  address: string,
): Promise<void> {
  const others = (await store.listPeopleByEmail(transaction, address)).filter(({ id }) => id !== personId)
  const isBeyondHousehold = others.length >= context.settings.peoplePerAddress
  await store.insertEmail(transaction, { personId, address, verifiedAt: context.now(), isBeyondHousehold })
}

function subjectsOf({ keyFor }: Context, { address, knownBrowser, network }: CodeRequest) {
  const mailbox = mailboxOf(address)
  const subject = subjectOf(keyFor, 'address', mailbox)
  const mails =
    knownBrowser === undefined
      ? ({ kind: 'mail', subject } as const)
      : ({ kind: 'known-mail', subject: subjectOf(keyFor, 'known', `${knownBrowser} ${mailbox}`) } as const)
  const fromNetwork = { kind: 'mail', subject: subjectOf(keyFor, 'address', `${mailbox} ${network}`) } as const
  return {
    mails,
    here: knownBrowser === undefined ? fromNetwork : mails,
    failures: { kind: 'code-failed', subject },
    network: { kind: 'network', subject: subjectOf(keyFor, 'network', networkOf(network, { v6: 48 })) },
  } as const
}

function sendCode(
  transaction: Transaction<DB>,
  context: Context,
  { address, personId }: CodeRequest,
  code: string,
  usefulUntil: Date,
): Promise<void> {
  const { serviceName } = context.settings
  return post(transaction, context, {
    to: address,
    kind: 'accounts.sign-in-code',
    ...(personId === null && { fields: { service: serviceName, code: inGroups(code) } }),
    subject: `Votre code pour ${serviceName}`,
    paragraphs: [
      personId === null
        ? 'Bonjour, voici votre code. Tapez-le dans la page où vous l’avez demandé.'
        : 'Bonjour, voici le code qui ajoute cette adresse à votre compte. Tapez-le dans la page où vous l’avez demandé.',
      { code: inGroups(code) },
      'Il sert une seule fois, pendant 30 minutes, et seulement dans le navigateur où vous l’avez demandé.',
      'Ne le donnez à personne : aucun agent ne vous le demandera. Si vous n’avez rien demandé, il n’y a rien à faire : sans ce code, personne ne peut entrer.',
    ],
    usefulUntil,
  })
}

function before(now: Date, durationMs: number): Date {
  return new Date(now.getTime() - durationMs)
}

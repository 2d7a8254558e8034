import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import { actingAs, type Context } from '#platform/context'
import { type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import { networkOf } from '#platform/http'
import type { Assurance } from '#platform/sessions'
import { hashOfCode, isSameHash, plainCode } from '../codes.ts'
import { type CardRefusal, type CodeRefusal, type Count, decideCardTry, LIMITS } from '../sign-in-rules.ts'
import * as store from '../store/index.ts'
import { browserHashOf, subjectOf } from '../subjects.ts'
import { joinAddress, proveAddress, type Visit } from './by-code.ts'
import { draftSession, openSession, type SessionDraft } from './sessions.ts'
import { outcomeOf, settled } from './settled.ts'

/** `secret` is for the cookie. */
export type SignedIn = { readonly kind: 'signed-in'; readonly secret: string }
/** The address is proved, and the person says who they are. */
export type Choosing = { readonly kind: 'choosing' }

export type BusyNetwork = Extract<CardRefusal, { kind: 'network-busy' }>
export type SignInRefusal = CodeRefusal | BusyNetwork | SubmissionRefusal

/**
 * Signs in by the code of a mail. An address of one person opens their session; otherwise, or when asked, the person says
 * who they are first.
 */
export async function signInByCode(
  context: Context,
  visit: Visit & { readonly code: string; readonly choosing: boolean },
): Promise<Result<SignedIn | Choosing, SignInRefusal>> {
  const draft = draftSession(context, visit.submission.key)
  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const busy = await networkFailures(transaction, context, visit.network)
    if (!busy.ok) return settled<Outcome, CodeRefusal | BusyNetwork>(busy)
    const proof = await proveAddress(transaction, context, { ...visit, personId: null })
    if (!proof.ok) {
      if (proof.refusal.kind === 'code-wrong') await countNetworkFailure(transaction, context, visit.network)
      return settled<Outcome, CodeRefusal | BusyNetwork>(proof)
    }

    const [only, ...others] = await store.listPeopleByEmail(transaction, proof.value.address)
    if (!only || others.length > 0 || visit.choosing) return settled<Outcome, never>(done('choosing'))
    await store.spendProof(transaction, proof.value.id, context.now())
    await open(transaction, context, draft, only.id, 'email-code', visit)
    return settled<Outcome, never>(done('signed-in'))
  })
  return secretOf(outcomeOf<Outcome, CodeRefusal | BusyNetwork, SubmissionRefusal>(result), draft)
}

export type ChoiceRefusal =
  | { readonly kind: 'proof-expired' }
  | { readonly kind: 'person-unknown' }
  | { readonly kind: 'name-missing' }

/** Who, at the address that was just proved: somebody known there, or somebody new by this name. */
export type Choice = { readonly personId: string } | { readonly name: string }

/** Opens the session of who they say they are, among the people of the address they proved. */
export async function signInAs(
  context: Context,
  visit: Visit & { readonly choice: Choice },
): Promise<Result<SignedIn, ChoiceRefusal | SubmissionRefusal>> {
  const draft = draftSession(context, visit.submission.key)
  const newPersonId = context.newId()
  const result = await inTransaction<Outcome, ChoiceRefusal>(context, visit.submission, async (transaction) => {
    const proof = await store.lockChallenge(transaction, { browserHash: browserHashOf(visit.browser), personId: null })
    if (!isProof(proof, context.now())) return refuse({ kind: 'proof-expired' } as const)
    const personId = await whoIs(transaction, context, visit.choice, proof.address, newPersonId)
    if (personId === undefined) return refuse({ kind: 'person-unknown' } as const)
    await store.spendProof(transaction, proof.id, context.now())
    await open(transaction, context, draft, personId, 'email-code', visit)
    return done<Outcome>('signed-in')
  })
  return result.ok ? done({ kind: 'signed-in', secret: draft.secret }) : result
}

/** Whether the address of this challenge is proved, and nobody came in by it yet. */
export function isProof(challenge: store.ChallengeRow | undefined, now: Date): challenge is store.ChallengeRow {
  if (!challenge?.provedAt || challenge.spentAt) return false
  return now.getTime() < challenge.provedAt.getTime() + LIMITS.proofLivesMs
}

/** Signs in by the number and the code of a card. A number that no card has answers as a wrong code does. */
export async function signInByCard(
  context: Context,
  visit: Visit & { readonly number: string; readonly code: string; readonly isDemonstration: boolean },
): Promise<Result<SignedIn, CardRefusal | SubmissionRefusal>> {
  const draft = draftSession(context, visit.submission.key)
  const failed = {
    kind: 'card-failed',
    subject: subjectOf(context.keyFor, 'card', `${visit.number} ${visit.network}`),
  } as const
  const typed = hashOfCode(context.keyFor('card codes'), visit.number, plainCode(visit.code))

  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const now = context.now()
    await store.lockSubject(transaction, failed.subject)
    const failures = await store.countTraces(transaction, failed, new Date(now.getTime() - LIMITS.dayMs))
    const decision = decideCardTry(failures, await failuresOf(transaction, context, visit.network), now)
    if (!decision.ok) return settled<Outcome, CardRefusal>(decision)

    const card = await store.findCardByNumber(transaction, visit.number)
    // The codes of invented people are in a public file: they open nothing where the data is real.
    const isClosed = card?.isFictitious === true && !visit.isDemonstration
    if (!card || isClosed || !isSameHash(typed, card.codeHash)) {
      await store.insertTraces(transaction, [failed, networkFailure(context, visit.network)], now)
      return settled<Outcome, CardRefusal>(refuse({ kind: 'card-wrong' }))
    }
    await open(transaction, context, draft, card.personId, 'card', visit)
    return settled<Outcome, never>(done('signed-in'))
  })
  const outcome = outcomeOf<Outcome, CardRefusal, SubmissionRefusal>(result)
  return outcome.ok ? done({ kind: 'signed-in', secret: draft.secret }) : outcome
}

/** In demonstration: opens the session of a fictitious person. The page refuses it anywhere else. */
export async function signInAsFictitious(
  context: Context,
  visit: Visit & { readonly personId: string },
): Promise<Result<SignedIn, 'person-unknown' | SubmissionRefusal>> {
  const draft = draftSession(context, visit.submission.key)
  const result = await inTransaction(context, visit.submission, async (transaction) => {
    const people = await store.listFictitiousPeople(transaction)
    if (!people.some(({ id }) => id === visit.personId)) return refuse('person-unknown')
    await open(transaction, context, draft, visit.personId, 'demonstration', visit)
    return done<Outcome>('signed-in')
  })
  return result.ok ? done({ kind: 'signed-in', secret: draft.secret }) : result
}

type Outcome = 'signed-in' | 'choosing'

function secretOf<Refusal>(
  outcome: Result<Outcome, Refusal>,
  draft: SessionDraft,
): Result<SignedIn | Choosing, Refusal> {
  if (!outcome.ok) return outcome
  return done(outcome.value === 'choosing' ? { kind: 'choosing' } : { kind: 'signed-in', secret: draft.secret })
}

function open(
  transaction: Transaction<DB>,
  context: Context,
  draft: SessionDraft,
  personId: string,
  assurance: Assurance,
  { device, replaces }: Visit,
): Promise<void> {
  return openSession(transaction, context, draft, { personId, assurance, device, replaces })
}

async function whoIs(
  transaction: Transaction<DB>,
  context: Context,
  choice: Choice,
  address: string,
  newPersonId: string,
): Promise<string | undefined> {
  const people = await store.listPeopleByEmail(transaction, address)
  if ('personId' in choice) return people.find(({ id }) => id === choice.personId)?.id
  await store.insertPerson(transaction, { id: newPersonId, displayName: choice.name }, context.now())
  await joinAddress(transaction, context, newPersonId, address)
  const acting = actingAs(context, { kind: 'person', id: newPersonId })
  await recordAudit(transaction, acting, {
    act: 'accounts.joined',
    object: `person:${newPersonId}`,
    details: { othersAtAddress: people.length, beyondHousehold: people.length >= context.settings.peoplePerAddress },
  })
  return newPersonId
}

async function networkFailures(
  transaction: Transaction<DB>,
  context: Context,
  network: string,
): Promise<Result<null, BusyNetwork>> {
  const decision = decideCardTry(NEVER, await failuresOf(transaction, context, network), context.now())
  return decision.ok ? decision : refuse(decision.refusal as BusyNetwork)
}

const NEVER: Count = { count: 0, first: undefined, last: undefined }

function failuresOf(transaction: Transaction<DB>, context: Context, network: string): Promise<Count> {
  const since = new Date(context.now().getTime() - LIMITS.hourMs)
  return store.countTraces(transaction, networkFailure(context, network), since)
}

function networkFailure({ keyFor }: Context, network: string) {
  return { kind: 'network-failed', subject: subjectOf(keyFor, 'network', networkOf(network, { v6: 48 })) } as const
}

function countNetworkFailure(transaction: Transaction<DB>, context: Context, network: string): Promise<void> {
  return store.insertTraces(transaction, [networkFailure(context, network)], context.now())
}

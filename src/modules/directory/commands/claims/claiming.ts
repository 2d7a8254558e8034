import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type AttachRefusal, attach, type SentAttachments } from '#platform/files'
import { post } from '#platform/mail'
import {
  CLAIM_LIMITS,
  type ClaimDraft,
  type ClaimRefusal,
  type ClaimState,
  stateAfterCode,
} from '../../claims/claiming.ts'
import type { CodeOutcome } from '../../claims/sentences.ts'
import * as store from '../../store/claims/index.ts'
import { personOf } from './actor.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Pieces that waited too long, or too many of them. */
export type PiecesRefusal = { readonly kind: 'attachments'; readonly refusal: AttachRefusal }

type Claimed = { readonly claimId: string; readonly state: ClaimState }

/**
 * Says that one speaks for an organisation. A code leaves for an address of the organisation, or an agent looks at the
 * document or at the words. Asking again while a code is awaited sends another.
 */
export function claimPage(
  context: Context,
  input: {
    readonly submission: Submission
    readonly slug: string
    readonly draft: ClaimDraft
    readonly attachments: SentAttachments
  },
): Promise<Result<Claimed, ClaimRefusal | PiecesRefusal | SubmissionRefusal>> {
  const [id, code, personId, now] = [context.newId(), drawCode(context.random), personOf(context), context.now()]
  const { draft, attachments } = input
  return inTransaction<Claimed, ClaimRefusal | PiecesRefusal>(context, input.submission, async (transaction) => {
    const structure = await store.lockStructure(transaction, { slug: input.slug })
    if (!structure) return refuse('structure-unknown')
    const isFree = await leaveCode(transaction, structure.id, personId, now)
    if (!isFree) return refuse('claimed-already')
    const isMail = draft.proof === 'mail'
    const since = new Date(now.getTime() - HOUR_MS)
    if (isMail && (await store.countCodes(transaction, personId, since)) >= CLAIM_LIMITS.codesAnHour) {
      return refuse('too-many-codes')
    }
    const state = isMail ? 'code-sent' : 'waiting'
    const expiresAt = new Date(now.getTime() + CLAIM_LIMITS.codeMinutes * MINUTE_MS)
    await store.insertClaim(transaction, {
      ...draft,
      id,
      structureId: structure.id,
      personId,
      state,
      domainProvenAt: null,
      reason: null,
      isAmbassador: false,
      askedAt: now,
      decidedAt: null,
      codeHash: isMail ? hashOf(context, id, code) : null,
      codeExpiresAt: isMail ? expiresAt : null,
    })
    // A document shows who one is by name: it is attached whatever the proof chosen.
    const attached = await attach(transaction, context, id, attachments)
    if (!attached.ok) return refuse({ kind: 'attachments', refusal: attached.refusal })
    if (draft.address !== null) await postCode(transaction, context, { to: draft.address, code, expiresAt })
    const details = { structure: structure.id, proof: draft.proof }
    await recordAudit(transaction, context, { act: 'directory.page-claimed', object: `claim:${id}`, details })
    return done({ claimId: id, state })
  })
}

export type Proven = { readonly kind: 'right'; readonly state: 'accepted' | 'waiting' } | { readonly kind: CodeOutcome }

/** Types the code that came to the address of the organisation. A wrong try is counted: five, and the code is no more. */
export function proveByCode(
  context: Context,
  input: { readonly submission: Submission; readonly claimId: string; readonly code: string },
): Promise<Result<Proven, 'claim-unknown' | SubmissionRefusal>> {
  const [personId, now] = [personOf(context), context.now()]
  const typed = input.code.replaceAll(/\D/g, '')
  return inTransaction<Proven, 'claim-unknown'>(context, input.submission, async (transaction) => {
    const awaited = await store.lockCode(transaction, input.claimId, personId)
    if (!awaited) return refuse('claim-unknown')
    // Two who claim one page wait for one another.
    await store.lockStructure(transaction, { id: awaited.structureId })
    if (awaited.expiresAt < now) return done({ kind: 'expired' })
    if (!isSame(awaited.hash, hashOf(context, input.claimId, typed))) {
      await store.burnTry(transaction, input.claimId)
      if (awaited.tries + 1 < CLAIM_LIMITS.tries) return done({ kind: 'wrong' })
      await store.settleCode(transaction, input.claimId, 'withdrawn', now)
      return done({ kind: 'burnt' })
    }
    const state = stateAfterCode({
      domain: awaited.domain,
      knownDomains: await store.listKnownDomains(transaction, awaited.structureId),
      otherOpenClaims: await store.countOtherClaims(transaction, awaited.structureId, personId),
    })
    await store.settleCode(transaction, input.claimId, state, now)
    await recordAudit(transaction, context, {
      act: 'directory.claim-proven',
      object: `claim:${input.claimId}`,
      details: { structure: awaited.structureId, state },
    })
    return done({ kind: 'right', state })
  })
}

/** Gives up a claim, or stops speaking for an organisation. */
export function giveUpClaim(
  context: Context,
  input: { readonly submission: Submission; readonly claimId: string },
): Promise<Result<void, 'claim-unknown' | SubmissionRefusal>> {
  return inTransaction<void, 'claim-unknown'>(context, input.submission, async (transaction) => {
    const claim = await store.findClaim(transaction, input.claimId)
    const isOpen = claim && !['refused', 'withdrawn'].includes(claim.state)
    if (!isOpen || claim.personId !== personOf(context)) return refuse('claim-unknown')
    await store.setClaimState(transaction, claim.id, { state: 'withdrawn', reason: null, by: null, at: context.now() })
    await recordAudit(transaction, context, { act: 'directory.claim-given-up', object: `claim:${claim.id}` })
    return done(undefined)
  })
}

/** Answers what an agent asked. */
export function answerQuestion(
  context: Context,
  input: {
    readonly submission: Submission
    readonly claimId: string
    readonly words: string
    readonly attachments: SentAttachments
  },
): Promise<Result<void, 'claim-unknown' | 'words-missing' | PiecesRefusal | SubmissionRefusal>> {
  type Refusal = 'claim-unknown' | 'words-missing' | PiecesRefusal
  return inTransaction<void, Refusal>(context, input.submission, async (transaction) => {
    const claim = await store.findClaim(transaction, input.claimId)
    if (claim?.state !== 'asked' || claim.personId !== personOf(context)) return refuse('claim-unknown')
    const words = input.words.trim().slice(0, CLAIM_LIMITS.words)
    if (words === '') return refuse('words-missing')
    await store.addWords(transaction, claim.id, words)
    const attached = await attach(transaction, context, claim.id, input.attachments)
    if (!attached.ok) return refuse({ kind: 'attachments', refusal: attached.refusal })
    return done(undefined)
  })
}

// A code that is awaited gives way to a new one; any other open claim stands.
async function leaveCode(transaction: Transaction<DB>, structureId: string, personId: string, now: Date) {
  const open = await store.findClaimOf(transaction, structureId, personId)
  if (!open || ['refused', 'withdrawn'].includes(open.state)) return true
  if (open.state !== 'code-sent') return false
  await store.settleCode(transaction, open.id, 'withdrawn', now)
  return true
}

function postCode(
  transaction: Transaction<DB>,
  context: Context,
  sent: { readonly to: string; readonly code: string; readonly expiresAt: Date },
): Promise<void> {
  return post(transaction, context, {
    to: sent.to,
    kind: 'directory.claim-code',
    subject: 'Votre code pour la page de votre structure',
    usefulUntil: sent.expiresAt,
    paragraphs: [
      'Quelqu’un demande à tenir la page de votre structure dans l’annuaire de l’ESS. Si c’est vous, recopiez ce code :',
      { code: sent.code },
      'Il sert pendant 30 minutes. Si ce n’est pas vous, ne faites rien : sans ce code, rien ne change.',
    ],
  })
}

function drawCode(random: Context['random']): string {
  const [a = 0, b = 0, c = 0, d = 0] = random(4)
  // 2³² is so much larger than 10⁶ that no code is likelier by more than one in four thousand.
  return String((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) % 1_000_000).padStart(6, '0')
}

function hashOf(context: Context, claimId: string, code: string): Buffer {
  return createHmac('sha256', context.keyFor('directory claim codes')).update(`${claimId} ${code}`).digest()
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

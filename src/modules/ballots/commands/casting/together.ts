import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { envelopeHashOf, type Leaf, type Receipt } from '#kernel/ballot'
import { hexOf, type SignedHead } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, transactAs } from '#platform/database'
import { decideCast, timeOfVote } from '../../sealed/casting/decide.ts'
import type { Cast, CastDecision, CastRefusal, CastResult } from '../../sealed/casting/model.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/casting/index.ts'
import { insertTraces } from '../../store/commission/traces.ts'
import { grownBy } from './grow.ts'

/** A ballot that waits to be cast, with what it is known by. */
export type Waiting = Cast & { readonly hash: Uint8Array; readonly hashedKey: Uint8Array }

export function waitingOf(cast: Cast): Waiting {
  return { ...cast, hash: envelopeHashOf(cast.envelope), hashedKey: sha256Of(cast.castKey) }
}

type Decided = { readonly cast: Waiting; readonly decision: Result<CastDecision, CastRefusal> }
type Writing = { readonly cast: Waiting; readonly decision: Extract<CastDecision, { kind: 'write' }> }

/**
 * Casts ballots of one poll in one transaction: one that is refused undoes none of the others.
 *
 * @param casts  of one poll, no two by the same person, with the same cast key or the same envelope
 * @returns      one answer per ballot, in their order, once all is committed
 * @throws       `Undone` when another transaction was sooner: everything may be tried again
 */
export async function castTogether(context: Context, casts: readonly Waiting[]): Promise<readonly CastResult[]> {
  const refused = new Set<string>()
  for (;;) {
    try {
      return await transactAs(context.db, 'caster', (caster) => attempt(context, caster, casts, refused))
    } catch (error) {
      if (!(error instanceof Undone)) throw error
      for (const hash of error.envelopes) refused.add(hexOf(hash))
    }
  }
}

async function attempt(
  context: Context,
  caster: Transaction<DB>,
  casts: readonly Waiting[],
  refused: ReadonlySet<string>,
): Promise<readonly CastResult[]> {
  const { poll } = casts[0]!
  const urn = await store.lockUrn(caster, poll.id, casts.map(questionOf))
  const now = timeOfVote(context.now(), urn.now)
  const facts = { ...poll.facts, ...urn.moved }
  const decided = casts.map((cast, at): Decided => {
    const answer = { ...urn.answers[at]!, ...(isIn(refused, cast) && USED) }
    const decision = decideCast(poll.manifest, facts, cast, answer, now)
    const isWritten = decision.ok && decision.value.kind === 'write'
    const holds = answer.passUntil !== undefined && answer.passUntil > now
    return { cast, decision: isWritten && !holds ? refuse('pass-spent') : decision }
  })
  const written = await write(context, caster, poll, decided.filter(isWriting), { ...urn, now })
  const receipts = new Map([...written, ...(await repeated(caster, poll, decided))])
  return decided.map(({ cast, decision }) => (decision.ok ? done(receipts.get(cast)!) : decision))
}

function questionOf({ pass, hash, hashedKey }: Waiting): store.Question {
  return { passId: pass.id, castKey: hashedKey, key: pass.key, homonym: pass.homonym, hash }
}

const USED = { isKnownEnvelope: true } as const

function isIn(refused: ReadonlySet<string>, { hash }: Waiting): boolean {
  return refused.size > 0 && refused.has(hexOf(hash))
}

function isWriting(
  one: Decided,
): one is Decided & { readonly decision: { readonly ok: true; value: Writing['decision'] } } {
  return one.decision.ok && one.decision.value.kind === 'write'
}

async function write(
  context: Context,
  caster: Transaction<DB>,
  poll: SealedPoll,
  decided: readonly (Decided & { readonly decision: { readonly value: Writing['decision'] } })[],
  { frontier, now }: { readonly frontier: Parameters<typeof grownBy>[2]; readonly now: Date },
): Promise<readonly (readonly [Waiting, Receipt])[]> {
  if (decided.length === 0) return []
  const leaves: Leaf[] = []
  const marks: store.NewMark[] = []
  const envelopes: (store.NewEnvelope & { readonly cast: Waiting })[] = []
  for (const { cast, decision } of decided) {
    const { markId = context.newId(), supersedes } = decision.value
    const { pass, envelope, sealedBy, hash, hashedKey: castKey } = cast
    const college = poll.manifest.colleges ? pass.college : undefined
    const leafIndex = frontier.size + leaves.length
    if (decision.value.markId === undefined) marks.push({ id: markId, pass })
    envelopes.push({
      id: context.newId(),
      cast,
      envelope,
      sealedBy,
      hash,
      castKey,
      college,
      leafIndex,
      markId,
      passId: pass.id,
    })
    leaves.push({ kind: 'envelope', envelope: hexOf(hash), ...(college !== undefined && { college }) })
    if (supersedes !== undefined) leaves.push({ kind: 'superseded', leaf: supersedes })
  }
  const identity = { poll: poll.fingerprint, logKey: poll.manifest.logKey }
  const grown = await grownBy(context, identity, frontier, leaves, now)
  const used = await store.writeUrn(caster, poll.id, { marks, envelopes }, grown)
  if (used.length > 0) throw new Undone(used)
  await insertTraces(caster, poll.id, envelopes.flatMap(traceOf(now)))
  return envelopes.map(({ cast, leafIndex }) => [cast, receiptOf(cast.hash, leafIndex, grown.head)])
}

function traceOf(castAt: Date) {
  return ({ id: envelopeId, cast: { origin } }: { readonly id: string; readonly cast: Waiting }) =>
    origin ? [{ ...origin, envelopeId, castAt }] : []
}

/** Receipts given before, made again from what is written: they are the same, byte for byte. */
async function repeated(
  caster: Transaction<DB>,
  poll: SealedPoll,
  decided: readonly Decided[],
): Promise<readonly (readonly [Waiting, Receipt])[]> {
  const earlier = decided.flatMap(({ cast, decision }) =>
    decision.ok && decision.value.kind === 'repeat' ? [{ cast, ...decision.value }] : [],
  )
  if (earlier.length === 0) return []
  const heads = await store.headsOfLeaves(
    caster,
    poll.id,
    earlier.map(({ leafIndex }) => leafIndex),
  )
  return earlier.map(({ cast, leafIndex, hash }) => {
    return [cast, receiptOf(hash, leafIndex, { poll: poll.fingerprint, ...heads.get(leafIndex)! })]
  })
}

function receiptOf(hash: Uint8Array, leafIndex: number, head: SignedHead): Receipt {
  return { envelopeHash: hexOf(hash), leafIndex, head }
}

function sha256Of(text: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(text).digest())
}

/** Undoes a transaction that came second; never leaves this folder. */
class Undone extends Error {
  readonly envelopes: readonly Uint8Array[]

  constructor(envelopes: readonly Uint8Array[]) {
    super('another transaction was sooner')
    this.envelopes = envelopes
  }
}

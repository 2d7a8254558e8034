import type { Transaction } from 'kysely'
import type { DestructionLeaf } from '#kernel/ballot'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { hexOf, sha256 } from '#kernel/merkle'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { makePdf } from '#platform/documents'
import { certificateOf } from '../../sealed/after/certificate.ts'
import {
  type AfterFacts,
  type DestructionProposal,
  type DestructionRefusal,
  decideConfirmation,
  decideDestruction,
  type Statement,
  type ToDestroy,
} from '../../sealed/after/model.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { pepperOf } from '../../sealed/uniqueness.ts'
import * as store from '../../store/after/index.ts'
import { lockLog } from '../../store/commission/index.ts'
import { lockHeldPoll } from '../../store/sealed/index.ts'
import { appendLeaves, publishHead } from '../casting/index.ts'

type Input = {
  readonly submission: Submission
  readonly poll: SealedPoll
  /** Of who acts: in the commission or the bureau, held now. */
  readonly seat: Seat
}

type Outcome = Promise<Result<void, DestructionRefusal | SubmissionRefusal>>

/** First of two people: this is, or should be, destroyed. */
export function proposeDestruction(
  context: Context,
  { submission, poll, seat, statement }: Input & { readonly statement: Statement },
): Outcome {
  const id = context.newId()
  return inTransaction<void, DestructionRefusal>(context, submission, async (transaction) => {
    await lockHeldPoll(transaction, poll.id)
    const facts = await store.readAfter(transaction, poll.id)
    const decision = decideDestruction(facts, statement.kind, context.now())
    if (!decision.ok) return decision
    const proposal = { proposedBy: seat.personId, proposingSeat: nameOf(seat), proposedAt: context.now() }
    await store.insertProposal(transaction, poll.id, { id, statement, ...proposal })
    await recordAudit(transaction, context, { act: 'ballots.destruction-proposed', object: `sealed-poll:${poll.id}` })
    return done(undefined)
  })
}

/** Takes a proposal off the table: its author, or somebody who disagrees. */
export function withdrawDestruction(
  context: Context,
  { submission, poll, what }: Input & { readonly what: ToDestroy },
): Promise<Result<void, SubmissionRefusal>> {
  return inTransaction<void, never>(context, submission, async (transaction) => {
    await store.deleteProposal(transaction, poll.id, what)
    await recordAudit(transaction, context, { act: 'ballots.destruction-withdrawn', object: `sealed-poll:${poll.id}` })
    return done(undefined)
  })
}

/**
 * Second of two people: it is destroyed, its certificate made, and a leaf says so with the certificate's hash. What is in
 * the database goes in the same transaction; the key of the roll, outside it, goes before the leaf is written: cut in
 * between, it is destroyed and not yet said, and confirming again says it.
 */
export async function confirmDestruction(
  context: Context,
  { submission, poll, seat, what }: Input & { readonly what: ToDestroy },
): Outcome {
  const by = { personId: seat.personId, seat: nameOf(seat) }
  const at = context.now()
  const before = await standing(context, poll.id, what, by)
  const paper = before.decision.ok ? await certify(context, poll, before, by.seat, at) : undefined
  return inTransaction<void, DestructionRefusal>(context, submission, async (transaction) => {
    await lockHeldPoll(transaction, poll.id)
    await lockLog(transaction, poll.id)
    const now = await standing({ ...context, db: transaction }, poll.id, what, by)
    if (!now.decision.ok) return now.decision
    // The certificate tells what was proposed, and on which terms: it is of these and no other.
    if (!paper || markOf(now) !== markOf(before)) return refuse('changed-meanwhile')

    if (what === 'roll') await store.eraseNames(transaction, poll.id)
    if (what === 'pepper') context.keyFor.end(pepperOf(poll.id))
    await write(context, transaction, poll, { ...paper, at, proposal: now.decision.value, confirmedBy: by.personId })
    return done(undefined)
  })
}

type Standing = {
  readonly facts: AfterFacts
  readonly decision: ReturnType<typeof decideConfirmation>
}

async function standing(
  { db, now }: Pick<Context, 'db' | 'now'>,
  pollId: string,
  what: ToDestroy,
  by: { readonly personId: string; readonly seat: string },
): Promise<Standing> {
  const facts = await store.readAfter(db, pollId)
  const proposal = (await store.listProposals(db, pollId)).get(what)
  return { facts, decision: decideConfirmation(facts, what, proposal, by, now()) }
}

function markOf({ facts, decision }: Standing): string {
  return canonicalJson({ terms: facts.terms ?? null, id: decision.ok ? decision.value.id : null } as unknown as Json)
}

type Paper = { readonly leaf: DestructionLeaf; readonly certificate: Uint8Array }

async function certify(
  { settings }: Context,
  poll: SealedPoll,
  { facts, decision }: Standing,
  seat: string,
  at: Date,
): Promise<Paper> {
  assert(decision.ok && facts.terms, 'what is certified is decided')
  const { statement, proposingSeat } = decision.value
  const what = statement.kind
  const by = [proposingSeat, seat] as const
  const { terms } = facts
  const certificate = await makePdf('certificate', certificateOf({ poll, what, at, by, settings, statement, terms }))
  const leaf = { kind: 'destruction', what, at: at.toISOString(), record: hexOf(sha256(certificate)), by } as const
  return { leaf, certificate }
}

async function write(
  context: Context,
  transaction: Transaction<DB>,
  poll: SealedPoll,
  {
    leaf,
    certificate,
    at,
    proposal,
    confirmedBy,
  }: Paper & { readonly at: Date; readonly proposal: DestructionProposal; readonly confirmedBy: string },
): Promise<void> {
  const head = await appendLeaves(transaction, poll.id, [leaf], context)
  await store.insertDestruction(transaction, poll.id, {
    ...{ leaf, leafIndex: head.size - 1, at, certificate },
    ...{ proposedBy: proposal.proposedBy, confirmedBy },
  })
  await store.deleteProposal(transaction, poll.id, proposal.statement.kind)
  await publishHead(transaction, poll.id, context)
  await recordAudit(transaction, context, { act: 'ballots.destroyed', object: `sealed-poll:${poll.id}` })
  await broadcast(transaction, 'published', poll.slug)
}

/** « commission-1 », as leaves say it. */
function nameOf({ office, number }: Seat): string {
  return `${office}-${number}`
}

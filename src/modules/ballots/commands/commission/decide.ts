import type { Transaction } from 'kysely'
import type { Leaf } from '#kernel/ballot'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { actingAs, type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import {
  canBecome,
  decideProposal,
  decideSettlement,
  type Fate,
  type Proposal,
  type ProposalRefusal,
  type SettlementRefusal,
  seatName,
  type Verdict,
} from '../../sealed/commission.ts'
import type { Seat } from '../../sealed/poll.ts'
import * as store from '../../store/commission/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { appendLeaves } from '../casting/index.ts'

export type ProposalInput = {
  readonly submission: Submission
  /** Of who acts: a seat of the commission, held now. */
  readonly seat: Seat
  readonly envelopeLeaves: readonly number[]
  readonly verdict: Verdict | undefined
  readonly note: string
}

/** A first member says what should become of some ballots. */
export function proposeDecision(
  context: Context,
  { submission, seat, ...asked }: ProposalInput,
): Promise<Result<{ readonly id: string }, ProposalRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    const { pollId } = seat
    const { stage, fates, open } = await standing(transaction, context, pollId, asked.envelopeLeaves)
    const decision = decideProposal(stage, asked, fates, open)
    if (!decision.ok) return decision

    const proposal: Proposal = {
      ...{ id, envelopeLeaves: asked.envelopeLeaves, verdict: decision.value, note: asked.note },
      ...{ proposedBy: seat.personId, proposingSeat: seatName(seat), proposedAt: context.now() },
    }
    await actingAs(transaction, 'commission', (commission) => store.insertProposal(commission, pollId, proposal))
    await audit(transaction, context, 'ballots.decision-proposed', pollId, proposal)
    return done({ id })
  })
}

export type SettlementInput = {
  readonly submission: Submission
  readonly seat: Seat
  readonly proposalId: string
}

/**
 * A second member confirms: each ballot gets its leaf in the public log, with both seats and the reason. Ballots that were
 * replaced by their voters in between are left as they are.
 *
 * @returns  how many ballots were decided
 */
export function confirmDecision(
  context: Context,
  { submission, seat, proposalId }: SettlementInput,
): Promise<Result<{ readonly count: number }, SettlementRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const { pollId, personId } = seat
    const { stage, fates, open } = await standing(transaction, context, pollId, [])
    const proposal = open.find(({ id }) => id === proposalId)
    const known = proposal ? await fatesOf(transaction, pollId, proposal.envelopeLeaves, fates) : fates
    const decision = decideSettlement(stage, proposal, personId, known)
    if (!decision.ok) return decision

    const decided = decision.value.envelopeLeaves.filter((leaf) => canBecome(known.get(leaf), decision.value.verdict))
    const leaves = decided.map((leaf) => leafOf(decision.value, leaf, seatName(seat)))
    const { size } = await appendLeaves(transaction, pollId, leaves, context)
    await actingAs(transaction, 'commission', async (commission) => {
      const said = decided.map((envelopeLeaf, index) => ({ envelopeLeaf, decisionLeaf: size - leaves.length + index }))
      await store.settleProposal(commission, proposalId, { state: 'confirmed', by: personId, at: context.now() })
      await store.insertDecisions(commission, pollId, decision.value, said, context.now())
    })
    await audit(transaction, context, 'ballots.decision-confirmed', pollId, decision.value)
    return done({ count: decided.length })
  })
}

/** Takes a proposal off the table: another member who disagrees, or its own author. Nothing else changes. */
export function declineDecision(
  context: Context,
  { submission, seat, proposalId }: SettlementInput,
): Promise<Result<null, 'proposal-settled' | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const { open } = await standing(transaction, context, seat.pollId, [])
    const proposal = open.find(({ id }) => id === proposalId)
    if (!proposal) return refuse('proposal-settled')
    await actingAs(transaction, 'commission', (commission) =>
      store.settleProposal(commission, proposalId, { state: 'declined', by: seat.personId, at: context.now() }),
    )
    await audit(transaction, context, 'ballots.decision-declined', seat.pollId, proposal)
    return done(null)
  })
}

// The log is locked first: what it says of a ballot stays true until the act is over.
async function standing(
  transaction: Transaction<DB>,
  context: Context,
  pollId: string,
  envelopeLeaves: readonly number[],
) {
  await store.lockLog(transaction, pollId)
  const poll = await findSealedPollById(transaction, pollId, context.now())
  assert(poll, 'a seat is of a published poll')
  const [said, open] = await actingAs(transaction, 'commission', async (commission) => [
    await store.listFates(commission, pollId),
    await store.listOpenProposals(commission, pollId),
  ])
  return { stage: poll.stage, fates: await fatesOf(transaction, pollId, envelopeLeaves, said), open }
}

/** Of those leaves that are envelopes: any the log says nothing more of is live. */
async function fatesOf(
  transaction: Transaction<DB>,
  pollId: string,
  envelopeLeaves: readonly number[],
  said: ReadonlyMap<number, Fate>,
): Promise<ReadonlyMap<number, Fate>> {
  const known = await actingAs(transaction, 'commission', (commission) =>
    store.listEnvelopeLeaves(commission, pollId, envelopeLeaves),
  )
  return new Map([...known.map((leaf) => [leaf, 'live'] as const), ...said])
}

function leafOf({ verdict, proposingSeat }: Proposal, leaf: number, confirmingSeat: string): Leaf {
  const by = [proposingSeat, confirmingSeat] as const
  return verdict.outcome === 'admitted'
    ? { kind: 'admitted', leaf, reason: verdict.reason, by }
    : { kind: 'annulled', leaf, reason: verdict.reason, by }
}

function audit(
  transaction: Transaction<DB>,
  context: Context,
  act: string,
  pollId: string,
  { id, verdict, envelopeLeaves }: Proposal,
): Promise<void> {
  const details = { proposal: id, outcome: verdict.outcome, reason: verdict.reason, ballots: envelopeLeaves.length }
  return recordAudit(transaction, context, { act, object: `sealed-poll:${pollId}`, details })
}

import type { Transaction } from 'kysely'
import { closeLeafOf, type Leaf } from '#kernel/ballot'
import { assert, done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import {
  actingAs,
  broadcast,
  type DB,
  inTransaction,
  type Submission,
  type SubmissionRefusal,
} from '#platform/database'
import { type CloseRefusal, decideClose, decideCloseProposal } from '../../sealed/close.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { listLeaves } from '../../store/casting/index.ts'
import { lockLog } from '../../store/commission/index.ts'
import * as store from '../../store/opening/index.ts'
import { closeObstacles, listPaperBallots } from '../../store/paper/index.ts'
import { findSealedPollById, lockHeldPoll } from '../../store/sealed/index.ts'
import { appendLeaves, publishHead } from '../casting/index.ts'
import { raiseFlags } from '../commission/index.ts'

export type CloseInput = {
  readonly submission: Submission
  readonly poll: SealedPoll
  /** Of who acts: in the commission or the bureau, held now. */
  readonly seat: Seat
}

/** First of two people: the vote is over, everything is settled, it should be closed. */
export async function proposeClose(
  context: Context,
  { submission, poll, seat }: CloseInput,
): Promise<Result<void, CloseRefusal | SubmissionRefusal>> {
  // What nobody looked at yet is flagged first: the close finds it then.
  if (poll.stage === 'deciding') await raiseFlags(context, poll)
  return inTransaction<void, CloseRefusal>(context, submission, async (transaction) => {
    const { stage, obstacles } = await standing(transaction, context, poll.id)
    const decision = decideCloseProposal(stage, obstacles.length)
    if (!decision.ok) return decision

    const proposal = { proposedBy: seat.personId, proposedAt: context.now() }
    await store.insertCloseProposal(transaction, poll.id, proposal)
    await recordAudit(transaction, context, { act: 'ballots.close-proposed', object: `sealed-poll:${poll.id}` })
    return done(undefined)
  })
}

/**
 * Second of two people: the leaf `close` is written, with every count, and the head that covers it is published. From now
 * on nothing of the vote moves, and the bureau may open.
 */
export async function confirmClose(
  context: Context,
  { submission, poll, seat }: CloseInput,
): Promise<Result<void, CloseRefusal | SubmissionRefusal>> {
  if (poll.stage === 'deciding') await raiseFlags(context, poll)
  return inTransaction<void, CloseRefusal>(context, submission, async (transaction) => {
    const { stage, obstacles } = await standing(transaction, context, poll.id)
    const proposal = await store.findCloseProposal(transaction, poll.id)
    const decision = decideClose(stage, obstacles.length, proposal, seat.personId)
    if (!decision.ok) return decision

    const closedAt = context.now()
    const leaf = await closeLeaf(transaction, poll, closedAt)
    await appendLeaves(transaction, poll.id, [leaf], context)
    await store.deleteCloseProposal(transaction, poll.id)
    const { proposedBy } = decision.value
    await store.insertClose(transaction, poll.id, { proposedBy, confirmedBy: seat.personId, closedAt })
    await actingAs(transaction, 'opener', (opener) => store.insertMilestone(opener, poll.id, 'closed', closedAt))
    await publishHead(transaction, poll.id, context)
    await recordAudit(transaction, context, { act: 'ballots.closed', object: `sealed-poll:${poll.id}` })
    await broadcast(transaction, 'published', poll.slug)
    return done(undefined)
  })
}

/** Takes the proposal off the table: its author, or somebody who disagrees. */
export function withdrawClose(
  context: Context,
  { submission, poll }: CloseInput,
): Promise<Result<void, SubmissionRefusal>> {
  return inTransaction<void, never>(context, submission, async (transaction) => {
    await store.deleteCloseProposal(transaction, poll.id)
    await recordAudit(transaction, context, { act: 'ballots.close-withdrawn', object: `sealed-poll:${poll.id}` })
    return done(undefined)
  })
}

// The poll's row first, as an extension does, then the log: what is read after them stays true until the act is over.
async function standing(transaction: Transaction<DB>, context: Context, pollId: string) {
  await lockHeldPoll(transaction, pollId)
  await lockLog(transaction, pollId)
  const poll = await findSealedPollById(transaction, pollId, context.now())
  assert(poll, 'a seat is of a published poll')
  return { stage: poll.stage, obstacles: await closeObstacles(transaction, pollId) }
}

async function closeLeaf(transaction: Transaction<DB>, poll: SealedPoll, at: Date): Promise<Leaf> {
  const lines = await listLeaves(transaction, poll.id, { from: 0, to: Number.MAX_SAFE_INTEGER })
  const leaves = lines.map((line) => JSON.parse(line) as Leaf)
  const [classes, paper] = await actingAs(transaction, 'commission', async (commission) => [
    await store.countClasses(commission, poll.id),
    await listPaperBallots(commission, poll.id),
  ])
  return closeLeafOf(poll.manifest, leaves, at.toISOString(), classes, paper)
}

import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type SubmissionRefusal } from '#platform/database'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/sealed/index.ts'
import { appendLeaves } from '../casting/index.ts'
import { type OfPoll, stampOf } from './drafts.ts'

/** Why a close is not moved, gravest first. */
export type ExtensionRefusal =
  | 'poll-unknown'
  | 'vote-over'
  | 'not-later'
  | 'reason-missing'
  | 'nothing-proposed'
  | 'same-person'

/** First of two people: the vote should close later, for this reason, which everybody will read. */
export function proposeExtension(
  context: Context,
  input: OfPoll & { readonly closesAt: Date; readonly reason: string },
): Promise<Result<void, ExtensionRefusal | SubmissionRefusal>> {
  const { closesAt, reason } = input
  return inTransaction<void, ExtensionRefusal>(context, input.submission, async (transaction) => {
    const poll = await runningPoll(transaction, input.pollId, context.now())
    if (!poll.ok) return poll
    if (closesAt <= poll.value.closesAt) return refuse('not-later')
    if (reason === '') return refuse('reason-missing')

    const { id } = poll.value
    await store.deleteProposal(transaction, id, 'extension')
    await store.insertProposal(transaction, id, { what: 'extension', version: 0, closesAt, reason }, stampOf(context))
    await recordAudit(transaction, context, { act: 'ballots.extension-proposed', object: `sealed-poll:${id}` })
    return done(undefined)
  })
}

/** Second of two people: the close is moved, and the public log says so. */
export function confirmExtension(
  context: Context,
  input: OfPoll,
): Promise<Result<void, ExtensionRefusal | SubmissionRefusal>> {
  return inTransaction<void, ExtensionRefusal>(context, input.submission, async (transaction) => {
    const poll = await runningPoll(transaction, input.pollId, context.now())
    if (!poll.ok) return poll
    const { id } = poll.value
    const proposal = await store.findProposal(transaction, id, 'extension')
    if (!proposal?.closesAt || proposal.reason === null) return refuse('nothing-proposed')
    const stamp = stampOf(context)
    if (proposal.proposedBy === stamp.by) return refuse('same-person')
    if (proposal.closesAt <= poll.value.closesAt) return refuse('not-later')

    const { closesAt, reason, proposedBy } = proposal
    await store.insertExtension(transaction, id, { closesAt, reason, proposedBy }, stamp)
    await store.deleteProposal(transaction, id, 'extension')
    const by = [opaque(context, id, proposedBy), opaque(context, id, stamp.by)] as const
    await appendLeaves(transaction, id, [{ kind: 'extension', closesAt: closesAt.toISOString(), reason, by }], context)
    await recordAudit(transaction, context, { act: 'ballots.extended', object: `sealed-poll:${id}` })
    await broadcast(transaction, 'published', 'ballots')
    return done(undefined)
  })
}

export function refuseExtension(
  context: Context,
  input: OfPoll,
): Promise<Result<void, ExtensionRefusal | SubmissionRefusal>> {
  return inTransaction<void, ExtensionRefusal>(context, input.submission, async (transaction) => {
    await store.deleteProposal(transaction, input.pollId, 'extension')
    await recordAudit(transaction, context, {
      act: 'ballots.extension-refused',
      object: `sealed-poll:${input.pollId}`,
    })
    return done(undefined)
  })
}

async function runningPoll(
  transaction: Transaction<DB>,
  id: string,
  now: Date,
): Promise<Result<SealedPoll, 'poll-unknown' | 'vote-over'>> {
  await store.lockHeldPoll(transaction, id)
  const poll = await store.findSealedPollById(transaction, id, now)
  if (!poll) return refuse('poll-unknown')
  return poll.stage === 'waiting' || poll.stage === 'open' ? done(poll) : refuse('vote-over')
}

/** Who acted, for the public log: the same in one poll, and nothing that leads to a person. */
function opaque(context: Context, pollId: string, personId: string): string {
  const mac = createHmac('sha256', context.keyFor('people in public logs')).update(`${pollId} ${personId}`)
  return `agent-${mac.digest('hex').slice(0, 12)}`
}

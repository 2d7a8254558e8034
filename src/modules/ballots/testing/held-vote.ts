import { openAll, type Receipt } from '#kernel/ballot'
import { assert } from '#kernel/result'
import { actingAs, type Context } from '#platform/context'
import { castBallot } from '../commands/casting/index.ts'
import { confirmClose, proposeClose, publishOpening } from '../commands/opening/index.ts'
import type { SealedPoll, Seat, SeatOffice } from '../sealed/poll.ts'
import { listAdmitted } from '../store/opening/index.ts'
import { findSealedPollById, insertSeat } from '../store/sealed/index.ts'
import { newCast, newPass, sealedFor } from './casting.ts'
import type { OpenedForTests } from './sealed-poll.ts'

/** Each name votes, its ballot really sealed; the same name twice votes again. */
export async function voteFor(
  context: Context,
  poll: SealedPoll,
  votes: readonly (readonly [name: string, choices: readonly number[]])[],
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  for (const [name, choices] of votes) {
    const cast = newCast(context, poll, await newPass(context, poll, name))
    const done = await castBallot(context, { ...cast, envelope: await sealedFor(context, poll, choices) })
    assert(done.ok, 'a ballot of a test is cast')
    receipts.push(done.value)
  }
  return receipts
}

/** Somebody who holds a seat now, and the context of who acts. */
export async function seated(context: Context, poll: SealedPoll, office: SeatOffice, number: number) {
  const personId = `00000000-0000-7000-8000-0000000000${number + (office === 'bureau' ? 40 : 20)}`
  const seat: Seat = {
    ...{ id: context.newId(), pollId: poll.id, office, number, personId },
    ...{ since: new Date(poll.opensAt), until: null },
  }
  await context.db.transaction().execute((transaction) => insertSeat(transaction, seat, personId))
  return { seat, context: actingAs(context, { kind: 'person', id: personId }) }
}

/** Closes a vote whose time is over, by two members of its commission. */
export async function closeVote(context: Context, { id }: SealedPoll): Promise<SealedPoll> {
  const poll = await found(context, id)
  const [one, other] = [await seated(context, poll, 'commission', 8), await seated(context, poll, 'commission', 9)]
  const submission = () => ({ key: context.newId(), body: null })
  const proposed = await proposeClose(one.context, { submission: submission(), poll, seat: one.seat })
  assert(proposed.ok, 'nothing stands in the way of the close')
  const closed = await confirmClose(other.context, { submission: submission(), poll, seat: other.seat })
  assert(closed.ok, 'the second person closes the vote')
  return found(context, id)
}

/** Opens a closed vote as the bureau's page does, and publishes it. */
export async function openVote(
  context: Context,
  { poll: { id }, bureauKey }: Pick<OpenedForTests, 'poll' | 'bureauKey'>,
): Promise<SealedPoll> {
  const poll = await found(context, id)
  const opened = await openAll(await listAdmitted(context.db, id), bureauKey.secretKey, poll.manifest)
  const submission = { key: context.newId(), body: null }
  const personId = '00000000-0000-7000-8000-000000000041'
  const member = actingAs(context, { kind: 'person', id: personId })
  const published = await publishOpening(member, { submission, poll, personId, bytes: opened.bytes })
  assert(published.ok, 'what the bureau opened is published')
  return found(context, id)
}

async function found(context: Context, id: string): Promise<SealedPoll> {
  const poll = await findSealedPollById(context.db, id, context.now())
  assert(poll, 'the poll is there')
  return poll
}

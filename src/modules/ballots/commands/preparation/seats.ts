import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { SeatOffice } from '../../sealed/poll.ts'
import * as store from '../../store/sealed/index.ts'
import { stampOf } from './drafts.ts'

/** Why a seat is not given, gravest first. */
export type SeatRefusal = 'poll-unknown' | 'seat-taken' | 'seated-already' | 'key-made'

type Input = { readonly submission: Submission; readonly pollId: string }

/**
 * Gives somebody a place in a poll: bureau, commission, or typing paper ballots for a time.
 *
 * @param until  null: as long as the poll lasts
 */
export function giveSeat(
  context: Context,
  input: Input & {
    readonly office: SeatOffice
    readonly number: number
    readonly personId: string
    readonly until: Date | null
  },
): Promise<Result<void, SeatRefusal | SubmissionRefusal>> {
  const { office, number, personId, until } = input
  const id = context.newId()
  return inTransaction<void, SeatRefusal>(context, input.submission, async (transaction) => {
    const poll = await store.lockHeldPoll(transaction, input.pollId)
    if (!poll) return refuse('poll-unknown')
    const { by, at } = stampOf(context)
    const seats = (await store.listSeats(transaction, poll.id, at)).filter((seat) => seat.office === office)
    if (seats.some((seat) => seat.number === number)) return refuse('seat-taken')
    if (seats.some((seat) => seat.personId === personId)) return refuse('seated-already')

    await store.insertSeat(transaction, { id, pollId: poll.id, office, number, personId, since: at, until }, by)
    const details = { office, number, person: `person:${personId}` }
    await recordAudit(transaction, context, { act: 'ballots.seat-given', object: `sealed-poll:${poll.id}`, details })
    return done(undefined)
  })
}

/** Takes a seat back. A member of the bureau who holds a printed share keeps the seat: the share is theirs. */
export function takeSeatBack(
  context: Context,
  input: Input & { readonly seatId: string },
): Promise<Result<void, SeatRefusal | SubmissionRefusal>> {
  return inTransaction<void, SeatRefusal>(context, input.submission, async (transaction) => {
    const poll = await store.lockHeldPoll(transaction, input.pollId)
    if (!poll) return refuse('poll-unknown')
    const seats = await store.listSeats(transaction, poll.id, context.now())
    const seat = seats.find(({ id }) => id === input.seatId)
    if (!seat) return done(undefined)
    if (seat.office === 'bureau' && poll.isPublished) return refuse('key-made')

    await store.endSeat(transaction, seat.id)
    const details = { office: seat.office, number: seat.number, person: `person:${seat.personId}` }
    await recordAudit(transaction, context, { act: 'ballots.seat-ended', object: `sealed-poll:${poll.id}`, details })
    return done(undefined)
  })
}

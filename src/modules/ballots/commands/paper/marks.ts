import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { isDecidable } from '../../sealed/commission.ts'
import { placesOf } from '../../sealed/paper-places.ts'
import type { Person } from '../../sealed/pass.ts'
import type { Seat } from '../../sealed/poll.ts'
import { pepperOf, uniquenessKey } from '../../sealed/uniqueness.ts'
import { lockLog } from '../../store/commission/index.ts'
import * as store from '../../store/paper/index.ts'
import { asCommission, pollOf } from './acting.ts'

export type MarkInput = {
  readonly submission: Submission
  readonly seat: Seat
  readonly person: Person
  readonly place: string
  readonly line: number
}

/**
 * Copies one line of the list that people signed at a place. The person stands on the roll under the same key as online:
 * that is how a vote on paper and one online are found to be of one person.
 *
 * @returns  how the person stood before
 */
export function enterMark(
  context: Context,
  { submission, seat, person, place, line }: MarkInput,
): Promise<Result<{ readonly earlier: store.EarlierVote }, 'vote-over' | 'line-taken' | SubmissionRefusal>> {
  const [id, rollId] = [context.newId(), context.newId()]
  const key = uniquenessKey(context.keyFor(pepperOf(seat.pollId)), seat.pollId, person)
  return inTransaction<{ readonly earlier: store.EarlierVote }, 'vote-over' | 'line-taken'>(
    context,
    submission,
    async (transaction) => {
      // Casts write the roll under the log's lock: so does this.
      await lockLog(transaction, seat.pollId)
      const poll = await pollOf(transaction, context, seat)
      if (!isDecidable(poll.stage)) return refuse('vote-over')
      const by = { enteredBy: seat.personId, at: context.now() }
      const mark = { id, pollId: poll.id, rollId, key, person, place, line, ...by }
      const earlier = await actingAs(transaction, 'caster', (caster) => store.insertMark(caster, mark))
      return earlier ? done({ earlier }) : refuse('line-taken')
    },
  )
}

/** Says why a place has not as many papers as signatures. It holds while both numbers stay the same. */
export function remarkPlace(
  context: Context,
  input: {
    readonly submission: Submission
    readonly seat: Seat
    readonly place: string
    readonly remark: string
  },
): Promise<Result<null, 'vote-over' | 'place-unknown' | SubmissionRefusal>> {
  const { submission, seat, place, remark } = input
  return inTransaction<null, 'vote-over' | 'place-unknown'>(context, submission, async (transaction) => {
    const poll = await pollOf(transaction, context, seat)
    if (!isDecidable(poll.stage)) return refuse('vote-over')
    return asCommission(transaction, async (commission) => {
      const batches = await store.listBatches(commission, poll.id)
      const signatures = await store.listSignatures(commission, poll.id)
      const found = placesOf(batches, signatures, []).find((each) => each.place === place)
      if (!found) return refuse('place-unknown')
      const said = { place, remark, paperCount: found.papers, markCount: found.signatures }
      await store.keepRemark(commission, poll.id, said, { personId: seat.personId, at: context.now() })
      return done(null)
    })
  })
}

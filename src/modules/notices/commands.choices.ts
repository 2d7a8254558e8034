import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { EVERY_SUBJECT } from '#platform/notices'
import { type Choices, MOST_PLACES, type PlaceRefusal, type Rhythm, rhythmOf, slowed } from './choices.ts'
import { subjectsOf } from './commands.sending.ts'
import * as store from './store.choices.ts'

type Own = { readonly submission: Submission; readonly personId: string }

/** Keeps how soon a person is told of each subject, and when digests come. What waits follows at once. */
export function choose(
  context: Context,
  input: Own & { readonly choices: Omit<Choices, 'places'> },
): Promise<Result<null, SubmissionRefusal>> {
  const { personId, choices } = input
  return inTransaction(context, input.submission, async (transaction) => {
    await store.lockPerson(transaction, personId)
    await store.replaceRhythms(transaction, personId, choices.rhythms)
    await store.storeSchedule(transaction, personId, choices)
    await follow(transaction, context, personId)
    return done(null)
  })
}

/** @param place  as « commune:62119 », « epci:200072460 », « territory » */
export function followPlace(
  context: Context,
  input: Own & { readonly place: string },
): Promise<Result<null, PlaceRefusal | SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    await store.lockPerson(transaction, input.personId)
    const { places } = await store.findChoices(transaction, input.personId)
    if (places.length >= MOST_PLACES && !places.includes(input.place)) return refuse('too-many-places' as const)
    await store.storePlace(transaction, input.personId, input.place)
    return done(null)
  })
}

export function leavePlace(
  context: Context,
  input: Own & { readonly place: string },
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    await store.deletePlace(transaction, input.personId, input.place)
    return done(null)
  })
}

/**
 * Does what « unsubscribe » asks, for whoever holds the way out. Asked again it changes nothing.
 *
 * @param rhythm  « never », or less often
 */
export function leaveSubject(
  context: Context,
  input: Own & { readonly subject: string; readonly rhythm: Rhythm },
): Promise<Result<null, SubmissionRefusal>> {
  const { personId, subject, rhythm } = input
  return inTransaction(context, input.submission, async (transaction) => {
    if (!(await store.lockPerson(transaction, personId))) return done(null)
    if (subject === EVERY_SUBJECT) {
      const { rhythms } = await store.findChoices(transaction, personId)
      await store.replaceRhythms(transaction, personId, slowed(subjectsOf(context), rhythms, rhythm))
    } else await store.storeRhythm(transaction, { personId, subject, rhythm })
    await follow(transaction, context, personId)
    return done(null)
  })
}

// What waits takes the rhythm chosen now; what is to come at once leaves with the act.
async function follow(transaction: Transaction<DB>, context: Context, personId: string): Promise<void> {
  const { rhythms } = await store.findChoices(transaction, personId)
  const now = new Map(subjectsOf(context).map((subject) => [subject.id, rhythmOf(subject, rhythms)]))
  await store.rescheduleWaiting(transaction, personId, now, context.now())
  await context.enqueue(transaction, 'notices.send', {})
}

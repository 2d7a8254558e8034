import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Guest } from '../guest-form.ts'
import { givenBackMail, registeredMail, waitingMail } from '../mails.ts'
import {
  type AgendaEvent,
  decideRegistration,
  decideSessions,
  type HeldSession,
  placesFreed,
  type Registration,
  type RegistrationRefusal,
  type SessionsRefusal,
  sessionsToChoose,
} from '../model.ts'
import * as store from '../store/index.ts'
import { placeThoseWhoWait, write } from './places.ts'

export type Registered = { readonly registrationId: string; readonly state: 'registered' | 'waiting' }

type Input = {
  readonly submission: Submission
  readonly eventId: string
  readonly guest: Guest
  /** Positions of the sessions they choose; of no account on the waiting list. */
  readonly sessions?: readonly number[]
}

/**
 * Registers somebody, or puts them on the waiting list when every place is taken. The row of the event is locked first:
 * of two people who take the last place at once, one gets it and the other is first to wait.
 *
 * @param owner  their account and their own addresses; null: an agent types in somebody who has none
 */
export function register(
  context: Context,
  input: Input & { readonly owner: store.Owner | null },
): Promise<Result<Registered, RegistrationRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<Registered, RegistrationRefusal>(context, input.submission, async (transaction) => {
    const event = await lockWithoutFreePlace(transaction, context, input.eventId)
    if (!event) return refuse('event-unknown')
    const own = input.owner && (await store.findOwn(transaction, event.id, input.owner))
    if (own && own.state !== 'cancelled') return refuse('already-registered')
    const by = input.owner === null ? 'desk' : 'self'
    const decision = decideRegistration(event, event.registered, context.now(), by)
    if (!decision.ok) return decision
    const chosen = decideSessions(event, decision.value === 'registered' ? (input.sessions ?? []) : [])
    if (!chosen.ok) return chosen

    const { guest, owner } = input
    const one = { ...guest, id, eventId: event.id, personId: owner?.personId ?? null, state: decision.value }
    const rank = await store.insertRegistration(transaction, { ...one, at: context.now() })
    await choose(transaction, event, id, chosen.value)
    await recordAudit(transaction, context, { act: 'agenda.registered', object: `registration:${id}` })
    const mail = decision.value === 'registered' ? registeredMail(event) : waitingMail(event)
    await write(transaction, context, registrationFrom(one, rank, context.now()), mail)
    await tellWhenFull(transaction, event, event.registered + 1)
    return done({ registrationId: id, state: decision.value })
  })
}

export type ChoiceRefusal = SessionsRefusal | 'not-registered' | 'event-over'

/**
 * Chooses other sessions: all those asked for, or nothing changes.
 *
 * @param owner  whose registration it is; null: an agent does it for them
 */
export function chooseSessions(
  context: Context,
  input: {
    readonly submission: Submission
    readonly eventId: string
    readonly registrationId: string
    readonly owner: store.Owner | null
    readonly sessions: readonly number[]
  },
): Promise<Result<null, ChoiceRefusal | SubmissionRefusal>> {
  return inTransaction<null, ChoiceRefusal>(context, input.submission, async (transaction) => {
    const event = await store.lockEvent(transaction, input.eventId)
    const one = event && (await findHeld(transaction, event, input))
    if (!event || one?.state !== 'registered') return refuse('not-registered')
    if (context.now() >= event.endsAt) return refuse('event-over')
    const own = (await store.listChosen(transaction, event.id)).get(one.id) ?? []
    const chosen = decideSessions(event, input.sessions, own)
    if (!chosen.ok) return chosen

    await choose(transaction, event, one.id, chosen.value)
    await recordAudit(transaction, context, { act: 'agenda.sessions-chosen', object: `registration:${one.id}` })
    return done(null)
  })
}

// An account that was erased may have left places that the hourly job has not given yet: who waits comes before who comes.
async function lockWithoutFreePlace(transaction: Transaction<DB>, context: Context, id: string) {
  const event = await store.lockEvent(transaction, id)
  if (!event || placesFreed(event.capacity, event.registered, event.waiting) === 0) return event
  await placeThoseWhoWait(transaction, context, event)
  return store.findEvent(transaction, { id })
}

// The public page says which sessions are full: it is made again when somebody chooses, where places are counted.
async function choose(
  transaction: Transaction<DB>,
  event: AgendaEvent,
  registrationId: string,
  sessions: readonly HeldSession[],
): Promise<void> {
  if (sessionsToChoose(event).length === 0) return
  const positions = sessions.map(({ position }) => position)
  await store.replaceChosen(transaction, registrationId, event.id, positions)
  await broadcast(transaction, 'published', 'agenda')
}

export type GiveBackRefusal = 'not-registered' | 'event-over'

/**
 * Takes somebody off the list; the first who waits gets the place.
 *
 * @param owner  who gives back their own place; null: an agent does it for them
 */
export function giveBack(
  context: Context,
  input: {
    readonly submission: Submission
    readonly eventId: string
    readonly registrationId: string
    readonly owner: store.Owner | null
  },
): Promise<Result<null, GiveBackRefusal | SubmissionRefusal>> {
  return inTransaction<null, GiveBackRefusal>(context, input.submission, async (transaction) => {
    const event = await store.lockEvent(transaction, input.eventId)
    const one = event && (await findHeld(transaction, event, input))
    if (!event || !one) return refuse('not-registered')
    if (context.now() >= event.endsAt) return refuse('event-over')

    await store.cancelRegistration(transaction, one.id, context.now())
    await recordAudit(transaction, context, { act: 'agenda.gave-back', object: `registration:${one.id}` })
    await write(transaction, context, one, givenBackMail(event))
    const left = (await store.findEvent(transaction, { id: event.id })) ?? event
    await placeThoseWhoWait(transaction, context, left)
    await tellWhenFull(transaction, event, left.registered)
    if (sessionsToChoose(event).length > 0) await broadcast(transaction, 'published', 'agenda')
    return done(null)
  })
}

async function findHeld(
  transaction: Transaction<DB>,
  event: AgendaEvent,
  { registrationId, owner }: { readonly registrationId: string; readonly owner: store.Owner | null },
): Promise<Registration | undefined> {
  const one =
    owner === null
      ? await store.findRegistration(transaction, registrationId)
      : await store.findOwn(transaction, event.id, owner)
  const isTheOne = one?.id === registrationId && one.eventId === event.id
  return isTheOne && one.state !== 'cancelled' ? one : undefined
}

// The public page says whether there is room: it is made again when that changes, not at each registration.
async function tellWhenFull(transaction: Transaction<DB>, event: AgendaEvent, taken: number): Promise<void> {
  const isFull = (count: number) => event.capacity !== null && count >= event.capacity
  if (isFull(event.registered) !== isFull(taken)) await broadcast(transaction, 'published', 'agenda')
}

type Draft = Guest & Pick<Registration, 'id' | 'eventId' | 'personId' | 'state'>

function registrationFrom(one: Draft, rank: number, at: Date): Registration {
  const later = { cancelledAt: null, attended: null, evaluatedAt: null }
  return { ...one, ...later, rank, registeredAt: at, placedAt: one.state === 'registered' ? at : null }
}

import type { Transaction } from 'kysely'
import { addDays, dayIn, instantsOf, timeIn } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type AgendaEvent, changesCalendars, type EventDraft, type EventState, movesPeople, slugFor } from '../model.ts'
import { movedTo } from '../sessions.ts'
import * as store from '../store/index.ts'
import { placeThoseWhoWait } from './places.ts'
import { tellMove } from './telling-move.ts'

export type EventRefusal = 'event-unknown' | 'changed-meanwhile' | 'state-moved' | 'reason-missing'

type Written = { readonly eventId: string; readonly slug: string }

/**
 * Writes a new event: a draft of an agent, or what somebody proposes.
 *
 * @param proposerId  who proposes, when it is not an agent
 */
export function createEvent(
  context: Context,
  input: { readonly submission: Submission; readonly draft: EventDraft; readonly proposerId: string | null },
): Promise<Result<Written, SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    const state = input.proposerId === null ? 'draft' : 'proposed'
    const slug = await writeNew(transaction, context, { id, draft: input.draft, state, proposerId: input.proposerId })
    await recordAudit(transaction, context, { act: `agenda.event-${state}`, object: `event:${id}` })
    return done({ eventId: id, slug })
  })
}

/**
 * Changes an event. Those who come are told when its hour or its place moves; who waits gets the places that are added.
 *
 * @param version  the one the form was read at
 */
export function changeEvent(
  context: Context,
  input: {
    readonly submission: Submission
    readonly id: string
    readonly draft: EventDraft
    readonly version: number
    /** Texts of a conflict that were not chosen: they are kept beside. */
    readonly setAside?: readonly { readonly label: string; readonly content: string }[]
  },
): Promise<Result<Written, EventRefusal | SubmissionRefusal>> {
  const kept = (input.setAside ?? []).map((text) => ({ ...text, id: context.newId(), setAsideAt: context.now() }))
  return inTransaction<Written, EventRefusal>(context, input.submission, async (transaction) => {
    const before = await store.lockEvent(transaction, input.id)
    if (!before) return refuse('event-unknown')
    if (before.version !== input.version) return refuse('changed-meanwhile')

    const sequence = before.sequence + (changesCalendars(before, input.draft) ? 1 : 0)
    await store.updateEvent(transaction, before.id, input.draft, { ...stampOf(context), sequence })
    await store.insertSetAside(transaction, before.id, kept)
    await recordAudit(transaction, context, { act: 'agenda.event-changed', object: `event:${before.id}` })
    await afterChange(transaction, context, before, input.draft)
    return done({ eventId: before.id, slug: before.slug })
  })
}

const MOVES = {
  publish: { from: ['draft', 'proposed'], to: 'published', act: 'agenda.event-published' },
  cancel: { from: ['published'], to: 'cancelled', act: 'agenda.event-cancelled' },
  refuse: { from: ['proposed'], to: 'refused', act: 'agenda.event-refused' },
} as const satisfies Record<string, { from: readonly EventState[]; to: EventState; act: string }>
export type Move = keyof typeof MOVES

/**
 * Publishes, cancels or refuses. Those on the list are told of a cancellation by a job.
 *
 * @param reason  read by those concerned; needed unless it is published
 */
export function moveEvent(
  context: Context,
  input: { readonly submission: Submission; readonly id: string; readonly move: Move; readonly reason: string },
): Promise<Result<Written, EventRefusal | SubmissionRefusal>> {
  const { from, to, act } = MOVES[input.move]
  return inTransaction<Written, EventRefusal>(context, input.submission, async (transaction) => {
    const before = await store.lockEvent(transaction, input.id)
    if (!before) return refuse('event-unknown')
    if (!(from as readonly EventState[]).includes(before.state)) return refuse('state-moved')
    if (to !== 'published' && input.reason === '') return refuse('reason-missing')

    const sequence = before.sequence + 1
    await store.updateState(transaction, before.id, { ...stampOf(context), sequence, state: to, reason: input.reason })
    await recordAudit(transaction, context, { act, object: `event:${before.id}` })
    await tellMove(transaction, context, { ...before, state: to, stateReason: input.reason })
    if (to === 'cancelled') await tellLater(transaction, context, before.id, 'cancelled', sequence)
    await broadcast(transaction, 'published', 'agenda')
    return done({ eventId: before.id, slug: before.slug })
  })
}

/** The same event a week later, as a draft: its registrations stay where they are. */
export function duplicateEvent(
  context: Context,
  input: { readonly submission: Submission; readonly id: string },
): Promise<Result<Written, 'event-unknown' | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<Written, 'event-unknown'>(context, input.submission, async (transaction) => {
    const event = await store.findEvent(transaction, { id: input.id })
    if (!event) return refuse('event-unknown')
    const slug = await writeNew(transaction, context, {
      id,
      draft: aWeekLater(event),
      state: 'draft',
      proposerId: null,
    })
    await recordAudit(transaction, context, { act: 'agenda.event-draft', object: `event:${id}` })
    return done({ eventId: id, slug })
  })
}

type NewOne = {
  readonly id: string
  readonly draft: EventDraft
  readonly state: EventState
  readonly proposerId: string | null
}

async function writeNew(transaction: Transaction<DB>, context: Context, one: NewOne): Promise<string> {
  await store.lockSlugs(transaction)
  const day = dayIn(one.draft.startsAt)
  const bare = slugFor(one.draft.title, day, new Set())
  const slug = slugFor(one.draft.title, day, await store.listSlugsLike(transaction, bare))
  const { at, by } = stampOf(context)
  await store.insertEvent(transaction, one.draft, { ...one, slug, at, by })
  return slug
}

// Only what is published concerns anybody.
async function afterChange(transaction: Transaction<DB>, context: Context, before: AgendaEvent, after: EventDraft) {
  if (before.state !== 'published') return
  const now = (await store.findEvent(transaction, { id: before.id })) ?? before
  await placeThoseWhoWait(transaction, context, now)
  if (movesPeople(before, after)) await tellLater(transaction, context, before.id, 'moved', before.sequence + 1)
  await broadcast(transaction, 'published', 'agenda')
}

/** Asks a job to write to everyone on the list. */
function tellLater(
  transaction: Transaction<DB>,
  context: Context,
  eventId: string,
  what: 'cancelled' | 'moved',
  sequence: number,
): Promise<void> {
  return context.enqueue(transaction, 'agenda.tell', { eventId, what, sequence })
}

// At the same hour of the clock, whatever the night between.
function aWeekLater(event: AgendaEvent): EventDraft {
  const later = (instant: Date) =>
    instantsOf({ day: addDays(dayIn(instant), 7), time: timeIn(instant) })[0] ?? new Date(instant.getTime() + WEEK_MS)
  const startsAt = later(event.startsAt)
  const endsAt = later(event.endsAt)
  const lastsMs = event.endsAt.getTime() - event.startsAt.getTime()
  return {
    ...event,
    startsAt,
    // In the night that skips an hour the end may come before the beginning: it then lasts as long as it did.
    endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + lastsMs),
    registrationClosesAt: event.registrationClosesAt && later(event.registrationClosesAt),
    sessions: movedTo(event.sessions, dayIn(startsAt)),
  }
}

const WEEK_MS = 7 * 86_400_000

function stampOf({ actor, now }: Context): { readonly at: Date; readonly by: string | null } {
  return { at: now(), by: actor.kind === 'person' ? actor.id : null }
}

import { done } from '#kernel/result'
import type { Context } from '#platform/context'
import { inTransaction } from '#platform/database'
import { cancelledMail, movedMail, reminderMail } from '../mails.ts'
import * as store from '../store/index.ts'
import { forEach } from './for-each.ts'
import { write } from './places.ts'

const HOUR_MS = 3_600_000
/** Told the day before, at the hour of the event; who registers later is told at once by their registration. */
const REMINDED_BEFORE_MS = 30 * HOUR_MS
/** A run of the hour; the next takes the rest. */
const BATCH = 5_000

/**
 * Writes to those who come tomorrow, once for each beginning: an event that moved is told again.
 *
 * @returns  how many
 * @throws   what stopped one of them, once the others are written to: the next run tries again
 */
export async function remind(context: Context): Promise<number> {
  const now = context.now()
  const due = await store.listToRemind(context.db, now, new Date(now.getTime() + REMINDED_BEFORE_MS), BATCH)
  await forEach(due, async ({ id, event_id: eventId, starts_at: startsAt }) => {
    const submission = { key: `agenda-rappel-${id}-${startsAt.getTime()}`, body: null }
    await inTransaction(context, submission, async (transaction) => {
      const event = await store.lockEvent(transaction, eventId)
      const one = await store.findRegistration(transaction, id)
      const stands = event?.state === 'published' && event.startsAt.getTime() === startsAt.getTime()
      if (!event || !stands || one?.state !== 'registered') return done(null)
      await store.markReminded(transaction, id, startsAt)
      // Whoever has just registered knows the date.
      const isFresh = now.getTime() - (one.placedAt?.getTime() ?? 0) < 6 * HOUR_MS
      if (!isFresh) await write(transaction, context, one, reminderMail(event))
      return done(null)
    })
  })
  return due.length
}

/**
 * Writes to everyone on the list of an event. Done again after a crash, nobody is written to twice: each mail has a key.
 *
 * @param sequence  of the change that is told
 * @throws          what stopped one of them, once the others are written to: the job tries again
 */
export async function tell(
  context: Context,
  asked: { readonly eventId: string; readonly what: 'cancelled' | 'moved'; readonly sequence: number },
): Promise<void> {
  const event = await store.findEvent(context.db, { id: asked.eventId })
  if (!event) return
  // It was cancelled before this job ran: that is what is told, by the job of the cancellation.
  if (asked.what === 'moved' && event.state !== 'published') return
  const mail = asked.what === 'cancelled' ? cancelledMail(event) : movedMail(event)
  const told = (await store.listRegistrations(context.db, event.id)).filter(({ state }) => state !== 'cancelled')
  await forEach(told, async (one) => {
    const submission = { key: `agenda-${asked.sequence}-${one.id}`, body: asked.what }
    await inTransaction(context, submission, async (transaction) => {
      await write(transaction, context, one, mail)
      return done(null)
    })
  })
}

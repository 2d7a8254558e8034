import type { Transaction } from 'kysely'
import { done } from '#kernel/result'
import { listEmailsOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import { type DB, inTransaction } from '#platform/database'
import { post } from '#platform/mail'
import { tell } from '#platform/notices'
import { type EventMail, placedMail } from '../mails.ts'
import { type AgendaEvent, placesFreed, type Registration } from '../model.ts'
import * as store from '../store/index.ts'
import { OWN_REGISTRATIONS } from '../subjects.ts'
import { forEach } from './for-each.ts'

/** Gives the free places to the first who wait, and writes to them. The row of the event is locked by who calls. */
export async function placeThoseWhoWait(transaction: Transaction<DB>, context: Context, event: AgendaEvent) {
  const now = context.now()
  // Once it is over nobody moves up: nobody could come.
  if (event.state !== 'published' || now >= event.endsAt) return
  const count = placesFreed(event.capacity, event.registered, event.waiting)
  for (const placed of await store.placeFirst(transaction, event.id, count, now)) {
    await write(transaction, context, placed, placedMail(event))
  }
}

/** Writes to who is registered, at the address they gave or that of their account, and puts it among their messages. */
export async function write(transaction: Transaction<DB>, context: Context, to: Registration, mail: EventMail) {
  const own = to.personId === null ? [] : await listEmailsOf(transaction, to.personId)
  const address = to.email ?? own[0]
  if (context.now() >= mail.usefulUntil) return
  const { message, ...words } = mail
  if (to.personId !== null && message) {
    // The mail says it already: among their messages it is told once, and nothing more leaves.
    const told = { subject: OWN_REGISTRATIONS, people: { ids: [to.personId] }, isWritten: address !== undefined }
    // Somebody may give a place back and come again: each registration has its own messages.
    await tell(transaction, context, { ...message, ...told, state: `${message.state}-${to.id}` })
  }
  if (address === undefined) return
  await post(transaction, context, {
    ...words,
    to: address,
    ...(to.personId === null ? {} : { personId: to.personId }),
  })
}

/**
 * Gives the places that an erased account left: nobody gave them back by hand.
 *
 * @throws  what stopped one event, once the others have theirs: the job tries again
 */
export async function fillFreedPlaces(context: Context): Promise<void> {
  await forEach(await store.listWithRoom(context.db, context.now()), async (eventId) => {
    const submission = { key: `agenda-places-${context.newId()}`, body: null }
    await inTransaction(context, submission, async (transaction) => {
      const event = await store.lockEvent(transaction, eventId)
      if (event) await placeThoseWhoWait(transaction, context, event)
      return done(null)
    })
  })
}

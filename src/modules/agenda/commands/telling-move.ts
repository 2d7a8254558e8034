import type { Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { tell } from '#platform/notices'
import { whenOf } from '../mails.ts'
import { type AgendaEvent, KIND_WORDS } from '../model.ts'
import { EVENTS, OWN_REGISTRATIONS } from '../subjects.ts'

/** Tells who proposed an event what became of it, and those who follow its place that it is announced. */
export async function tellMove(transaction: Transaction<DB>, context: Context, event: AgendaEvent): Promise<void> {
  if (event.proposerId !== null && event.state !== 'cancelled') await tellProposer(transaction, context, event)
  if (event.state !== 'published') return
  const where = event.communeName === null ? '' : `, ${event.communeName}`
  await tell(transaction, context, {
    subject: EVENTS,
    object: `event:${event.id}`,
    state: 'published',
    people: { followers: true },
    place: event.communeCode === null ? undefined : { communeCode: event.communeCode },
    sentence: `${KIND_WORDS[event.kind]} : « ${event.title} », ${whenOf(event)}${where}.`,
    neutralSentence: `Un événement est annoncé, ${whenOf(event)}.`,
    href: `/agenda/${event.slug}`,
  })
}

async function tellProposer(transaction: Transaction<DB>, context: Context, event: AgendaEvent): Promise<void> {
  const isPublished = event.state === 'published'
  await tell(transaction, context, {
    subject: OWN_REGISTRATIONS,
    object: `event:${event.id}`,
    state: isPublished ? 'proposal-published' : 'proposal-refused',
    people: { ids: [event.proposerId!] },
    sentence: isPublished
      ? `L’événement que vous avez proposé est publié : « ${event.title} ».`
      : `L’événement que vous avez proposé n’est pas retenu : « ${event.title} ». La raison est dans votre espace.`,
    href: isPublished ? `/agenda/${event.slug}` : '/mon-espace/agenda',
  })
}

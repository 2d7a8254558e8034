import { dayIn } from '#kernel/calendar'
import { Badge } from '#ui/badge'
import { formatCount } from '#ui/format'
import { EntryList } from '#ui/list'
import { whenOf, whereOf } from '../mails.ts'
import { type AgendaEvent, closingOf, KIND_WORDS } from '../model.ts'

export const AGENDA = { label: 'Agenda', href: '/agenda' } as const
export const TRAIL = [{ label: 'Accueil', href: '/' }] as const

/** Whether there is room, in a word. Nothing when one simply comes. */
export function StateBadge({ event, now }: { readonly event: AgendaEvent; readonly now: Date }) {
  if (event.state === 'cancelled') return <Badge kind="withdrawn">Annulé</Badge>
  if (event.endsAt < now) return <Badge kind="closed">Passé</Badge>
  if (!event.takesRegistrations) return null
  if (now >= closingOf(event)) return <Badge kind="closed">Inscriptions closes</Badge>
  if (isFull(event)) return <Badge kind="coming">Complet : liste d’attente</Badge>
  return <Badge kind="open">Inscriptions ouvertes</Badge>
}

export function isFull({ capacity, registered }: AgendaEvent): boolean {
  return capacity !== null && registered >= capacity
}

/** « 12 places libres sur 40 ». */
export function placesOf(event: AgendaEvent): string {
  if (event.capacity === null) return 'Autant de places qu’il en faut'
  const free = Math.max(0, event.capacity - event.registered)
  const waiting = event.waiting === 0 ? '' : `, ${formatCount(event.waiting, 'personne attend', 'personnes attendent')}`
  return `${formatCount(free, 'place libre', 'places libres')} sur ${event.capacity}${waiting}`
}

/** Events as cards, each leading to its page. */
export function EventList(props: {
  readonly events: readonly AgendaEvent[]
  readonly now: Date
  readonly level?: 2 | 3
}) {
  const { events, now, level = 2 } = props
  return (
    <EntryList
      level={level}
      entries={events.map((event) => ({
        href: `/agenda/${event.slug}`,
        title: event.title,
        kicker: KIND_WORDS[event.kind],
        lead: (
          <>
            <time datetime={dayIn(event.startsAt)}>{whenOf(event)}</time>
            {whereOf(event) !== '' && (
              <>
                <br />
                {whereOf(event)}
              </>
            )}
          </>
        ),
        badge: <StateBadge event={event} now={now} />,
      }))}
    />
  )
}

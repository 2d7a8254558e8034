import { formatInstant } from '#ui/format'
import type { DayOfEvents } from './coming.ts'
import { namedDay } from './days.ts'

/** Day by day, what happens. `level` is that of the days' titles. */
export function EventList({ days, level }: { readonly days: readonly DayOfEvents[]; readonly level: 3 | 4 }) {
  const Title = level === 3 ? 'h3' : 'h4'
  return (
    <ol class="office-days">
      {days.map(({ day, events }) => (
        <li id={`jour-${day}`}>
          <Title>{namedDay(day)}</Title>
          <ul>
            {events.map((event) => (
              <li>
                {event.href === null ? event.label : <a href={event.href}>{event.label}</a>}
                <span class="office-subject">
                  {event.isAllDay ? 'toute la journée' : hourOf(event.at)} · {event.subject}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function hourOf(at: Date): string {
  return formatInstant(at).split(' à ').at(-1) ?? ''
}

import { type DeskFrame, DeskPage } from '#ui/desk'
import { type Day, formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Icon } from '#ui/icon'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import type { DayOfEvents } from './coming.ts'
import { addMonths, dayOf, type Month, namedMonth, weeksOf } from './days.ts'
import { EventList } from './event-list.tsx'

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const

/** `/agents/calendrier`: a month as a table, then the same as a list. */
export function CalendarPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly month: Month
  readonly now: Date
  readonly days: readonly DayOfEvents[]
}) {
  const { site, desk, month, now, days } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Calendrier, ${namedMonth(month)}`}
      description="Ce qui arrive, mois par mois."
      current="/agents/calendrier"
    >
      <PageHeader title={`Calendrier, ${namedMonth(month)}`}>
        <MonthLinks month={month} />
      </PageHeader>
      <MonthTable month={month} today={dayOf(now)} days={days} />
      <Section id="en-liste" title="Jour par jour">
        {days.length === 0 ? (
          <EmptyState title="Rien n’est inscrit ce mois-ci.">
            <p>Les dates des votes, des réunions et de vos tâches s’inscrivent ici d’elles-mêmes.</p>
          </EmptyState>
        ) : (
          <EventList days={days} level={3} />
        )}
      </Section>
    </DeskPage>
  )
}

function MonthLinks({ month }: { readonly month: Month }) {
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)]
  return (
    <nav class="pagination" aria-label="Mois">
      <a href={`/agents/calendrier?mois=${before}`} rel="prev">
        <Icon name="back" /> {namedMonth(before)}
      </a>
      <a href="/agents/calendrier">Ce mois-ci</a>
      <a href={`/agents/calendrier?mois=${after}`} rel="next">
        {namedMonth(after)} <Icon name="arrow" />
      </a>
    </nav>
  )
}

function MonthTable(props: { readonly month: Month; readonly today: Day; readonly days: readonly DayOfEvents[] }) {
  const { month, today } = props
  const eventsOf = new Map(props.days.map(({ day, events }) => [day, events]))
  return (
    <table class="month">
      <caption class="hidden">{namedMonth(month)}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th scope="col">
              <abbr title={name}>{name.slice(0, 3)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr>
            {week.map((day) => (
              <td class={day === undefined ? 'month-other' : undefined}>
                {day !== undefined && <DayCell day={day} isToday={day === today} events={eventsOf.get(day) ?? []} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell(props: { readonly day: Day; readonly isToday: boolean; readonly events: DayOfEvents['events'] }) {
  const { day, isToday, events } = props
  return (
    <>
      <time datetime={day} aria-current={isToday ? 'date' : undefined}>
        {Number(day.slice(8))}
      </time>
      {events.length > 0 && (
        <a class="month-count" href={`#jour-${day}`}>
          {events.length}
          <span class="hidden">
            {formatCount(events.length, ' chose inscrite', ' choses inscrites').replace(/^\d+/, '')}
          </span>
        </a>
      )}
      {events.length > 0 && (
        <ul aria-hidden="true">
          {events.slice(0, 3).map((event) => (
            <li>{event.label}</li>
          ))}
        </ul>
      )}
    </>
  )
}

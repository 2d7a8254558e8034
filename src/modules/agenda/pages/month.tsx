import {
  type Day,
  dayIn,
  type Month,
  monthOf,
  monthsFrom,
  timeIn,
  weeksOf,
  writtenDay,
  writtenMonth,
  writtenTime,
} from '#kernel/calendar'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Icon } from '#ui/icon'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { AgendaEvent } from '../model.ts'
import { AGENDA, EventList, TRAIL } from './parts.tsx'

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const

/** `/agenda/calendrier`: a month as a table, then the same day by day. */
export function MonthPage(props: {
  readonly site: SiteFrame
  readonly month: Month
  readonly known: { readonly first: Month; readonly last: Month }
  readonly events: readonly AgendaEvent[]
  readonly now: Date
}) {
  const { site, month, known, events, now } = props
  const days = Map.groupBy(events, ({ startsAt }) => dayIn(startsAt))
  const title = `Agenda de ${writtenMonth(month)}`
  return (
    <Page
      site={site}
      title={title}
      description={`Les événements de ${writtenMonth(month)}, jour par jour.`}
      current={AGENDA.href}
      trail={[...TRAIL, AGENDA]}
      canonical={site.url && `${site.url}/agenda/calendrier?mois=${month}`}
    >
      <PageHeader
        title={title}
        lead={events.length === 0 ? undefined : formatCount(events.length, 'événement', 'événements')}
      >
        <MonthLinks month={month} known={known} present={monthOf(dayIn(now))} />
      </PageHeader>
      <MonthTable month={month} today={dayIn(now)} days={days} />
      {events.length === 0 && (
        <Section id="rien" title="Jour par jour">
          <EmptyState
            title={`Rien n’est annoncé en ${writtenMonth(month)}.`}
            action={{ label: 'Voir ce qui vient', href: '/agenda' }}
          >
            <p>Les événements du mois seront ici, un jour après l’autre.</p>
          </EmptyState>
        </Section>
      )}
      {[...days].map(([day, ofDay]) => (
        <Section id={`jour-${day}`} title={writtenDay(day)}>
          <EventList events={ofDay} now={now} level={3} />
        </Section>
      ))}
    </Page>
  )
}

function MonthLinks(props: {
  readonly month: Month
  readonly known: { readonly first: Month; readonly last: Month }
  /** The one we are in. */
  readonly present: Month
}) {
  const { month, known, present } = props
  const [before, after] = [monthsFrom(month, -1), monthsFrom(month, 1)]
  return (
    <nav class="pagination" aria-label="Mois">
      {before >= known.first && (
        <a href={`/agenda/calendrier?mois=${before}`} rel="prev">
          <Icon name="back" /> {writtenMonth(before)}
        </a>
      )}
      {month !== present && <a href="/agenda/calendrier">Ce mois-ci</a>}
      {after <= known.last && (
        <a href={`/agenda/calendrier?mois=${after}`} rel="next">
          {writtenMonth(after)} <Icon name="arrow" />
        </a>
      )}
    </nav>
  )
}

type Days = ReadonlyMap<Day, readonly AgendaEvent[]>

function MonthTable({ month, today, days }: { readonly month: Month; readonly today: Day; readonly days: Days }) {
  return (
    <table class="month">
      <caption class="hidden">{writtenMonth(month)}</caption>
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
                {day !== undefined && <DayCell day={day} isToday={day === today} events={days.get(day) ?? []} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell(props: { readonly day: Day; readonly isToday: boolean; readonly events: readonly AgendaEvent[] }) {
  const { day, isToday, events } = props
  return (
    <>
      <time datetime={day} aria-current={isToday ? 'date' : undefined}>
        {Number(day.slice(8))}
      </time>
      {events.length > 0 && (
        <a class="month-count" href={`#jour-${day}`}>
          {events.length}
          <span class="hidden">{events.length < 2 ? ' événement' : ' événements'}</span>
        </a>
      )}
      {events.length > 0 && (
        <ul aria-hidden="true">
          {events.slice(0, 3).map((event) => (
            <li>
              {writtenTime(timeIn(event.startsAt))} {event.title}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { instantsOf, summerOf, wallTimeOf } from '#kernel/calendar'
import { whereOf } from './mails.ts'
import { type AgendaEvent, KIND_WORDS } from './model.ts'

export const FEED_TYPE = 'text/calendar; charset=utf-8'

/**
 * A calendar as RFC 5545 writes it: stable identifiers, sequences, cancellations, hours of Paris with their rule.
 *
 * @param name  shown by calendars
 * @param url   public address of the site, without a final slash: identifiers and links are made of it
 * @see         docs/specifications/ical.md
 */
export function calendarOf(
  events: readonly AgendaEvent[],
  { name, url }: { readonly name: string; readonly url: string },
): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Filigrane', product: 'Agenda', language: 'FR' },
    timezone: { name: ZONE, generator: () => zoneRule(events) },
    ttl: 3_600,
  })
  for (const event of events) {
    const where = whereOf(event)
    calendar.createEvent({
      id: `${event.id}@${new URL(url).hostname}`,
      sequence: event.sequence,
      // RFC 5545, 3.8.7.2: when the revision was made, so that a feed that says the same is the same, byte for byte.
      stamp: event.changedAt,
      lastModified: event.changedAt,
      start: inParis(event.startsAt),
      end: inParis(event.endsAt),
      timezone: ZONE,
      summary: event.state === 'cancelled' ? `Annulé : ${event.title}` : event.title,
      description: descriptionOf(event, url),
      ...(where === '' ? {} : { location: where }),
      url: `${url}/agenda/${event.slug}`,
      categories: [{ name: KIND_WORDS[event.kind] }],
      status: event.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return corrected(calendar.toString(), events)
}

const ZONE = 'Europe/Paris'

// Beside a zone the library writes every instant without its own: those of a revision are in universal time (RFC 5545,
// 3.8.7.2 and 3.8.7.3). The events follow one another in the text as they were given; a line that goes on begins with a
// space, so that words of an event never begin one.
function corrected(text: string, events: readonly AgendaEvent[]): string {
  const [head = '', ...blocks] = text.split(/(?<=\r\n)(?=BEGIN:VEVENT\r\n)/)
  const written = blocks.map((block, index) => {
    const event = events[index]!
    const changedAt = universal(event.changedAt)
    return withoutRepeatedHours(block, event)
      .replace(/^DTSTAMP:.*$/m, `DTSTAMP:${changedAt}`)
      .replace(/(?<=\r\n)LAST-MODIFIED:.*/, `LAST-MODIFIED:${changedAt}`)
  })
  return [head, ...written].join('')
}

// Of an hour that autumn repeats programs read one or the other: it is written in universal time, which has one of each.
function withoutRepeatedHours(block: string, { startsAt, endsAt }: AgendaEvent): string {
  if (![startsAt, endsAt].some((instant) => instantsOf(wallTimeOf(instant)).length > 1)) return block
  return block
    .replace(/^DTSTART;.*$/m, `DTSTART:${universal(startsAt)}`)
    .replace(/^DTEND;.*$/m, `DTEND:${universal(endsAt)}`)
}

function universal(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '')
}

// A bare Date is written in the hours of this machine; this one carries its zone.
function inParis(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE)
}

function descriptionOf(event: AgendaEvent, url: string): string {
  return [
    event.state === 'cancelled' ? event.stateReason : '',
    event.description,
    event.host === '' ? '' : `Accueil par : ${event.host}`,
    event.access === '' ? '' : `Pour entrer : ${event.access}`,
    `${url}/agenda/${event.slug}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

// RFC 5545, 3.6.5. The rule is that of directive 2000/84/CE; it begins the year before the first event, so that no event
// comes before the first observance.
function zoneRule(events: readonly AgendaEvent[]): string {
  const years = events.map(({ startsAt }) => startsAt.getUTCFullYear())
  const first = Math.min(2020, ...years) - 1
  const { from, until } = summerOf(first)
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${ZONE}`,
    'BEGIN:DAYLIGHT',
    'TZNAME:CEST',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    // In the hours shown before each change: two in winter time, three in summer time.
    `DTSTART:${dayOf(from)}T020000`,
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'TZNAME:CET',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    `DTSTART:${dayOf(until)}T030000`,
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n')
}

function dayOf(instant: Date): string {
  return wallTimeOf(instant).day.replaceAll('-', '')
}

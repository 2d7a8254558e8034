import { wallTimeOf } from '#kernel/calendar'
import { whereOf } from '../mails.ts'
import { type AgendaEvent, KIND_WORDS } from '../model.ts'

/** Events as a table of text for a spreadsheet: counts, no name of anybody (RFC 4180, `;` between cells). */
export function csvOf(events: readonly (AgendaEvent & { readonly attended: number })[]): string {
  const header = [
    'genre',
    'titre',
    'début',
    'fin',
    'lieu',
    'accueil',
    'état',
    'places',
    'inscrits',
    'en attente',
    'présents',
  ]
  const rows = events.map((event) => [
    KIND_WORDS[event.kind],
    event.title,
    momentOf(event.startsAt),
    momentOf(event.endsAt),
    whereOf(event),
    event.host,
    event.state,
    event.capacity === null ? '' : String(event.capacity),
    String(event.registered),
    String(event.waiting),
    String(event.attended),
  ])
  // A byte order mark, so that the spreadsheets of offices read the accents.
  return `\uFEFF${[header, ...rows].map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`
}

function momentOf(instant: Date): string {
  const { day, time } = wallTimeOf(instant)
  return `${day} ${time}`
}

// A cell that a spreadsheet would run as a formula is told to be text.
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

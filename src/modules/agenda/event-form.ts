import { addDays, dayIn, instantsOf, readTime, timeIn, writtenTime } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import { type EventDraft, KINDS, type Kind } from './model.ts'
import { readSessions, writtenSessions } from './sessions.ts'

/** What was typed, by field. Days are read before, where the three boxes are: `YYYY-MM-DD`, or '' when not told. */
export type EventFields = Readonly<Record<string, string>>

/** What the page has understood already: the day, the last day when there is another, the commune. */
export type Understood = {
  readonly day: string | undefined
  readonly lastDay: string | undefined
  readonly closingDay: string | undefined
  readonly communeCode: string | null
}

export type EventFault =
  | 'kind-missing'
  | 'title-missing'
  | 'title-too-long'
  | 'text-too-long'
  | 'start-missing'
  | 'time-unreadable'
  | 'time-skipped'
  | 'end-missing'
  | 'end-before-start'
  | 'capacity-unreadable'
  | 'closing-after-end'
  | 'sessions-unreadable'

/** A sentence per field at fault, by the name of the field. */
export type EventFaults = Readonly<Record<string, EventFault>>

export const LONGEST = { titre: 120, description: 5_000, accueil: 120, lieu: 120, rue: 200, acces: 1_000 } as const

/** Reads the form of an event; every fault at once. The days are refused where they are read. */
export function decideEvent(fields: EventFields, understood: Understood): Result<EventDraft, EventFaults> {
  const text = (name: string) => readable(fields[name] ?? '')
  const faults: Record<string, EventFault> = { ...faultsOfTexts(text) }
  const kind = KINDS.find((each) => each === text('genre'))
  if (!kind) faults.genre = 'kind-missing'
  const { startsAt, endsAt } = readHours(text, understood, kind, faults)
  const capacity = readCapacity(text('places'), faults)
  const closesAt = readClosing(text('cloture'), understood, startsAt, faults)
  const sessions = understood.day === undefined ? undefined : readSessions(text('seances'), understood.day)
  if (sessions?.ok === false) faults.seances = 'sessions-unreadable'
  if (!kind || !startsAt || !endsAt || Object.keys(faults).length > 0) return refuse(faults)
  return done({
    kind,
    title: oneLine(text('titre')),
    description: text('description'),
    host: oneLine(text('accueil')),
    communeCode: understood.communeCode,
    place: oneLine(text('lieu')),
    street: oneLine(text('rue')),
    access: text('acces'),
    startsAt,
    endsAt,
    takesRegistrations: text('inscriptions') === 'oui',
    capacity,
    registrationClosesAt: closesAt,
    sessions: sessions?.ok ? sessions.value : [],
  })
}

/** What the form starts from: the event as it is. Days are in three boxes, added by the page. */
export function fieldsOf(event: EventDraft): EventFields {
  const closes = event.registrationClosesAt
  return {
    genre: event.kind,
    titre: event.title,
    description: event.description,
    accueil: event.host,
    lieu: event.place,
    rue: event.street,
    acces: event.access,
    debut: plainTime(event.startsAt),
    fin: plainTime(event.endsAt),
    inscriptions: event.takesRegistrations ? 'oui' : '',
    places: event.capacity === null ? '' : String(event.capacity),
    cloture: closes === null ? '' : plainTime(closes),
    seances: writtenSessions(event.sessions),
  }
}

type Text = (name: string) => string
type Faults = Record<string, EventFault>

function faultsOfTexts(text: Text): EventFaults {
  const long = Object.entries(LONGEST).filter(([name, most]) => text(name).length > most)
  const faults = Object.fromEntries(long.map(([name]) => [name, 'text-too-long' as EventFault]))
  if (text('titre') === '') return { ...faults, titre: 'title-missing' }
  return faults.titre ? { ...faults, titre: 'title-too-long' } : faults
}

type Hours = { readonly startsAt: Date | undefined; readonly endsAt: Date | undefined }

function readHours(text: Text, { day, lastDay }: Understood, kind: Kind | undefined, faults: Faults): Hours {
  const startsAt = readMoment(text('debut'), day, 'debut', faults, 'start-missing')
  // A closing date is a moment: it ends as it begins.
  if (kind === 'echeance' && text('fin') === '') return { startsAt, endsAt: startsAt }
  const endsAt = readMoment(text('fin'), lastDay ?? day, 'fin', faults, 'end-missing')
  if (startsAt && endsAt && (kind === 'echeance' ? endsAt < startsAt : endsAt <= startsAt))
    faults.fin = 'end-before-start'
  return { startsAt, endsAt }
}

// The hour that autumn repeats is the first of the two, as RFC 5545 (3.3.5) reads it.
function readMoment(typed: string, day: string | undefined, name: string, faults: Faults, missing: EventFault) {
  const time = readTime(typed)
  if (!time.ok) {
    faults[name] = time.refusal === 'missing' ? missing : 'time-unreadable'
    return undefined
  }
  if (day === undefined) return undefined
  const [instant] = instantsOf({ day, time: time.value })
  if (!instant) faults[name] = 'time-skipped'
  return instant
}

function readCapacity(typed: string, faults: Faults): number | null {
  if (typed === '') return null
  const capacity = /^\d{1,5}$/.test(typed) ? Number(typed) : 0
  if (capacity === 0) faults.places = 'capacity-unreadable'
  return capacity
}

function readClosing(typed: string, { closingDay }: Understood, startsAt: Date | undefined, faults: Faults) {
  if (closingDay === undefined) return null
  const closesAt =
    typed === '' ? midnightAfter(closingDay) : readMoment(typed, closingDay, 'cloture', faults, 'start-missing')
  if (closesAt && startsAt && closesAt > startsAt) faults.cloture = 'closing-after-end'
  return closesAt ?? null
}

function midnightAfter(day: string): Date | undefined {
  return instantsOf({ day: addDays(day, 1), time: '00:00' })[0]
}

function plainTime(instant: Date): string {
  return writtenTime(timeIn(instant)).replaceAll('\u00a0', '')
}

// Signs nobody sees are no words, and calendars refuse most of them (RFC 5545, 3.3.11).
function readable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/^[\p{Cf}\s]+|[\p{Cf}\s]+$/gu, '')
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}

/** The days the form starts from, for its boxes. A last day only when it is another. */
export function daysOf(event: EventDraft) {
  const [day, last] = [dayIn(event.startsAt), dayIn(event.endsAt)]
  const closes = event.registrationClosesAt
  return { day, lastDay: last === day ? undefined : last, closingDay: closes === null ? undefined : dayIn(closes) }
}

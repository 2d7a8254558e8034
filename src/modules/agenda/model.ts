import { done, type Result, refuse } from '#kernel/result'

export const KINDS = ['comptoir', 'reunion', 'visite', 'formation', 'echeance'] as const
export type Kind = (typeof KINDS)[number]

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  comptoir: 'Comptoir à initiatives',
  reunion: 'Réunion',
  visite: 'Visite',
  formation: 'Formation',
  echeance: 'Date limite',
}

export type EventState = 'proposed' | 'draft' | 'published' | 'cancelled' | 'refused'

/** What the form of an event holds, read and found right. */
export type EventDraft = {
  readonly kind: Kind
  readonly title: string
  readonly description: string
  /** Name of who receives. */
  readonly host: string
  readonly communeCode: string | null
  /** As « Salle des fêtes ». */
  readonly place: string
  readonly street: string
  /** How one gets in. */
  readonly access: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly takesRegistrations: boolean
  /** Null: as many as come. */
  readonly capacity: number | null
  readonly registrationClosesAt: Date | null
  readonly sessions: readonly Session[]
}

/** A part of an event, with its hours and those who lead it. */
export type Session = {
  readonly title: string
  readonly facilitators: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Null: whoever comes to the event may come. Else one chooses it, and its places are counted. */
  readonly capacity: number | null
}

/** A session of an event that exists. */
export type HeldSession = Session & {
  /** Stays as long as its title does. */
  readonly position: number
  /** Places taken. */
  readonly taken: number
}

export type AgendaEvent = Omit<EventDraft, 'sessions'> & {
  readonly sessions: readonly HeldSession[]
  readonly id: string
  readonly slug: string
  readonly state: EventState
  readonly stateReason: string
  readonly proposerId: string | null
  readonly communeName: string | null
  readonly version: number
  readonly sequence: number
  readonly publishedAt: Date | null
  readonly changedAt: Date
  readonly changedBy: string | null
  /** Places taken, people who wait. */
  readonly registered: number
  readonly waiting: number
}

export type RegistrationState = 'registered' | 'waiting' | 'cancelled'

export type Registration = {
  readonly id: string
  readonly eventId: string
  readonly personId: string | null
  readonly name: string
  readonly email: string | null
  readonly telephone: string | null
  readonly state: RegistrationState
  /** Order of arrival: 1 came first. */
  readonly rank: number
  readonly registeredAt: Date
  readonly placedAt: Date | null
  readonly cancelledAt: Date | null
  readonly attended: boolean | null
  readonly evaluatedAt: Date | null
  readonly need: string | null
}

/** Why nobody can be registered now; the gravest first. */
export type RegistrationRefusal =
  | 'event-unknown'
  | 'event-cancelled'
  | 'without-registration'
  | 'event-over'
  | 'registration-closed'
  | 'already-registered'
  | SessionsRefusal

/** Why sessions cannot be chosen so. */
export type SessionsRefusal = 'session-unknown' | 'session-full' | 'sessions-overlap'

/**
 * Which sessions somebody gets: all those they choose, or none. Asked while the row of the event is locked.
 *
 * @param chosen  positions
 * @param own     positions they hold already: their own place is not another's
 */
export function decideSessions(
  event: Pick<AgendaEvent, 'sessions'>,
  chosen: readonly number[],
  own: readonly number[] = [],
): Result<readonly HeldSession[], SessionsRefusal> {
  const sessions = event.sessions.filter(({ position }) => chosen.includes(position))
  if (sessions.length < new Set(chosen).size || sessions.some(({ capacity }) => capacity === null)) {
    return refuse('session-unknown')
  }
  if (sessions.some((session) => isSessionFull(session) && !own.includes(session.position)))
    return refuse('session-full')
  const isClashing = sessions.some((one) =>
    sessions.some((other) => one !== other && one.startsAt < other.endsAt && other.startsAt < one.endsAt),
  )
  return isClashing ? refuse('sessions-overlap') : done(sessions)
}

export function isSessionFull({ capacity, taken }: HeldSession): boolean {
  return capacity !== null && taken >= capacity
}

/** Sessions one chooses among. */
export function sessionsToChoose({ sessions }: Pick<AgendaEvent, 'sessions'>): readonly HeldSession[] {
  return sessions.filter(({ capacity }) => capacity !== null)
}

/** What opens and closes registrations. */
export type Opening = Pick<
  AgendaEvent,
  'state' | 'takesRegistrations' | 'registrationClosesAt' | 'startsAt' | 'endsAt' | 'capacity'
>

/**
 * Whether somebody gets a place, or waits for one. Asked while the row of the event is locked: nobody else is counted
 * meanwhile.
 *
 * @param taken  places taken
 * @param by     an agent types in those who came by themselves, until the event is over
 */
export function decideRegistration(
  event: Opening,
  taken: number,
  now: Date,
  by: 'self' | 'desk' = 'self',
): Result<'registered' | 'waiting', RegistrationRefusal> {
  if (event.state === 'cancelled') return refuse('event-cancelled')
  if (event.state !== 'published') return refuse('event-unknown')
  if (!event.takesRegistrations) return refuse('without-registration')
  if (now >= event.endsAt && by === 'self') return refuse('event-over')
  if (by === 'self' && now >= closingOf(event)) return refuse('registration-closed')
  return done(event.capacity === null || taken < event.capacity ? 'registered' : 'waiting')
}

/** Until when one registers: the moment that was set, or the beginning. */
export function closingOf({ registrationClosesAt, startsAt }: Opening): Date {
  return registrationClosesAt ?? startsAt
}

/** How many of those who wait get a place: `taken` counts the places held now. */
export function placesFreed(capacity: number | null, taken: number, waiting: number): number {
  return capacity === null ? waiting : Math.max(0, Math.min(waiting, capacity - taken))
}

/** What calendars hold of an event: its sequence grows when one of these changes (RFC 5545, 3.8.7.4). */
export function changesCalendars(before: EventDraft, after: EventDraft): boolean {
  const held = (event: EventDraft) => [
    event.title,
    event.description,
    event.host,
    event.communeCode,
    event.place,
    event.street,
    event.startsAt.getTime(),
    event.endsAt.getTime(),
  ]
  return JSON.stringify(held(before)) !== JSON.stringify(held(after))
}

/** Whether those who come must be told: the hour or the place is another. */
export function movesPeople(before: EventDraft, after: EventDraft): boolean {
  const held = (event: EventDraft) => [event.communeCode, event.place, event.street, event.startsAt.getTime()]
  return JSON.stringify(held(before)) !== JSON.stringify(held(after))
}

/** Pages of the agenda that no event may take the address of. */
const TAKEN = ['proposer', 'calendrier', 'programme', 'flux', 'cadre', 'abonnement']

/**
 * The address of a new event, from its title and its day: « comptoir-a-initiatives-lens-2026-03-12 ».
 *
 * @param known  addresses taken already
 */
export function slugFor(title: string, day: string, known: ReadonlySet<string>): string {
  const words = title
    .replace(/œ/gi, 'oe')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 70)
    .replace(/^-+|-+$/g, '')
  const base = [words || 'evenement', day].join('-')
  const isFree = (slug: string) => !known.has(slug) && !TAKEN.includes(slug)
  if (isFree(base)) return base
  for (let number = 2; ; number++) if (isFree(`${base}-${number}`)) return `${base}-${number}`
}

import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, AgendaEvent as EventRow, AgendaRegistration as RegistrationRow } from '#platform/database'
import type {
  AgendaEvent,
  EventDraft,
  EventState,
  HeldSession,
  Kind,
  Registration,
  RegistrationState,
} from '../model.ts'

export type Reader = Kysely<DB> | Transaction<DB>

/** An event beside the name of its commune and its counts, as `eventsIn` selects it. */
export type EventWithCounts = Selectable<EventRow> & {
  readonly commune_name: string | null
  readonly registered: bigint
  readonly waiting: bigint
}

/** Events with the name of their commune and how many come. */
export function eventsIn(db: Reader) {
  return db
    .selectFrom('agenda_event')
    .leftJoin('commune', 'commune.code', 'agenda_event.commune_code')
    .selectAll('agenda_event')
    .select('commune.name as commune_name')
    .select([countOf('registered').as('registered'), countOf('waiting').as('waiting')])
}

function countOf(state: RegistrationState) {
  return sql<bigint>`(SELECT count(*) FROM agenda_registration AS r WHERE r.event_id = agenda_event.id AND r.state = ${state})`
}

export function eventOf(row: EventWithCounts, sessions: readonly HeldSession[]): AgendaEvent {
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind as Kind,
    title: row.title,
    description: row.description,
    host: row.host,
    communeCode: row.commune_code,
    communeName: row.commune_name,
    place: row.place,
    street: row.street,
    access: row.access,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    takesRegistrations: row.takes_registrations,
    capacity: row.capacity,
    registrationClosesAt: row.registration_closes_at,
    sessions,
    state: row.state as EventState,
    stateReason: row.state_reason,
    proposerId: row.proposer_id,
    version: row.version,
    sequence: row.sequence,
    publishedAt: row.published_at,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    registered: Number(row.registered),
    waiting: Number(row.waiting),
  }
}

/** The columns of what a form says. */
export function columnsOf(draft: EventDraft) {
  return {
    kind: draft.kind,
    title: draft.title,
    description: draft.description,
    host: draft.host,
    commune_code: draft.communeCode,
    place: draft.place,
    street: draft.street,
    access: draft.access,
    starts_at: draft.startsAt,
    ends_at: draft.endsAt,
    takes_registrations: draft.takesRegistrations,
    capacity: draft.capacity,
    registration_closes_at: draft.registrationClosesAt,
  }
}

export function registrationOf(row: Selectable<RegistrationRow> & { readonly need: string | null }): Registration {
  return {
    id: row.id,
    eventId: row.event_id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    telephone: row.telephone,
    state: row.state as RegistrationState,
    rank: row.rank,
    registeredAt: row.registered_at,
    placedAt: row.placed_at,
    cancelledAt: row.cancelled_at,
    attended: row.attended,
    evaluatedAt: row.evaluated_at,
    need: row.need,
  }
}

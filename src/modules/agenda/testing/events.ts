import type { AgendaEvent, EventDraft } from '../model.ts'

/** An event of a Thursday evening in March, unless it is told otherwise. */
export function aDraft(overrides: Partial<EventDraft> = {}): EventDraft {
  return {
    kind: 'comptoir',
    title: 'Comptoir à initiatives',
    description: 'Venez avec une idée.',
    host: 'La Ruche d’exemple',
    communeCode: null,
    place: 'Salle des fêtes',
    street: '3 rue du Port',
    access: '',
    startsAt: new Date('2026-03-12T17:30:00Z'),
    endsAt: new Date('2026-03-12T19:00:00Z'),
    takesRegistrations: true,
    capacity: 2,
    registrationClosesAt: null,
    sessions: [],
    ...overrides,
  }
}

/** The same, published. */
export function anEvent(overrides: Partial<AgendaEvent> = {}): AgendaEvent {
  return {
    ...aDraft(),
    sessions: [],
    id: '00000000-0000-7000-8000-00000000e001',
    slug: 'comptoir-a-initiatives-2026-03-12',
    state: 'published',
    stateReason: '',
    proposerId: null,
    communeName: 'Étaples',
    version: 1,
    sequence: 0,
    publishedAt: new Date('2026-03-01T09:00:00Z'),
    changedAt: new Date('2026-03-01T09:00:00Z'),
    changedBy: null,
    registered: 0,
    waiting: 0,
    ...overrides,
  }
}

type Row = Readonly<Record<string, unknown>>

/** Rows of the agenda that are of one person; the event was over at that moment. */
export function agendaRows(person: string, at: Date): readonly (readonly [string, readonly Row[]])[] {
  const empty = { description: '', host: '', place: '', street: '', access: '', state_reason: '' }
  const event = { ...empty, id: id('f1'), slug: 'essai', kind: 'visite', title: 'Visite', state: 'published' }
  const when = { starts_at: at, ends_at: at, created_at: at, changed_at: at }
  return [
    ['agenda_event', [{ ...event, ...when, takes_registrations: true, version: 1, sequence: 0, proposer_id: person }]],
    [
      'agenda_registration',
      [
        {
          id: id('f2'),
          event_id: id('f1'),
          person_id: person,
          name: 'Inscritmot',
          state: 'registered',
          rank: 1,
          registered_at: at,
        },
      ],
    ],
    ['agenda_access_need', [{ registration_id: id('f2'), need: 'Besoinmot' }]],
    ['agenda_evaluation', [{ id: id('f3'), event_id: id('f1'), opinion: 4, comment: 'Bien' }]],
    ['agenda_feed', [{ id: id('f4'), person_id: person, created_at: at }]],
  ]
}

function id(end: string): string {
  return `01900000-0000-7000-8000-00000000${end.padStart(4, '0')}`
}

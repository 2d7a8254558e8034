type Row = Readonly<Record<string, unknown>>

/** What notices keep of a person: what they were told, what they chose. */
export function noticeRows(
  id: (suffix: string) => string,
  personId: string,
  at: Date,
): readonly (readonly [string, readonly Row[]])[] {
  const message = {
    id: id('f1'),
    subject: 'compte',
    object: 'person:1',
    state: 'told',
    sentence: 'Motannonce',
    href: '/mon-espace',
    is_service: true,
    is_publicity: false,
    rhythm: 'now',
    delivery: 'mailed',
    told_at: at,
  }
  return [
    ['notice_message', [{ ...message, person_id: personId }]],
    ['notice_rhythm', [{ person_id: personId, subject: 'motsujet', rhythm: 'weekly' }]],
    ['notice_schedule', [{ person_id: personId, daily_at: '08:00', weekday: 1 }]],
    ['notice_place', [{ person_id: personId, place: 'commune:62MOT' }]],
    ['notice_way_out', [{ id: id('f2'), person_id: personId, subject: 'compte', created_at: at }]],
  ]
}

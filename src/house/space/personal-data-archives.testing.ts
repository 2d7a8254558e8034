type Row = Readonly<Record<string, unknown>>

/** A bordereau signed nine years ago: the name of who signed it has a year to go. */
export function archiveRows(id: (end: string) => string, at: Date): readonly (readonly [string, readonly Row[]])[] {
  const list = {
    id: id('ac'),
    number: '2017-001',
    kind: 'agenda.events',
    fate: 'elimination',
    terms: '{}',
    record_count: 1,
    first_day: '2010-01-01',
    last_day: '2010-01-02',
    volume_bytes: 1,
    list_hash: Buffer.alloc(32),
    state: 'abandoned',
    made_at: at,
  }
  const step = {
    list_id: id('ac'),
    kind: 'abandon',
    signed_by: 'Directrice des Archives',
    signed_on: '2017-06-01',
    reference: 'V-1',
    recorded_by: id('ad'),
    recorded_at: at,
  }
  const entry = {
    id: id('ae'),
    item: 'impact-assessment',
    is_withdrawn: false,
    reference: 'AIPD-1',
    signed_on: '2017-06-01',
    entered_by: id('ad'),
    entered_at: at,
  }
  return [
    ['archive_list', [list]],
    ['archive_step', [step]],
    ['service_entry', [entry]],
    ['service_signature', [{ entry_id: id('ae'), signed_by: 'Déléguée aux données', reason: '' }]],
  ]
}

import { createHash } from 'node:crypto'

type Row = Readonly<Record<string, unknown>>

const FOUR_YEARS_AND_A_HALF_MS = 4.5 * 365.25 * 86_400_000

/**
 * A document somebody prepared and cancelled, from a model they put in. Its data are of use five years: they end within the
 * years the test lives through.
 */
export function documentRows(
  id: (suffix: string) => string,
  personId: string,
  at: Date,
): readonly (readonly [string, readonly Row[]])[] {
  const model = Buffer.from('a model')
  const sha256 = createHash('sha256').update(model).digest()
  const template = { id: id('e1'), kind: 'decisions.report', version: 1, bytes: model, sha256 }
  const document = {
    id: id('e3'),
    kind: 'decisions.report',
    object: `decision:${id('e3')}`,
    year: 2026,
    number: 1,
    chrono: 'RAP-2026-0001',
    template_id: template.id,
    data_sha256: sha256,
    generator: 'a generator',
    prepared_by: personId,
    prepared_at: new Date(at.getTime() - FOUR_YEARS_AND_A_HALF_MS),
  }
  const event = { id: id('e4'), document_id: document.id, position: 1, kind: 'cancelled' }
  const file = { id: id('e5'), document_id: document.id, part: 'draft', media_type: 'application/pdf' }
  return [
    ['document_template', [{ ...template, added_by: personId, added_at: at }]],
    [
      'document_template_use',
      [
        {
          id: id('e2'),
          kind: template.kind,
          position: 1,
          template_id: template.id,
          chosen_by: personId,
          chosen_at: at,
        },
      ],
    ],
    ['document', [document]],
    ['document_data', [{ document_id: document.id, data: '{}' }]],
    ['document_event', [{ ...event, recorded_by: personId, recorded_at: at }]],
    ['document_remark', [{ event_id: event.id, remark: 'Le titre change.' }]],
    ['document_file', [{ ...file, sha256, size_bytes: 7, filed_at: at }]],
  ]
}

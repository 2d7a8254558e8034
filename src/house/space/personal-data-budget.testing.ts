type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** What an agent does of the budget: its execution, its preparation, the mirror of the finance tool. */
export function budgetRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  return [...frameRows(idOf, person, at), ...executionRows(idOf, person, at), ...preparationRows(idOf, person, at)]
}

function frameRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  const plan = { name: 'M57', year_from: 2024, source: 'Essai', licence: 'Essai', status: 'to-verify', imported_at: at }
  const line = { year: 2026, section: 'F', chapter: '65', nature: '65748', function: '61', perimeter: 'dedicated' }
  const words = { label: 'Essai', is_fictitious: true, created_at: at }
  const proposed = { proposed_by: person, proposed_at: at }
  return [
    ['budget_nomenclature', [{ id: idOf('ba01'), ...plan }]],
    ['budget_year', [{ year: 2026, nomenclature_id: idOf('ba01'), source_account: idOf('ba02'), created_at: at }]],
    [
      'budget_line',
      [
        { id: idOf('ba03'), code: 'F-1', direction: 'expense', ...line, ...words },
        { id: idOf('ba04'), code: 'R-1', direction: 'receipt', ...line, ...words },
      ],
    ],
    ['budget_stage', [{ id: idOf('ba05'), year: 2026, kind: 'bp', number: 1, title: 'Essai', ...proposed }]],
    [
      'budget_authorisation',
      [{ id: idOf('ba06'), kind: 'ae', code: 'AE-1', label: 'Essai', amount_cents: 100n, ...proposed }],
    ],
  ]
}

function executionRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  const engagement = { line_id: idOf('ba03'), kind: 'purchase', purpose: 'Essai', asked_cents: 100n, version: 1 }
  const asked = { instructed_by: person, asked_at: at, is_fictitious: true }
  const request = { amount_cents: 100n, document: 'Facture', received_on: '2026-01-05', is_attached: false, version: 1 }
  const mandate = { liquidation_id: idOf('ba10'), number: '2026-0001', issued_on: '2026-01-06', version: 1 }
  const rejection = { rejected_on: '2026-01-07', reason: 'Essai' }
  const step = { engagement_id: idOf('ba08'), kind: 'asked', happened_on: '2026-01-04' }
  const owed = { amount_cents: 100n, purpose: 'Essai', issued_on: '2026-01-08', is_fictitious: true }
  return [
    ['budget_payee', [{ id: idOf('ba07'), kind: 'natural', name: 'Dominique', created_at: at }]],
    ['budget_engagement', [{ id: idOf('ba08'), payee_id: idOf('ba07'), ...engagement, ...asked }]],
    ['budget_condition', [{ id: idOf('ba09'), engagement_id: idOf('ba08'), position: 1, label: 'RIB' }]],
    [
      'budget_liquidation',
      [{ id: idOf('ba10'), engagement_id: idOf('ba08'), ...request, prepared_by: person, prepared_at: at }],
    ],
    [
      'budget_condition_check',
      [{ liquidation_id: idOf('ba10'), condition_id: idOf('ba09'), checked_by: person, checked_at: at }],
    ],
    ['budget_mandate', [{ id: idOf('ba11'), ...mandate, issued_by: person, issued_at: at }]],
    ['budget_rejection', [{ id: idOf('ba12'), mandate_id: idOf('ba11'), ...rejection }]],
    ['budget_step', [{ id: idOf('ba13'), ...step, done_by: person, done_at: at }]],
    ['budget_remark', [{ step_id: idOf('ba13'), remark: 'Essai' }]],
    [
      'budget_receivable',
      [
        {
          ...{
            id: idOf('ba14'),
            number: '2026-0001',
            line_id: idOf('ba04'),
            payee_id: idOf('ba07'),
            issued_by: person,
          },
          ...owed,
        },
      ],
    ],
  ]
}

function preparationRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  const gap = { year: 2026, line_code: 'F-1', kind: 'paid', ours_cents: 1n, theirs_cents: 2n }
  const sent = { sha256: 'a'.repeat(64), headers: ['Montant'], state: 'sent', content: Buffer.from('x') }
  return [
    [
      'budget_campaign',
      [{ id: idOf('b901'), year: 2027, opens_on: '2026-07-01', closes_on: '2026-11-30', opened_by: person }],
    ],
    ['budget_demand', [{ id: idOf('b902'), campaign_id: idOf('b901'), line_code: 'F-1', version: 1 }]],
    ['budget_demand_step', [{ id: idOf('b903'), demand_id: idOf('b902'), level: 1, taken_by: person, taken_at: at }]],
    ['budget_mirror_import', [{ id: idOf('b904'), file_name: 'export.csv', ...sent, sent_by: person, sent_at: at }]],
    [
      'budget_mirror_explanation',
      [{ id: idOf('b905'), ...gap, words: 'Titre', explained_by: person, explained_at: at }],
    ],
  ]
}

type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** Rows of one person in the tables of decisions: what they wrote, recorded, sent back, and what they are tied to. */
export function decisionRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  return [
    [
      'decision',
      [
        {
          id: idOf('e1'),
          kind: 'order',
          chrono: '2026-0001',
          slug: '2026-0001',
          title: 'Arrêté',
          legal_basis: 'CGCT',
          payment_nature: 'none',
          subject_code: '7.5',
          written_by: person,
          created_at: at,
          version: 1,
          reworked: 0,
        },
      ],
    ],
    [
      'decision_event',
      [
        {
          id: idOf('e2'),
          decision_id: idOf('e1'),
          position: 1,
          kind: 'listed',
          happened_on: at,
          recorded_by: person,
          recorded_at: at,
        },
      ],
    ],
    [
      'decision_visa',
      [
        {
          id: idOf('e3'),
          decision_id: idOf('e1'),
          round: 1,
          step: 'mission',
          is_given: false,
          given_by: person,
          given_at: at,
        },
      ],
    ],
    ...interestRows(idOf, person, at),
  ]
}

function interestRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  return [
    ['decision_visa_remark', [{ visa_id: idOf('e3'), remark: 'À reprendre' }]],
    [
      'interest_link',
      [
        {
          id: idOf('e4'),
          person_id: person,
          organisation_id: 'W999000001',
          organisation_name: 'Organisationmot',
          kind: 'mandate',
          starts_on: '2021-04-01',
          ends_on: '2022-01-01',
          source: 'Déclaration',
          declared_at: at,
        },
      ],
    ],
  ]
}

type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** A grant to an entrepreneur, to whom no account leads; and the draft of a dossier somebody is alone to write. */
export function grantRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  const key = Buffer.alloc(32, 7)
  const authority = { authority_name: 'Territoire', authority_siret: '99900011000018' }
  const money = { nature: 'cash', total_cents: 100n, in_kind_cents: 0n, conditions: 'unique' }
  const ground = { legal_basis: 'CGCT', payment_nature: 'non-economic', is_eu_notified: false, is_fictitious: true }
  const days = { granted_on: '2026-01-05', pays_from: '2026-01-05', created_at: at }
  return [
    [
      'grant_convention',
      [{ id: idOf('f9'), natural_key: key, purpose: 'Essai', ...authority, ...money, ...ground, ...days }],
    ],
    [
      'grant_beneficiary',
      [
        {
          convention_id: idOf('f9'),
          position: 1,
          name: 'Entreprise',
          siret: '99900000300015',
          is_natural_person: true,
          share_millionths: 1_000_000,
        },
      ],
    ],
    ...dossierRows(idOf, person, at),
  ]
}

function dossierRows(idOf: (end: string) => string, person: string, at: Date): Rows {
  const scheme = {
    kind: 'aid',
    legal_basis: 'CGCT',
    payment_nature: 'non-economic',
    is_fictitious: true,
    created_at: at,
  }
  const [project, edition, draft] = [idOf('e1'), idOf('e2'), idOf('e3')]
  const ofDraft = { dossier_id: draft }
  const numbers = { number: 'ZZ27-0001', form_version: 1, seen_version: 1 }
  return [
    ['project', [{ id: project, slug: 'zz', title: 'Essai', summary: '', is_fictitious: true, created_at: at }]],
    ['project_member', [{ id: idOf('e8'), project_id: project, person_id: person, part: 'holder', since: at }]],
    ['scheme', [{ id: idOf('e4'), slug: 'zz', title: 'Essai', purpose: 'Essai', ...scheme }]],
    [
      'scheme_edition',
      [
        {
          ...{ id: edition, scheme_id: idOf('e4'), slug: 'zz-1', title: 'Essai', rules: '{}', prefix: 'ZZ27' },
          ...{ is_fictitious: true, created_at: at },
        },
      ],
    ],
    [
      'dossier',
      [{ id: draft, edition_id: edition, project_id: project, ...numbers, is_fictitious: true, begun_at: at }],
    ],
    ['dossier_fact', [{ id: idOf('e5'), ...ofDraft, kind: 'begun', done_by: person, happened_at: at }]],
    [
      'dossier_answer',
      [
        {
          ...{ ...ofDraft, section: 's', entry: '1', field: 'f', texts: ['Motdossier'] },
          ...{ version: 1, written_by: person, written_at: at },
        },
      ],
    ],
    // Never both in a draft: here to see that nothing of them is left.
    [
      'dossier_filing',
      [{ id: idOf('e6'), ...ofDraft, number: 1, form_version: 1, content: '{}', filed_by: person, filed_at: at }],
    ],
    [
      'dossier_words',
      [{ id: idOf('e7'), ...ofDraft, reader: 'desk', words: 'Autremot note', written_by: person, written_at: at }],
    ],
    ['applicant_answer', [{ body: '999000003', name: 'nom', texts: ['Autremot'], kept_at: at }]],
  ]
}

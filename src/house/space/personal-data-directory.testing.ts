type Row = Readonly<Record<string, unknown>>

/** What the directory keeps of a person: what they claim, wrote, reported and declared. */
export function directoryRows(
  id: (suffix: string) => string,
  personId: string,
  at: Date,
): readonly (readonly [string, readonly Row[]])[] {
  const structure = structureRow(id, at)
  const declaration = declarationRow(id, personId, at)
  const claim = {
    id: id('e2'),
    structure_id: id('e1'),
    person_id: personId,
    proof: 'document',
    duty: 'Motfonction',
    words: 'Motpreuve',
    state: 'waiting',
    tries: 0,
    is_ambassador: false,
    asked_at: at,
  }
  const revision = {
    id: id('e3'),
    structure_id: id('e1'),
    number: 1,
    content: JSON.stringify({ presentation: 'Motbrouillon' }),
    state: 'draft',
    person_id: personId,
    saved_at: at,
  }
  const report = {
    id: id('e4'),
    structure_id: id('e1'),
    reference: '2345-6789',
    kind: 'error',
    body: 'Motsignalement',
    email: 'zelie.motadresse@exemple.fr',
    received_at: at,
  }
  return [
    ['commune', [COMMUNE]],
    ['structure', [structure]],
    [
      'structure_claim',
      [claim, { ...claim, id: id('e7'), state: 'refused', reason: 'Trop peu de choses', decided_at: at }],
    ],
    ['structure_revision', [revision, { ...revision, id: id('e8'), number: 2, state: 'replaced' }]],
    ['structure_report', [report, { ...report, id: id('e9'), reference: '2345-678A', ...ANSWERED, answered_at: at }]],
    ['directory_pace', [{ id: id('e6'), network: Buffer.alloc(32, 7), sent_at: at }]],
    [
      'structure_declaration',
      [declaration, { ...declaration, id: id('ea'), state: 'refused', reason: 'Déjà connue', decided_at: at }],
    ],
  ]
}

const ANSWERED = { answer: 'C’est corrigé' } as const

const COMMUNE = { code: '62902', name: 'Essai', search_key: 'essai', postcodes: '{62000}', population: 1 } as const

function structureRow(id: (suffix: string) => string, at: Date): Row {
  return {
    id: id('e1'),
    slug: 'structure-essai',
    siren: '999000001',
    title: 'Structure d’essai',
    purpose: '',
    search_key: 'essai',
    state: 'active',
    is_partly_diffused: false,
    reasons: '[{}]',
    sources: '[]',
    rule_version: 'essai',
    provenance: '{}',
    is_fictitious: true,
    checked_at: at,
  }
}

function declarationRow(id: (suffix: string) => string, personId: string, at: Date): Row {
  return {
    id: id('e5'),
    person_id: personId,
    title: 'Motdeclaree',
    family: 'association',
    commune_code: '62902',
    purpose: 'Une structure qui naît',
    state: 'waiting',
    asked_at: at,
  }
}

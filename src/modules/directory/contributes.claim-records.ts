import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'

export const processing: Processing = {
  title: 'Tenir l’annuaire des structures de l’ESS avec elles',
  people:
    'Les personnes qui parlent pour une structure, qui signalent une erreur ou qui déclarent une structure. Aucune personne physique n’est inscrite à l’annuaire.',
}

/** How long what people tell of their organisations is of use, and how it ends. */
export const claimRecords: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.claims',
    what: 'Les demandes de tenir une page, et les structures déclarées',
    purpose: 'Savoir qui parle pour une structure.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: 'Du refus, du retrait ou de l’effacement du compte' },
    tables: ['structure_claim', 'structure_declaration'],
    end: { by: 'purge', purge: 'directory.claims' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.texts',
    what: 'Ce que les structures disent d’elles-mêmes',
    purpose: 'Faire connaître les structures avec leurs mots.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: 'Du jour où le texte n’est plus montré' },
    tables: ['structure_revision'],
    end: { by: 'purge', purge: 'directory.texts' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.reports',
    what: 'Les erreurs signalées et les demandes de retrait',
    purpose: 'Corriger l’annuaire et protéger les personnes.',
    usefulLife: { duration: { count: 1, unit: 'years' }, from: 'De la réponse' },
    tables: ['structure_report'],
    end: { by: 'purge', purge: 'directory.reports' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.pace',
    what: 'D’où viennent des signalements envoyés à la suite, sous une forme illisible',
    purpose: 'Éviter les envois en masse.',
    usefulLife: { duration: null, from: 'Une heure après l’envoi' },
    tables: ['directory_pace'],
    end: { by: 'purge', purge: 'directory.pace' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.settings',
    what: 'Les réglages de l’annuaire',
    purpose: 'Savoir quand on relit et quand on prévient.',
    usefulLife: { duration: null, from: 'Tant qu’ils sont en vigueur' },
    tables: ['directory_setting'],
    end: { by: 'act', words: 'Un agent les change.' },
  },
]

import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'

/** How long what the directory keeps is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.imports',
    what: 'Les fichiers de données publiques lus : lignes, refus, choix',
    purpose: 'Savoir d’où vient chaque chose dite, et pouvoir revenir en arrière.',
    usefulLife: { duration: null, from: 'Tant qu’ils sont en vigueur ; les lignes, pour les trois derniers acceptés' },
    tables: ['directory_import', 'directory_import_row', 'directory_import_refusal', 'directory_choice'],
    end: { by: 'act', words: 'Un import plus récent les remplace.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.structures',
    what: 'Les structures de l’ESS et leurs établissements, tirés de données publiques',
    purpose: 'Faire connaître les structures de l’ESS.',
    usefulLife: { duration: null, from: 'Tant qu’elles sont montrées' },
    tables: [
      'structure',
      'establishment',
      'establishment_total',
      'establishment_year',
      'employment_figure',
      'structure_recognition',
      'structure_conflict',
    ],
    end: { by: 'nothing', words: 'Des données publiques, que leurs producteurs conservent.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.withdrawals',
    what: 'Les numéros des structures qui ont demandé à ne pas paraître ; sans numéro, une empreinte de leur nom',
    purpose: 'Qu’aucun import ne les fasse revenir.',
    basis: 'obligation légale (RGPD, articles 6.1.c et 21)',
    usefulLife: { duration: null, from: 'Tant que la demande tient' },
    tables: ['directory_withdrawal'],
    end: { by: 'act', words: 'La structure demande à revenir, et un agent l’accepte.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'directory.embedding',
    what: 'Les sites qui peuvent montrer l’annuaire',
    purpose: 'Montrer l’annuaire sur d’autres sites.',
    usefulLife: { duration: null, from: 'Tant que l’autorisation tient' },
    tables: ['directory_embedding'],
    end: { by: 'act', words: 'Un agent retire le site.' },
  },
]

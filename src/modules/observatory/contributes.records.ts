import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'

/** How long the figures are of use, and how they end. Published tables that were masked are kept: they are the proof. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'observatory.figures',
    what: 'Les chiffres de l’observatoire, comptés ou cités, sans rien de personnel',
    purpose: 'Dire ce que pèse l’ESS ici, avec la source de chaque chiffre.',
    usefulLife: { duration: null, from: 'Tant qu’ils sont montrés' },
    tables: [
      'figure_edition',
      'figure_source',
      'figure_place',
      'figure_cell',
      'figure_whole',
      'figure_year',
      'figure_lever',
      'cited_figure',
      'cited_break',
    ],
    end: { by: 'act', words: 'Le fichier suivant les remplace.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'observatory.protected-tables',
    what: 'Les tableaux protégés par le secret statistique, tels que publiés',
    purpose: 'Qu’un tableau publié une fois ne le soit jamais avec d’autres masques.',
    usefulLife: { duration: null, from: 'Sans terme : les masques ne protègent que s’ils ne changent pas' },
    tables: ['protected_table', 'protected_cell'],
    end: { by: 'nothing', words: 'Des chiffres publics, sans rien de personnel.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'observatory.panoramas',
    what: 'Les panoramas annuels, composés puis publiés, avec leurs chiffres',
    purpose: 'Dire une fois par an ce que pèse l’ESS ici, et pouvoir le relire tel quel.',
    usefulLife: { duration: null, from: 'Tant que l’observatoire est ouvert' },
    fate: 'conservation',
    tables: ['panorama', 'panorama_publication'],
    end: { by: 'nothing', words: 'Des publications : toutes les versions restent lisibles.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'observatory.embedding',
    what: 'Les sites qui peuvent montrer les chiffres',
    purpose: 'Montrer les chiffres sur d’autres sites.',
    usefulLife: { duration: null, from: 'Tant que l’autorisation tient' },
    tables: ['observatory_embedding'],
    end: { by: 'act', words: 'Un agent retire le site.' },
  },
]

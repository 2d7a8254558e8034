import type { RecordKind } from '#platform/archives'

const HOUSE = {
  basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
  source: 'Proposition de la maison, à valider par les Archives',
  isVerified: false,
} as const

/** How long the programme is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...HOUSE,
    name: 'programme.versions',
    what: 'Les versions du programme, publiées ou en cours d’écriture',
    purpose: 'Dire ce que veut faire le territoire, et relire ce qui a été publié.',
    usefulLife: { duration: null, from: 'Tant que la politique est suivie ici' },
    fate: 'conservation',
    tables: ['programme_draft', 'programme_publication'],
    end: { by: 'nothing', words: 'Des publications : toutes les versions restent lisibles.' },
  },
  {
    ...HOUSE,
    name: 'programme.follow-up',
    what: 'Les valeurs des indicateurs, l’avancement des actions, ce qui s’y rattache',
    purpose: 'Faire le bilan de chaque année, orientation par orientation.',
    usefulLife: { duration: null, from: 'Tant que la politique est suivie ici' },
    fate: 'conservation',
    tables: ['programme_value', 'programme_step', 'programme_tag'],
    end: { by: 'nothing', words: 'Des chiffres publics, sans rien de personnel.' },
  },
]

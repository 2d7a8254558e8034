import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'

/** How long what transparency keeps is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'transparency.runs',
    what: 'Les vérifications de ce qui doit toujours être vrai',
    purpose: 'Montrer à tous que les comptes et les votes tiennent, et depuis quand.',
    usefulLife: { duration: { count: 5, unit: 'years' }, from: 'la vérification' },
    tables: ['check_run'],
    end: { by: 'purge', purge: 'transparency.runs' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'transparency.incidents',
    what: 'Les incidents : ce qui n’était plus vrai, la suite donnée et la cause',
    purpose: 'Rendre compte d’une erreur et de sa réparation.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la fin de l’incident' },
    fate: 'conservation',
    tables: ['check_incident', 'check_incident_step'],
    end: { by: 'nothing', words: 'Des comptes et des numéros, sans rien de personnel.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'transparency.settings',
    what: 'Combien de temps les vérifications sont gardées',
    purpose: 'Appliquer la durée choisie.',
    usefulLife: { duration: null, from: 'Tant que le réglage vaut' },
    tables: ['check_setting'],
    end: { by: 'act', words: 'Un administrateur change le réglage.' },
  },
]

import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'

export const processing: Processing = {
  title: 'Suivre les projets que des habitants et des organisations portent ensemble',
  people: 'Les personnes de l’équipe d’un projet',
}

/** How long what is known of projects is of use, and how it ends. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'projects.projects',
    what: 'Les projets : leur titre, les organisations qui les portent et ce qui leur est arrivé',
    purpose: 'Dire ce qu’un projet est devenu, d’un dispositif à l’autre.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la dernière étape' },
    fate: 'conservation',
    tables: ['project', 'project_organisation', 'project_entry'],
    end: { by: 'nothing', words: 'Ce qui est arrivé à un projet reste consultable.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'projects.teams',
    what: 'Les équipes : qui parle pour un projet, depuis quand et jusqu’à quand',
    purpose: 'Laisser une équipe écrire son dossier, et la prévenir.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la dernière étape du projet' },
    tables: ['project_member'],
    end: { by: 'nothing', words: 'Une personne qui ferme son compte quitte toutes ses équipes.' },
  },
]

import type { Dataset, DatasetColumn } from '#platform/context'
import { deliberationsOf, EXPORT_SENTENCES } from './exports.ts'
import { isPublic } from './model.ts'
import { readAuthority, readExported } from './store/index.ts'

const COLUMNS: readonly DatasetColumn[] = [
  text('COLL_NOM', 'Nom de la collectivité'),
  text('COLL_SIRET', 'Son SIRET'),
  text('DELIB_ID', 'Numéro de la délibération'),
  { name: 'DELIB_DATE', type: 'date', meaning: 'Jour où elle a été adoptée' },
  text('DELIB_MATIERE_CODE', 'Matière, dans la nomenclature Actes'),
  text('DELIB_MATIERE_NOM', 'Nom de la matière'),
  text('DELIB_OBJET', 'Ce qu’elle décide'),
  text('BUDGET_ANNEE', 'Exercice budgétaire'),
  text('BUDGET_NOM', 'Budget concerné'),
  text('PREF_ID', 'Préfecture qui l’a reçue'),
  { name: 'PREF_DATE', type: 'date', meaning: 'Jour où elle a été transmise à l’État' },
  count('VOTE_EFFECTIF', 'Élus en exercice'),
  count('VOTE_REEL', 'Votes exprimés et abstentions'),
  count('VOTE_POUR', 'Votes pour'),
  count('VOTE_CONTRE', 'Votes contre'),
  count('VOTE_ABSTENTION', 'Abstentions'),
  text('DELIB_URL', 'Sa page sur ce site'),
]

export const decisionDatasets: readonly Dataset[] = [
  {
    slug: 'deliberations',
    title: 'Délibérations publiées',
    description: 'Ce que l’assemblée et sa commission permanente ont décidé et publié, avec les votes.',
    keywords: ['délibérations', 'assemblée', 'décisions'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'continuous',
    schema: 'scdl-deliberations-2.1.5',
    columns: COLUMNS,
    lastChange: async (db) => {
      const { exported } = await readExported(db)
      const days = exported
        .filter(({ decision }) => isPublic(decision))
        .flatMap(({ decision }) => decision.events.map(({ happenedOn }) => happenedOn))
      const last = days.toSorted().at(-1)
      return last === undefined ? undefined : new Date(`${last}T12:00:00Z`)
    },
    obstacle: async (db) => ((await readAuthority(db)) ? undefined : EXPORT_SENTENCES['authority-unknown']),
    rows: async function* (db, url) {
      const { exported, settings } = await readExported(db)
      const rows = deliberationsOf(exported, settings, url)
      if (!rows.ok) return
      for (const row of rows.value) yield COLUMNS.map(({ name }) => row[name as keyof typeof row] ?? '')
    },
  },
]

function text(name: string, meaning: string): DatasetColumn {
  return { name, type: 'text', meaning }
}

function count(name: string, meaning: string): DatasetColumn {
  return { name, type: 'number', meaning }
}

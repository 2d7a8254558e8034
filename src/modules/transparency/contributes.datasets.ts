import type { Dataset } from '#platform/context'
import { moduleOf, SUBJECTS } from './checking.ts'
import * as store from './store/index.ts'

const RESULTS = { holds: 'vrai', fails: 'faux', 'not-run': 'non vérifié' } as const
const EVER = new Date(0)

export const transparencyDatasets: readonly Dataset[] = [
  {
    slug: 'controles',
    title: 'Contrôles de la plateforme',
    description: 'Ce qui doit toujours être vrai ici, et si cela l’était : une ligne par contrôle et par jour.',
    keywords: ['transparence', 'contrôle', 'qualité'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'continuous',
    schema: null,
    columns: [
      { name: 'jour', type: 'date', meaning: 'Jour, à l’heure de Paris' },
      { name: 'sujet', type: 'text', meaning: 'De quoi il s’agit' },
      { name: 'controle', type: 'text', meaning: 'Nom du contrôle, qui ne change pas' },
      { name: 'phrase', type: 'text', meaning: 'Ce qui doit être vrai, dans les mots d’aujourd’hui' },
      { name: 'gravite', type: 'text', meaning: '« erreur », ou « à surveiller »' },
      { name: 'resultat', type: 'text', meaning: '« vrai », « faux » s’il l’a été une fois, ou « non vérifié »' },
      { name: 'verifications', type: 'number', meaning: 'Vérifications gardées de ce jour' },
      { name: 'echecs', type: 'number', meaning: 'Combien ont trouvé une erreur' },
      { name: 'cas_au_plus', type: 'number', meaning: 'Le plus grand nombre de cas trouvés' },
    ],
    lastChange: (db) => store.lastAskedAt(db),
    rows: async function* (db) {
      const [days, runs] = await Promise.all([store.listDays(db, EVER), store.listLastRuns(db, EVER)])
      const runOf = new Map(runs.map((run) => [run.name, run]))
      for (const { name, day, result, runCount, failureCount, mostRows } of days) {
        const run = runOf.get(name)
        const severity = run?.severity === 'warning' ? 'à surveiller' : 'erreur'
        const subject = SUBJECTS[moduleOf(name)] ?? 'Autres'
        yield [day, subject, name, run?.sentence ?? '', severity, RESULTS[result], runCount, failureCount, mostRows]
      }
    },
  },
]

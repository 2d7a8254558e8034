import type { Dataset } from '#platform/context'
import { KIND_WORDS } from './model.ts'
import * as store from './store/index.ts'

export const agendaDatasets: readonly Dataset[] = [
  {
    slug: 'agenda',
    title: 'Agenda de l’économie sociale et solidaire',
    description: 'Les rencontres, ateliers et visites publiés, passés et à venir. Personne n’y est nommé.',
    keywords: ['agenda', 'événements', 'ESS'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'continuous',
    schema: null,
    columns: [
      { name: 'identifiant', type: 'text', meaning: 'Dernière partie de son adresse' },
      { name: 'titre', type: 'text', meaning: 'Titre' },
      { name: 'sorte', type: 'text', meaning: 'Rencontre, atelier, visite…' },
      { name: 'debut', type: 'date', meaning: 'Début, en temps universel' },
      { name: 'fin', type: 'date', meaning: 'Fin, en temps universel' },
      { name: 'lieu', type: 'text', meaning: 'Nom du lieu' },
      { name: 'code_commune', type: 'text', meaning: 'Code Insee de la commune' },
      { name: 'commune', type: 'text', meaning: 'Nom de la commune' },
      { name: 'annule', type: 'boolean', meaning: 'Annulé depuis sa publication' },
      { name: 'page', type: 'text', meaning: 'Sa page sur ce site' },
    ],
    lastChange: async (db) => {
      const days = (await store.listPublic(db)).map(({ changedAt }) => changedAt)
      return days.toSorted((a, b) => a.getTime() - b.getTime()).at(-1)
    },
    rows: async function* (db, url) {
      for (const event of await store.listPublic(db)) {
        const { slug, title, kind, startsAt, endsAt, place, communeCode, communeName, state } = event
        const when = [startsAt.toISOString(), endsAt.toISOString()]
        yield [
          slug,
          title,
          KIND_WORDS[kind],
          ...when,
          place,
          communeCode,
          communeName,
          state === 'cancelled',
          `${url}/agenda/${slug}`,
        ]
      }
    },
  },
]

import type { Dataset } from '#platform/context'
import * as store from './store/index.ts'

export const ballotDatasets: readonly Dataset[] = [
  {
    slug: 'scrutins',
    title: 'Scrutins publiés',
    description: 'Les votes publiés ici, avec ce qui a été financé. Chacun donne ses bulletins sur sa propre page.',
    keywords: ['votes', 'budget participatif', 'scrutins'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'irregular',
    schema: null,
    columns: [
      { name: 'identifiant', type: 'text', meaning: 'Dernière partie de son adresse' },
      { name: 'titre', type: 'text', meaning: 'Titre' },
      { name: 'lieu', type: 'text', meaning: 'Où le vote a eu lieu' },
      { name: 'organisateur', type: 'text', meaning: 'Qui l’a organisé' },
      { name: 'votants', type: 'number', meaning: 'Nombre de votants' },
      { name: 'projets', type: 'number', meaning: 'Projets soumis au vote' },
      { name: 'finances', type: 'number', meaning: 'Projets financés' },
      { name: 'source', type: 'text', meaning: 'Qui a donné les bulletins' },
      { name: 'licence_des_bulletins', type: 'text', meaning: 'Licence des bulletins eux-mêmes' },
      { name: 'publie_le', type: 'date', meaning: 'Publié ici le' },
      { name: 'page', type: 'text', meaning: 'Sa page sur ce site' },
    ],
    lastChange: async (db) => {
      const days = (await store.listPolls(db, '', 'recent')).map(({ publishedAt }) => publishedAt)
      return days.toSorted((a, b) => a.getTime() - b.getTime()).at(-1)
    },
    rows: async function* (db, url) {
      for (const poll of await store.listPolls(db, '', 'title')) {
        const { slug, title, place, organiser, voterCount, optionCount, winnerCount, source, publishedAt } = poll
        const counts = [Number(voterCount), Number(optionCount), Number(winnerCount)]
        const said = [source.producer, source.licence ?? null, publishedAt.toISOString().slice(0, 10)]
        yield [slug, title, place, organiser, ...counts, ...said, `${url}/scrutins/${slug}`]
      }
    },
  },
]

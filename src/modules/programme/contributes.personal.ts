import type { Contribution } from '#platform/context'
import * as store from './store/index.ts'

/** Who asked for a version and who published it: all that the programme keeps of people. */
export const personal = {
  processing: {
    title: 'Écrire et publier la politique du territoire',
    people: 'Les agents qui demandent et publient une version',
  },
  personalData: [
    {
      what: 'Qui a demandé la publication d’une version du programme, et qui l’a publiée',
      purpose: 'Savoir que deux personnes ont relu chaque version.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Tant que la politique est suivie ici',
      fate: 'conservation',
      seenBy: 'Personne : les pages ne montrent pas ces noms',
      stays: 'La preuve que deux personnes ont agi reste (RGPD, article 17.3.b), sans votre nom.',
      tables: ['programme_draft', 'programme_publication'],
      purge: null,
    },
  ],
  exportPerson: async (db, personId) => {
    const told = await store.listActsOf(db, personId)
    return told.length === 0 ? {} : { 'Versions du programme': told }
  },
  erasePerson: async (transaction, personId) => {
    await store.forgetAsker(transaction, personId)
    return []
  },
} satisfies Partial<Contribution>

import type { Contribution } from '#platform/context'
import { processing, records } from './contributes.records.ts'
import type { Part } from './model.ts'
import * as store from './store/index.ts'

/** What projects give to the pages of others. */
export const contribution: Contribution = {
  module: 'projects',
  processing,
  records,
  personalData: [
    {
      what: 'Votre place dans l’équipe d’un projet',
      purpose: 'Vous laisser écrire pour votre projet, et vous prévenir de ce qui lui arrive.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Tant que le compte existe',
      fate: 'élimination',
      seenBy: 'Votre équipe et les agents de la mission',
      stays: 'Le projet et ce qui lui est arrivé, sans votre nom.',
      tables: ['project_member'],
      purge: null,
    },
  ],
  exportPerson: async (db, personId) => {
    const teams = await store.listTeamsOf(db, personId)
    if (teams.length === 0) return {}
    return {
      'Les projets dont vous êtes de l’équipe': teams.map(({ title, part, since, until }) => ({
        Projet: title,
        Place: PART_WORDS[part],
        Depuis: since.toISOString(),
        ...(until && { 'Jusqu’à': until.toISOString() }),
      })),
    }
  },
  erasePerson: async (transaction, personId) => {
    const gone = await store.removeFromTeams(transaction, personId)
    return gone > 0n ? ['Vous n’êtes plus de l’équipe d’aucun projet. Les projets restent, sans votre nom.'] : []
  },
}

const PART_WORDS: Readonly<Record<Part, string>> = { holder: 'Porteur', 'co-holder': 'Co-porteur' }

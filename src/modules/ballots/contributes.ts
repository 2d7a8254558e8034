import type { Contribution } from '#platform/context'
import { checks } from './checks.ts'
import * as store from './store/index.ts'

/** What polls give to the pages of others. */
export const contribution: Contribution = {
  module: 'ballots',
  checks,
  navigation: [
    { label: 'Scrutins', href: '/scrutins' },
    { label: 'Dépouiller un vote', href: '/outils/depouillement' },
  ],
  home: async (db) => {
    const polls = await store.listPolls(db, '', 'recent')
    if (polls.length === 0) return undefined
    return {
      title: 'Des votes que chacun peut recompter',
      lead: 'De vrais budgets participatifs, comptés ici à partir de leurs bulletins publics.',
      more: { label: 'Tous les scrutins', href: '/scrutins' },
      entries: polls.slice(0, 4).map((poll) => ({
        href: `/scrutins/${poll.slug}`,
        title: poll.title,
        kicker: poll.place,
        lead: `${number(poll.winnerCount)} projets financés sur ${number(poll.optionCount)}, ${number(poll.voterCount)} votants.`,
        source: poll.source.producer,
      })),
    }
  },
}

const FRENCH = new Intl.NumberFormat('fr-FR')

function number(value: number): string {
  return FRENCH.format(value)
}

import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'

/** How long published votes are of use, and how they end. */
export const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.published',
    what: 'Les votes publiés : règles, projets, bulletins anonymes, résultats et leurs preuves',
    purpose: 'Que chacun puisse recompter.',
    usefulLife: { duration: null, from: 'Tant qu’ils sont publiés' },
    fate: 'conservation',
    tables: ['poll', 'poll_option', 'poll_file', 'poll_result', 'poll_recount', 'poll_explanation', 'poll_ballot_page'],
    end: { by: 'nothing', words: 'Ce qui est publié ne change pas : le résultat et ses preuves restent ensemble.' },
  },
]

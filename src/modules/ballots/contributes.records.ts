import type { RecordKind } from '#platform/archives'

/** How long published votes are of use, and how they end. */
export const records: readonly RecordKind[] = [
  {
    name: 'ballots.published',
    what: 'Les votes publiés : règles, projets, bulletins anonymes, résultats et leurs preuves',
    purpose: 'Que chacun puisse recompter.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    usefulLife: { duration: null, from: 'Tant qu’ils sont publiés' },
    fate: 'conservation',
    source: 'Proposition de la maison, à valider par les Archives',
    isVerified: false,
    tables: ['poll', 'poll_option', 'poll_file', 'poll_result', 'poll_recount', 'poll_explanation', 'poll_ballot_page'],
    end: { by: 'nothing', words: 'Ce qui est publié ne change pas : le résultat et ses preuves restent ensemble.' },
  },
]

import type { Algorithm } from '#platform/context'

/** Rules that hold an expense back, or let it go. */
export const bookAlgorithms: readonly Algorithm[] = [
  {
    slug: 'credit-disponible',
    name: 'Le crédit disponible',
    purpose: 'Empêcher de promettre ou de payer plus que ce que l’assemblée a voté.',
    operation:
      'Sur chaque ligne du budget, on prend le crédit ouvert et on enlève ce qui est déjà engagé. Une dépense plus grande que le reste est refusée, avec le montant qui reste.',
    version: '1',
    data: 'Les crédits votés et les écritures du journal, au centime.',
    weight: 'decides',
    decidedBy: 'Le programme refuse. L’assemblée peut voter plus de crédit, un agent des finances peut en déplacer.',
    specification: 'docs/specifications/ledger.md',
    source: 'src/kernel/ledger',
  },
  {
    slug: 'deplacement-de-credits',
    name: 'Déplacer des crédits d’un chapitre à un autre',
    purpose: 'Vérifier qu’un déplacement sans nouveau vote reste dans la limite de la loi.',
    operation:
      'On additionne ce qui a déjà changé de chapitre dans l’année. Au-delà de 7,5 % des dépenses réelles de la section, c’est refusé. Les dépenses de personnel ne se déplacent pas ainsi.',
    version: '1 (CGCT, article L5217-10-6)',
    data: 'Les crédits ouverts et les déplacements de l’année.',
    weight: 'decides',
    decidedBy: 'Le programme refuse au-delà de la limite. En dessous, l’exécutif décide.',
    specification: null,
    source: 'src/modules/books/budget/moves.ts',
  },
]

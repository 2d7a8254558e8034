import type { Algorithm } from '#platform/context'

/** Rules that no module uses yet in a decision: they can be tried from the command line. */
export const transparencyAlgorithms: readonly Algorithm[] = [
  {
    slug: 'partage-enveloppe',
    name: 'Partager une enveloppe entre des demandes',
    purpose: 'Proposer un montant pour chaque demande quand l’argent ne suffit pas pour toutes.',
    operation:
      'La règle choisie sert les demandes par ordre de classement, ou donne à chacune la même part de ce qu’elle demande, ou relève d’abord les plus petites. Chaque montant est arrondi au centime et le total est exactement l’enveloppe.',
    version: '1',
    data: 'Les montants demandés, les plafonds, le classement du comité. Rien sur les personnes.',
    weight: 'proposes',
    decidedBy:
      'L’assemblée ou la commission permanente. Si elle s’écarte de la proposition, les deux montants sont gardés.',
    specification: 'docs/specifications/allocation.md',
    source: 'src/kernel/allocation',
    usage: async () => 'Pas encore utilisée dans une décision.',
  },
]

import type { Algorithm } from '#platform/context'

/** Counters that oblige to something, or hold an aid back. */
export const grantAlgorithms: readonly Algorithm[] = [
  {
    slug: 'compteurs-de-subventions',
    name: 'Les deux compteurs de subventions',
    purpose: 'Savoir quand une convention est obligatoire, et quand une subvention doit être publiée.',
    operation:
      'Le premier compte ce qu’un organisme reçoit d’une collectivité dans l’année : au-delà du seuil, il faut une convention. Le second compte douze mois civils de suite : au-delà du seuil, chaque subvention de ces mois doit être publiée.',
    version: '1 (loi 2000-321, article 10)',
    data: 'Les montants et les dates des subventions de chaque organisme.',
    weight: 'informs',
    decidedBy: 'La loi oblige ; un agent prépare la convention et publie.',
    specification: null,
    source: 'src/modules/grants/counters.ts',
  },
  {
    slug: 'de-minimis',
    name: 'Le plafond des aides de minimis',
    purpose: 'Ne pas donner à une entreprise plus que ce que l’Europe permet sans autorisation.',
    operation:
      'On additionne les aides de ce type reçues sur trois ans par l’entreprise et par celles qui n’en font qu’une avec elle. Une aide qui ferait dépasser le plafond est refusée, avec le montant qui reste.',
    version: '1 (règlements 2023/2831 et 2023/2832)',
    data: 'Les aides accordées ici, et celles que l’entreprise déclare.',
    weight: 'decides',
    decidedBy: 'Le programme refuse au-delà du plafond. En dessous, l’assemblée ou la commission permanente décide.',
    specification: null,
    source: 'src/modules/grants/counters.ts',
  },
]

/**
 * What the house proposes for a kind of record, until the Archives say otherwise: each kind unsays what does not fit it.
 *
 * @see  code du patrimoine, article L212-2
 */
export const PROPOSED_BY_THE_HOUSE = {
  basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
  source: 'Proposition de la maison, à valider par les Archives',
  isVerified: false,
  fate: 'élimination',
} as const

import type { Belonging } from '#kernel/perimeter'

/** In the order of the law, then who stands apart from the figures of the Insee. */
export const FAMILIES: readonly { readonly id: Exclude<Belonging, null>; readonly label: string }[] = [
  { id: 'association', label: 'Associations' },
  { id: 'cooperative', label: 'Coopératives' },
  { id: 'mutual', label: 'Mutuelles' },
  { id: 'foundation', label: 'Fondations' },
  { id: 'commercial-company', label: 'Sociétés commerciales de l’ESS' },
  { id: 'other-non-profit', label: 'Autres organismes sans but lucratif' },
]

import { french } from '#kernel/french'
import { isCategory, isNaturalPerson } from './claims.ts'
import type { LegalUnit } from './model.ts'

/** What the public may see of a unit. In aggregates every unit counts, whatever is shown of it. */
export type Showing = {
  readonly why: ShowingReason
  /** A page, a line in the directory. */
  readonly isListed: boolean
  readonly showsName: boolean
  /** Address and point on the map; without them the commune alone is told. */
  readonly showsPlace: boolean
}

export type ShowingReason = 'open' | 'natural-person' | 'form-unknown' | 'partly-protected'

/**
 * What the diffusion status and the legal form allow. Withdrawal on request comes on top: it is the caller's.
 *
 * @see code de commerce, art. A123-96: who asks for it, Insee protects (« diffusion partielle », status P)
 */
export function showingOf(unit: Pick<LegalUnit, 'category' | 'diffusion'>): Showing {
  const why = showingReasonOf(unit)
  const isListed = why === 'open' || why === 'partly-protected'
  return { why, isListed, showsName: isListed, showsPlace: why === 'open' }
}

export const SHOWING_SENTENCES: Readonly<Record<ShowingReason, string>> = {
  open: french`Sirene publie tout de cette structure.`,
  'natural-person': french`Les personnes qui travaillent à leur compte ne sont jamais dans l'annuaire.`,
  'form-unknown': french`Sirene cache la forme de cette structure : ce peut être une personne. Elle n'est pas dans l'annuaire.`,
  'partly-protected': french`Cette structure a demandé à l'Insee de protéger son adresse. Nous montrons son nom et sa commune, sans point sur la carte.`,
}

function showingReasonOf(unit: Pick<LegalUnit, 'category' | 'diffusion'>): ShowingReason {
  if (isNaturalPerson(unit)) return 'natural-person'
  if (!isCategory(unit.category)) return 'form-unknown'
  return unit.diffusion === 'P' ? 'partly-protected' : 'open'
}

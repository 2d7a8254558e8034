/** Why nothing is computed. Gravest first. */
export const REFUSAL_KINDS = [
  'projects-missing',
  'envelope-not-positive',
  'rounding-not-positive',
  'project-repeated',
  'votes-negative',
  'request-not-positive',
  'cost-not-positive',
  'request-above-cost',
  'category-missing',
  'category-unknown',
  'territory-missing',
  'territory-unknown',
  'amount-negative',
  'cost-share-out-of-range',
  'quota-not-positive',
  'tiers-missing',
  'tiers-out-of-order',
  'amounts-above-envelope',
  'amounts-differ-from-envelope',
  'votes-missing',
  'tie-undecided',
] as const

export type RefusalKind = (typeof REFUSAL_KINDS)[number]

/** `sentenceOfRefusal` says it in French. */
export type AllocationRefusal = {
  readonly kind: RefusalKind
  /** Id of the project, empty when it is about the whole request. */
  readonly project: string
  /** What it is about: a category, a territory, another project, an amount… Empty when the kind says it all. */
  readonly subject: string
  /** The names known, or the amount to compare with; empty when nothing. */
  readonly expected: string
}

export function refusal(kind: RefusalKind, about: Partial<Omit<AllocationRefusal, 'kind'>> = {}): AllocationRefusal {
  return { kind, project: about.project ?? '', subject: about.subject ?? '', expected: about.expected ?? '' }
}

import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'

/** Autorisation d’engagement (operating) or autorisation de programme (investment). */
export type AuthorisationKind = 'ae' | 'ap'

/** What may be committed over several years, and what may be paid in each: the crédits de paiement. */
export type Authorisation = {
  readonly id: string
  readonly kind: AuthorisationKind
  readonly code: string
  readonly label: string
  readonly amountCents: Cents
  readonly years: readonly { readonly year: number; readonly amountCents: Cents }[]
  readonly openedAt: Date | null
}

/** The gravest first. */
export type AuthorisationRefusal =
  | { readonly kind: 'years-do-not-add-up'; readonly amountCents: Cents; readonly sumCents: Cents }
  | { readonly kind: 'year-twice' }

/** Whether the CP of an authorisation add up to it: Σ CP = AE, Σ CP = AP. */
export function decideAuthorisation(
  authorisation: Pick<Authorisation, 'amountCents' | 'years'>,
): Result<void, AuthorisationRefusal> {
  const { amountCents, years } = authorisation
  const sumCents = cents(years.reduce((sum, each) => sum + each.amountCents, 0n))
  if (sumCents !== amountCents) return refuse({ kind: 'years-do-not-add-up', amountCents, sumCents } as const)
  if (new Set(years.map(({ year }) => year)).size < years.length) return refuse({ kind: 'year-twice' } as const)
  return done(undefined)
}

/** What the decision of an authorisation bears on. */
export function objectOfAuthorisation(id: string): string {
  return `budget-authorisation:${id}`
}

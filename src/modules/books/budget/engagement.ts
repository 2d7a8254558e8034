import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'

/** Who is paid, or pays. A natural person is never published by name. */
export type Payee = {
  readonly id: string
  readonly kind: 'legal' | 'natural'
  readonly siret: string | null
  readonly name: string
}

/** A purchase is liquidated on its service fait, a grant on the documents and conditions of its convention. */
export type EngagementKind = 'purchase' | 'grant'

export type EngagementState = 'asked' | 'declined' | 'committed'

/** Money set aside on a line for somebody, from the demand to the last payment. */
export type Engagement = {
  readonly id: string
  /** As « 2026-0012 »; null until the credits are taken. */
  readonly number: string | null
  readonly lineId: string
  readonly authorisationId: string | null
  /** Committed over the years of the authorisation; 0 in its later years, null without one. */
  readonly multiYearCents: Cents | null
  readonly payee: Payee
  readonly kind: EngagementKind
  readonly purpose: string
  readonly askedCents: Cents
  /** What the assembly decides about it, as « dossier:0198… »: never null for a grant. */
  readonly decisionObject: string | null
  readonly legalReference: string | null
  readonly legallyCommittedOn: Day | null
  readonly instructedBy: string | null
  readonly askedAt: Date
  readonly committedAt: Date | null
  readonly declinedAt: Date | null
  readonly carriedFrom: string | null
  readonly isFictitious: boolean
  /** Grows with each act: two people who act at once are told. */
  readonly version: number
}

/** Where the money of an engagement is: each cent is in one place. */
export type EngagementBalances = {
  /** Committed and not liquidated yet. */
  readonly committedCents: Cents
  readonly liquidatedCents: Cents
  readonly mandatedCents: Cents
  readonly paidCents: Cents
}

export type Condition = { readonly id: string; readonly label: string }

export type ConditionCheck = {
  readonly conditionId: string
  readonly checkedBy: string | null
  readonly checkedAt: Date
}

/** « Prepared » by the instructor, « signed » by somebody else, « returned » to be prepared again. */
export type LiquidationState = 'prepared' | 'returned' | 'signed'

export type Liquidation = {
  readonly id: string
  readonly engagementId: string
  readonly amountCents: Cents
  /** Invoice or request for payment. */
  readonly document: string
  /** The delay to pay runs from it. */
  readonly receivedOn: Day
  readonly isAttached: boolean
  readonly preparedBy: string | null
  readonly preparedAt: Date
  readonly signedBy: string | null
  readonly signedAt: Date | null
  readonly returnedAt: Date | null
  readonly version: number
  readonly checks: readonly ConditionCheck[]
  readonly mandate: Mandate | null
}

/** The order to pay given to the comptable. */
export type Mandate = {
  readonly id: string
  readonly number: string
  readonly issuedOn: Day
  readonly paidOn: Day | null
  readonly paymentTransfer: string | null
  readonly version: number
  readonly rejections: readonly Rejection[]
}

/** A mandate the comptable refused; the clock stands still until it is sent again. */
export type Rejection = {
  readonly id: string
  readonly rejectedOn: Day
  readonly reason: string
  readonly askedDocument: string | null
  readonly resumedOn: Day | null
}

export const STEPS = [
  'asked',
  'declined',
  'committed',
  'legally-committed',
  'complemented',
  'released',
  'prepared',
  'returned',
  'liquidated',
  'mandated',
  'rejected',
  'resumed',
  'paid',
  'carried',
] as const
export type EngagementStep = (typeof STEPS)[number]

/** One act on an engagement. */
export type StepTaken = {
  readonly id: string
  readonly kind: EngagementStep
  readonly happenedOn: Day
  readonly amountCents: Cents | null
  readonly liquidationId: string | null
  readonly transferId: string | null
  readonly doneBy: string | null
  readonly doneAt: Date
  readonly remark: string | null
}

export function stateOf({ committedAt, declinedAt }: Pick<Engagement, 'committedAt' | 'declinedAt'>): EngagementState {
  if (declinedAt !== null) return 'declined'
  return committedAt === null ? 'asked' : 'committed'
}

export function liquidationStateOf({
  signedAt,
  returnedAt,
}: Pick<Liquidation, 'signedAt' | 'returnedAt'>): LiquidationState {
  if (returnedAt !== null) return 'returned'
  return signedAt === null ? 'prepared' : 'signed'
}

export const STEP_WORDS: Readonly<Record<EngagementStep, string>> = {
  asked: 'Engagement demandé',
  declined: 'Demande refusée par les finances',
  committed: 'Crédits engagés',
  'legally-committed': 'Engagement juridique',
  complemented: 'Engagement complémentaire',
  released: 'Crédits rendus à la ligne',
  prepared: 'Liquidation préparée',
  returned: 'Liquidation renvoyée',
  liquidated: 'Liquidation signée',
  mandated: 'Mandat émis',
  rejected: 'Mandat refusé par le comptable',
  resumed: 'Mandat remis au comptable',
  paid: 'Payé par le comptable',
  carried: 'Reporté sur l’année suivante',
}

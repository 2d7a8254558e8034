import { addMonthsToDay, type Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'

/** What is given: money, something else than money, or both. */
export type Nature = 'cash' | 'in-kind' | 'both'
/** What is paid for (CGCT L1511-2, L1511-3, L3211-1). */
export type PaidActivity = 'non-economic' | 'sieg' | 'economic'
/** Under which regulation an aid is « de minimis »: (UE) 2023/2831, or 2023/2832 for services of general economic interest. */
export type DeMinimis = 'general' | 'sieg'

/** Who receives, and which part. An entrepreneur is a natural person with a SIRET: counted, never published by name. */
export type Beneficiary = {
  readonly name: string
  readonly siret: string | null
  readonly rna: string | null
  readonly isNaturalPerson: boolean
  /** Of the total; 1 000 000 is the whole. */
  readonly shareMillionths: number
}

/** What every grant says, ours or one of an older file. */
export type GrantFacts = {
  readonly authorityName: string
  readonly authoritySiret: string
  /** Of the décision; in a file that says no other, of the convention. */
  readonly grantedOn: Day
  readonly signedOn: Day | null
  readonly decisionReference: string | null
  readonly purpose: string
  readonly nature: Nature
  readonly totalCents: Cents
  /** Null: a file said « both », and not how much of each. */
  readonly inKindCents: Cents | null
  /** « unique », « échelonné », or words of one's own. */
  readonly conditions: string
  readonly paysFrom: Day
  readonly paysUntil: Day | null
  readonly raeId: string | null
  readonly isEuNotified: boolean
  /** The scheme it comes from (dispositif). */
  readonly scheme: string | null
}

/** A grant of ours, with the grounds no file carries. */
export type GrantDraft = GrantFacts & {
  readonly decisionId: string | null
  /** The article and the competence. */
  readonly legalBasis: string
  readonly paidActivity: PaidActivity
  /** For an economic activity: what the legal service wrote. */
  readonly economicBasis: string | null
  readonly deMinimis: DeMinimis | null
  /** Where it is committed and paid (`#modules/books`). */
  readonly engagementId: string | null
  readonly isFictitious: boolean
  readonly beneficiaries: readonly Beneficiary[]
}

export type Grant = GrantFacts & {
  readonly id: string
  readonly importId: string | null
  readonly decisionId: string | null
  readonly legalBasis: string | null
  readonly paidActivity: PaidActivity | null
  readonly economicBasis: string | null
  readonly deMinimis: DeMinimis | null
  readonly engagementId: string | null
  readonly publishedAt: Date | null
  readonly isFictitious: boolean
  /** Grows with each correction. */
  readonly version: number
  readonly beneficiaries: readonly Beneficiary[]
}

/** Why a grant is not recorded, the gravest first. */
export type GrantRefusal =
  | 'de-minimis-exceeded'
  | 'decision-not-enforceable'
  | 'economic-basis-missing'
  | 'shares-not-whole'
  | 'beneficiary-twice'
  | 'signed-before-granted'
  | 'beneficiary-missing'

export const WHOLE = 1_000_000

/** What of others decides about a grant: read before. */
export type GrantGrounds = {
  /** Since when its décision is exécutoire; undefined: it is not. */
  readonly enforceableSince: Day | undefined
  /** Whether it passes a ceiling of de minimis for one of its beneficiaries. */
  readonly exceedsDeMinimis: boolean
}

/**
 * A convention is signed on a décision that is exécutoire (CGCT L3131-1); an economic activity is paid on a basis the legal
 * service wrote (L1511-2, L1511-3); shares add up to the whole.
 */
export function decideGrant(draft: GrantDraft, grounds: GrantGrounds): Result<GrantDraft, GrantRefusal> {
  const { signedOn, beneficiaries } = draft
  if (draft.deMinimis !== null && grounds.exceedsDeMinimis) return refuse('de-minimis-exceeded')
  const isSignable = grounds.enforceableSince !== undefined && grounds.enforceableSince <= (signedOn ?? '')
  if (signedOn !== null && !isSignable) return refuse('decision-not-enforceable')
  if (draft.paidActivity === 'economic' && !draft.economicBasis) return refuse('economic-basis-missing')
  if (beneficiaries.length === 0) return refuse('beneficiary-missing')
  if (beneficiaries.reduce((sum, each) => sum + each.shareMillionths, 0) !== WHOLE) return refuse('shares-not-whole')
  if (new Set(beneficiaries.map(bodyOf)).size < beneficiaries.length) return refuse('beneficiary-twice')
  if (signedOn !== null && signedOn < draft.grantedOn) return refuse('signed-before-granted')
  return done(draft)
}

/** Whom the counters add by: the SIREN, else the RNA. */
export function bodyOf({ siret, rna }: Pick<Beneficiary, 'siret' | 'rna'>): string {
  return siret === null ? (rna ?? '') : siret.slice(0, 9)
}

/** What one beneficiary receives, to the cent: halves up. */
export function partOf(totalCents: Cents, shareMillionths: number): Cents {
  return ((totalCents * BigInt(shareMillionths) + 500_000n) / 1_000_000n) as Cents
}

/** The day its publication is due: three months after the convention (décret 2017-779, article 2). */
export function publicationDueOn(grant: Pick<Grant, 'signedOn' | 'grantedOn'>, months: number): Day {
  return addMonthsToDay(grant.signedOn ?? grant.grantedOn, months)
}

import type { Day, Month } from '#kernel/calendar'

/** The four families of loi 2014-856, art. 1, II, 1°. */
export type Family = 'association' | 'cooperative' | 'mutual' | 'foundation'

/**
 * Where a unit belongs. Commercial companies of the ESS (art. 1, II, 2°) stand apart: the figures of Insee leave them
 * out. So does Insee's fifth family, shown only by a rule that asks for it. `null`: outside the ESS.
 */
export type Belonging = Family | 'commercial-company' | 'other-non-profit' | null

/** `to-confirm` decides nothing until somebody has confirmed it. */
export type Confidence = 'strong' | 'medium' | 'to-confirm'

/** « perimetre_ess@2026-11 » */
export type RuleVersion = `perimetre_ess@${Month}`

export type Nomenclature = 'naf-rev-2' | 'naf-2025'

/** Lists that others keep. SIAE is a label: it never gives a family, for an association that inserts people is one already. */
export type ListName = 'cg-scop' | 'scic' | 'ess-france' | 'esus' | 'siae'

export type CategoryEntry = {
  /** As Insee writes it: « Association déclarée ». */
  readonly label: string
  readonly family: Family | 'other-non-profit'
  readonly confidence: Confidence
}

/** An activity outside the ESS, by its codes in both nomenclatures. */
export type Exclusion = {
  /** « 94.20 » */
  readonly id: string
  readonly label: string
  readonly codes: Readonly<Record<Nomenclature, readonly string[]>>
}

/** The perimeter as data. A territory may hold one of its own, checked by `faultsOfRules`. */
export type PerimeterRule = {
  readonly version: RuleVersion
  /** First day it holds. */
  readonly from: Day
  /** First day it no longer holds; null while it does. */
  readonly until: Day | null
  /** Nobody but the CRESS and the territory may call it `confirmed`. */
  readonly status: 'proposed' | 'confirmed'
  /** By the four digits of level III of the legal categories. */
  readonly categories: Readonly<Record<string, CategoryEntry>>
  /** Least confidence that decides. */
  readonly minimumConfidence: Exclude<Confidence, 'to-confirm'>
  readonly countsOtherNonProfits: boolean
  /** Beginnings of the categories that are companies: only these can be commercial companies of the ESS. */
  readonly companyCategories: readonly string[]
  readonly exclusions: readonly Exclusion[]
  /** The lists heard, and whether Sirene's flag is. */
  readonly lists: readonly ListName[]
  readonly hearsFlag: boolean
  /** In French, where the rule comes from. */
  readonly sources: readonly RuleSource[]
}

export type RuleSource = { readonly said: string; readonly where: string }

/** A legal unit as the perimeter looks at it. */
export type LegalUnit = {
  /** Nine digits. */
  readonly siren: string
  /** Four digits; null when missing or « [ND] ». */
  readonly category: string | null
  /** The main activity, « 88.99B » or « 8899B »; null when missing or « [ND] ». */
  readonly activities: Readonly<Record<Nomenclature, string | null>>
  /** economieSocialeSolidaireUniteLegale */
  readonly flag: 'O' | 'N' | null
  /** statutDiffusionUniteLegale */
  readonly diffusion: 'O' | 'P'
  readonly createdOn: Day | null
  readonly ceasedOn: Day | null
  /** Date of the Sirene file. */
  readonly vintage: Day
  readonly memberships: readonly Membership[]
}

export type Membership = {
  readonly list: ListName
  /** Date of the list. */
  readonly vintage: Day
  /** What the list says: « Associations » (ESS France), « ACI » (SIAE). */
  readonly detail?: string
}

/** Where something is known from, with its date. */
export type Source = { readonly name: 'sirene' | ListName; readonly vintage: Day }

/** Why a unit is in, or is not. Each has its source. */
export type Reason =
  | {
      readonly kind: 'category'
      readonly code: string
      readonly label: string
      readonly family: Family | 'other-non-profit'
      readonly source: Source
    }
  | {
      readonly kind: 'list'
      readonly list: ListName
      readonly belonging: Exclude<Belonging, null>
      readonly source: Source
    }
  | { readonly kind: 'flag'; readonly source: Source }
  | { readonly kind: 'label'; readonly detail: string | null; readonly source: Source }
  | { readonly kind: 'natural-person'; readonly source: Source }
  | {
      readonly kind: 'excluded-activity'
      readonly code: string
      readonly label: string
      readonly exclusion: string
      readonly nomenclature: Nomenclature
      readonly source: Source
    }
  | { readonly kind: 'category-to-confirm'; readonly code: string; readonly label: string; readonly source: Source }
  | { readonly kind: 'category-unknown'; readonly source: Source }
  | { readonly kind: 'nothing-says-so'; readonly source: Source }

/** What a person must look at, gravest first. */
export const CONFLICT_KINDS = [
  'natural-person-listed',
  'excluded-yet-claimed',
  'families-disagree',
  'claimed-without-family',
  'list-family-unreadable',
  'flag-denies',
  'ceased-yet-listed',
  'list-alone',
  'category-missing',
  'nomenclatures-disagree',
  'activity-unknown',
  'flag-silent',
] as const

export type ConflictKind = (typeof CONFLICT_KINDS)[number]

export type Conflict = { readonly kind: ConflictKind; readonly sources: readonly Source[] }

export type Outcome = {
  readonly siren: string
  readonly belonging: Belonging
  /** The deciding one first, then all others that speak. Never empty. */
  readonly reasons: readonly Reason[]
  /** Each source of the reasons, once. */
  readonly sources: readonly Source[]
  readonly conflicts: readonly Conflict[]
  readonly ruleVersion: RuleVersion
}

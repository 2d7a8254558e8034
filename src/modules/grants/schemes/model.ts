import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'

/** What the territory gives by (dispositif): a budget citoyen, a call for projects, an aid one may ask for all year. */
export type Scheme = SchemeWords & {
  readonly id: string
  readonly slug: string
  readonly isFictitious: boolean
  readonly version: number
}

export type SchemeWords = {
  readonly title: string
  readonly purpose: string
  readonly kind: SchemeKind
  /** The article and the competence. */
  readonly legalBasis: string
  readonly paymentNature: 'non-economic' | 'sieg' | 'economic'
  /** What the legal service wrote of an economic activity; null: not yet (CGCT L1511-2, L1511-3). */
  readonly economicBasis: string | null
  readonly deMinimis: 'general' | 'sieg' | null
}

export const SCHEME_KINDS = ['participatory', 'call', 'aid'] as const
export type SchemeKind = (typeof SCHEME_KINDS)[number]

/** Stages an edition may go through, in the order they are told; their windows may overlap. */
export const STAGES = [
  'ideas',
  'workshops',
  'filing',
  'instruction',
  'committee',
  'campaign',
  'vote',
  'decision',
  'execution',
] as const
export type Stage = (typeof STAGES)[number]

/** Frozen at the publication of an edition: what its règlement says, as the platform applies it. */
export type EditionRules = {
  /** Those it goes through; filing and decision always are. */
  readonly stages: readonly Stage[]
  /** Whether the form opens to who came to a workshop alone; an agent may open it otherwise, with a reason. */
  readonly needsWorkshop: boolean
  /** What a project may be labelled for, each with the most it may receive; none: no category. */
  readonly categories: readonly Category[]
  /** How many dossiers one organisation may file; null: as many as it likes. */
  readonly mostByOrganisation: number | null
  /** Silence of so many months refuses (CRPA L231-4, L231-1). */
  readonly silenceMonths: number
  /** Days given to send what is missing, proposed to the agent who asks (CRPA L114-5). */
  readonly piecesDays: number
  /** Who decides, as a refusal says it: « le président du Conseil départemental ». */
  readonly authority: string
  /** Voies et délais de recours, as they are printed. */
  readonly remedies: string
}

export type Category = {
  readonly code: string
  readonly label: string
  /** Null: no cap. */
  readonly cap: Cents | null
}

/** From an instant to another, the second excluded; null: until somebody closes it. */
export type Window = { readonly stage: Stage; readonly opensAt: Date; readonly closesAt: Date | null }

export type Edition = {
  readonly id: string
  readonly schemeId: string
  readonly slug: string
  readonly title: string
  readonly prefix: string
  readonly rules: EditionRules
  readonly windows: readonly Window[]
  readonly decisionId: string | null
  readonly askedBy: string | null
  readonly publishedAt: Date | null
  readonly fingerprint: string | null
  readonly isFictitious: boolean
  readonly version: number
}

/** A dossier, and what it takes to read it. */
export type Dossier = {
  readonly id: string
  readonly editionId: string
  readonly projectId: string
  readonly number: string
  readonly formVersion: number
  readonly seenVersion: number
  readonly typedBy: string | null
  readonly isFictitious: boolean
  readonly begunAt: Date
}

export const FACT_KINDS = [
  'begun',
  'filed',
  'pieces-asked',
  'pieces-received',
  'correction-asked',
  'corrected',
  'completed',
  'admitted',
  'not-admitted',
  'assigned',
  'opinion-asked',
  'opinion-given',
  'advised',
  'granted',
  'refused',
  'withdrawn',
  'reopened',
  'closed',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** Something that happened to a dossier. */
export type Fact = {
  readonly id: string
  readonly kind: FactKind
  /** As « filing:0198… ». */
  readonly object: string | null
  readonly dueOn: Day | null
  readonly doneBy: string
  readonly happenedAt: Date
}

import type { Belonging, Conflict, Reason } from '#kernel/perimeter'
import type { Kind, Origin, Verdict } from '../model.ts'
import type { AssociationRow, EstablishmentRow, MemberRow, PointRow, TotalRow, UnitRow } from '../rows.ts'

/** Everything in force, as files say it. */
export type Known = {
  readonly origins: ReadonlyMap<Kind, Origin>
  readonly units: readonly UnitRow[]
  readonly establishments: readonly EstablishmentRow[]
  readonly points: readonly PointRow[]
  readonly associations: readonly AssociationRow[]
  readonly members: ReadonlyMap<'esus' | 'siae' | 'ess-france', readonly MemberRow[]>
  readonly totals: readonly TotalRow[]
  /** SIREN and RNA numbers of who asked not to be shown. */
  readonly withdrawn: ReadonlySet<string>
  /** Whether who had no number asked not to be shown, under this name and there. */
  readonly isWithdrawnName: (title: string, communeCode: string | null) => boolean
  /** By SIREN: what an agent said. */
  readonly verdicts: ReadonlyMap<string, Settled>
}

export type Settled = { readonly verdict: Verdict; readonly family: Exclude<Belonging, null> | null }

/** Why a structure is in the ESS: by the rule, by the register of associations, by an agent. */
export type StructureReason =
  | Reason
  | { readonly kind: 'association'; readonly nature: string | null; readonly source: DatedSource }
  | { readonly kind: 'reviewed'; readonly verdict: Verdict }

export type DatedSource = { readonly name: string; readonly vintage: string }

/** Where one thing said comes from; `value` when another source says otherwise. */
export type Provenance = {
  readonly source: Kind
  readonly vintage: string
  readonly others?: readonly { readonly source: Kind; readonly vintage: string; readonly value: string }[]
}

export type ProvenField = 'title' | 'legalForm' | 'activity' | 'size' | 'place' | 'purpose' | 'state' | 'numbers'

export type StructureState = 'active' | 'ceased' | 'absent' | 'withdrawn'

export type Structure = {
  readonly siren: string | null
  readonly rna: string | null
  readonly title: string
  readonly acronym: string | null
  readonly purpose: string
  readonly legalCategory: string | null
  readonly nafRev2: string | null
  readonly naf2025: string | null
  readonly sizeBand: string | null
  readonly sizeBandYear: number | null
  readonly createdOn: string | null
  readonly state: 'active' | 'ceased'
  readonly isPartlyDiffused: boolean
  readonly sireneFlag: 'O' | 'N' | null
  /** Of its seat when that is here, else of its first establishment here. */
  readonly communeCode: string | null
  readonly family: Belonging
  readonly reasons: readonly StructureReason[]
  readonly sources: readonly DatedSource[]
  readonly ruleVersion: string
  readonly provenance: Readonly<Partial<Record<ProvenField, Provenance>>>
  readonly isFictitious: boolean
  readonly conflicts: readonly Conflict[]
  readonly recognitions: readonly ListedRecognition[]
  readonly establishments: readonly Establishment[]
}

export type Establishment = {
  readonly siret: string
  readonly isSeat: boolean
  readonly sign: string | null
  readonly communeCode: string
  readonly street: string | null
  readonly postcode: string | null
  readonly nafRev2: string | null
  readonly naf2025: string | null
  readonly sizeBand: string | null
  readonly sizeBandYear: number | null
  readonly isEmployer: boolean
  readonly createdOn: string | null
  readonly closedOn: string | null
  readonly state: 'active' | 'closed'
  readonly isPartlyDiffused: boolean
  readonly longitude: number | null
  readonly latitude: number | null
  readonly pointQuality: string | null
}

export type RecognitionKind = 'label' | 'agrement' | 'conventionnement' | 'forme-juridique'

/** What a list or a legal form says an organisation is recognised as. */
export type ListedRecognition = {
  readonly kind: RecognitionKind
  readonly name: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly source: string
}

/** How many establishments of a family opened and closed in a commune in a year. */
export type YearCount = {
  readonly year: number
  readonly communeCode: string
  readonly family: string
  readonly opened: number
  readonly closed: number
}

export type Composition = {
  readonly structures: readonly Structure[]
  readonly totals: readonly TotalRow[]
  readonly years: readonly YearCount[]
  /** Numbers of who asked not to be shown when they had none. */
  readonly keptOut: readonly string[]
  readonly ruleVersion: string
}

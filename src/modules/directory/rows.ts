// What a file says of this territory, in our words: the content of `directory_import_row`.

/** A legal unit; never a natural person. */
export type UnitRow = {
  readonly siren: string
  readonly name: string | null
  readonly acronym: string | null
  readonly legalCategory: string | null
  readonly nafRev2: string | null
  readonly naf2025: string | null
  readonly band: string | null
  readonly bandYear: string | null
  readonly createdOn: string | null
  /** A: active; C: ceased. */
  readonly state: string
  readonly stateSince: string | null
  readonly flag: string | null
  /** P: the Insee hides its address. */
  readonly diffusion: string | null
  readonly rna: string | null
  readonly seatNic: string | null
}

export type EstablishmentRow = {
  readonly siret: string
  readonly siren: string
  readonly isSeat: boolean
  readonly sign: string | null
  /** Code of today's commune, that of the file translated. */
  readonly commune: string
  readonly street: string | null
  readonly postcode: string | null
  readonly nafRev2: string | null
  readonly naf2025: string | null
  readonly band: string | null
  readonly bandYear: string | null
  readonly createdOn: string | null
  /** A: active; F: closed. */
  readonly state: string
  /** Since when it is so: the day it closed, when it is. */
  readonly stateSince: string | null
  readonly diffusion: string | null
}

/**
 * Other legal units of the territory, with their establishments, under the four first digits of their SIREN: a list that
 * comes later may name them. Nothing else reads them.
 */
export type SpareRow = { readonly units: readonly UnitRow[]; readonly establishments: readonly EstablishmentRow[] }

/** Active establishments of all kinds, counted. */
export type TotalRow = {
  readonly commune: string
  readonly division: string
  readonly band: string
  readonly count: number
}

export type PointRow = {
  readonly siret: string
  /** 33: drawn by lot in the commune, it is never a point. */
  readonly quality: string | null
  /** WGS 84, where the file gives them. */
  readonly longitude: number | null
  readonly latitude: number | null
  /** In the reference that `epsg` names, row by row. */
  readonly x: number | null
  readonly y: number | null
  readonly epsg: string | null
}

export type AssociationRow = {
  readonly rna: string
  readonly siren: string | null
  readonly title: string
  readonly acronym: string | null
  readonly purpose: string | null
  readonly commune: string
  readonly createdOn: string | null
  readonly dissolvedOn: string | null
  /** A: active; D: dissolved. */
  readonly position: string
  readonly nature: string | null
}

/** Somebody on a list. */
export type MemberRow = {
  readonly siren: string
  readonly siret: string | null
  readonly name: string | null
  /** Of ESS France: the family, as the list writes it. */
  readonly family: string | null
  /** Of the SIAE: ACI, AI, EI, ETTI, GEIQ. */
  readonly type: string | null
  readonly startsOn: string | null
  readonly endsOn: string | null
}

export type FigureRow = {
  readonly geo: string
  readonly geoKind: string
  readonly activity: string
  readonly sizeClass: string
  readonly legalForm: string
  readonly measure: string
  readonly year: string
  readonly status: string
  /** Null: not published, which is not 0. */
  readonly value: string | null
}

export type RowsByPart = {
  readonly unit: UnitRow
  readonly establishment: EstablishmentRow
  readonly spare: SpareRow
  readonly total: TotalRow
  readonly point: PointRow
  readonly association: AssociationRow
  readonly member: MemberRow
  readonly figure: FigureRow
}

export type Part = keyof RowsByPart

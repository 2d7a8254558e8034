import type { Settings, SourcedFigure } from '#platform/context'

/** A commune, as of one edition of the official geographic code (COG). */
export type Commune = {
  /** Five characters, as « 62041 »; in Corsica « 2A004 ». It never changes hands. */
  readonly code: string
  readonly name: string
  readonly postcodes: readonly string[]
  /** SIREN of its EPCI; null on the few islands that have none. */
  readonly epciCode: string | null
  /** As « 6217 »; null where the folder does not say. */
  readonly canton: string | null
  /** Null: the settings do not name it, it is shown by its number. */
  readonly cantonName: string | null
  readonly arrondissementName: string | null
  /** The *territoire d'action* of the Département, from the folder. */
  readonly actionTerritory: string | null
  /** *Population municipale*. */
  readonly population: number
  readonly totalPopulation: number | null
}

/** A group of communes with its own taxes (*établissement public de coopération intercommunale*). */
export type Epci = {
  /** Its SIREN. */
  readonly code: string
  readonly name: string
  /** CU, CA, CC or métropole. */
  readonly kind: string
  /** In the whole group; `…Here`: on this territory only, where the group crosses its border. */
  readonly communeCount: number
  readonly communeCountHere: number
  readonly population: number
  readonly populationHere: number
}

/** Another name a commune answers to. */
export type Alias = {
  readonly communeCode: string
  readonly name: string
  /** `former`: a commune that joined it; `usual`: as people write it. */
  readonly kind: 'former' | 'usual'
  readonly formerCode: string | null
}

/** A figure about the territory, or about one of its places. */
export type PlaceFigure = SourcedFigure & {
  /** `territory`, or the code of a commune or an EPCI. */
  readonly place: string
  /** Two rows of one indicator are two measures, shown side by side, never averaged. */
  readonly indicator: string
}

/** A period or a day the territory keeps in mind. */
export type CalendarEntry = { readonly from: string; readonly until: string; readonly label: string }

export type DataSource = {
  readonly producer: string
  readonly vintage: string
  readonly url: string | null
  readonly licence: string | null
}

/** Populations of communes and of EPCIs are often of different years: each has its source. */
export type Sources = {
  readonly communes: DataSource
  readonly population: DataSource
  readonly epciPopulation: DataSource
  readonly shapes: DataSource
}

/** Everything a territory's folder says, read and found right. */
export type Territory = {
  /** SHA-256 of the files, in hexadecimal. */
  readonly fingerprint: string
  readonly settings: Settings
  readonly sources: Sources
  readonly communes: readonly Commune[]
  readonly epcis: readonly Epci[]
  readonly aliases: readonly Alias[]
  readonly figures: readonly PlaceFigure[]
  readonly calendar: readonly CalendarEntry[]
  /** TopoJSON with an object `communes`, one shape per code. */
  readonly shapes: string
}

/** A commune or an EPCI that a folder brings, tells otherwise, or no longer names. */
export type PlaceChange = {
  readonly code: string
  readonly name: string
  readonly kind: 'added' | 'changed' | 'closed'
  /** What is told otherwise, as « nom : Le Grand-Pré devient Le Très-Grand-Pré ». */
  readonly details: readonly string[]
}

/** What loading a folder changes. */
export type LoadReport = {
  /** False when that very folder is in force already. */
  readonly isNew: boolean
  readonly communeCount: number
  readonly epciCount: number
  /** What comes, then what changes, then what closes. */
  readonly changes: readonly PlaceChange[]
}

/** Address of a place's page: its name, then its code, so that a page is found again when the name changes. */
export function slugOf(place: { readonly name: string; readonly code: string }): string {
  const name = place.name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${name}-${place.code.toLowerCase()}`
}

/** What is read without a doubt when typed: « Arras (62041) ». */
export function labelOf({ name, code }: { readonly name: string; readonly code: string }): string {
  return `${name} (${code})`
}

/** @returns the code at the end of a slug, in capitals; undefined when it cannot be one */
export function codeOfSlug(slug: string): string | undefined {
  return /^(?:[a-z0-9]+-)+(\d{9}|\d[0-9ab]\d{3})$/.exec(slug)?.[1]?.toUpperCase()
}

/** As « canton 6217 », until the settings name it; « plusieurs cantons » for a large town that several share. */
export function cantonLabel({ canton, cantonName }: Pick<Commune, 'canton' | 'cantonName'>): string | null {
  if (canton === null) return null
  return cantonName ?? (isShared(canton) ? 'plusieurs cantons' : `canton ${canton}`)
}

// The official code gives a pseudo-canton, numbered from 99 downwards, to a commune that several cantons share.
function isShared(canton: string): boolean {
  return /[89]\d$/.test(canton)
}

/** A word of a question, with what it may mean besides a name: places that bear it, activities it speaks of. */
export type Word = {
  /** Folded: letters and digits only. */
  readonly text: string
  readonly communes: readonly string[]
  /** Codes of NAF rev. 2. */
  readonly activities: readonly string[]
}

/** What the directory is narrowed by. Each is one dimension: its counts are made with all the others in force. */
export type Narrowing = {
  readonly words: readonly Word[]
  readonly family?: string | undefined
  /** Divisions of NAF rev. 2; '' for who tells none. */
  readonly divisions?: readonly string[] | undefined
  readonly epciCode?: string | undefined
  readonly communeCode?: string | undefined
  /** As « siae », « scop »: what the name of the recognition begins with. */
  readonly mark?: string | undefined
  /** Size classes, '' when none is told. */
  readonly employerBands?: readonly string[] | undefined
  readonly sizeBands?: readonly string[] | undefined
}

export const ORDERS = ['pertinence', 'nom', 'taille', 'recentes', 'distance'] as const
export type Order = (typeof ORDERS)[number]

/** How far each commune is: structures are listed from the nearest. */
export type Nearness = { readonly codes: readonly string[]; readonly metres: readonly number[] }

/** A line of the list. */
export type Entry = {
  readonly id: string
  readonly slug: string
  readonly siren: string | null
  readonly rna: string | null
  readonly title: string
  readonly acronym: string | null
  readonly purpose: string
  readonly legalCategory: string | null
  readonly nafRev2: string | null
  readonly sizeBand: string | null
  readonly sizeBandYear: number | null
  readonly createdOn: string | null
  readonly communeCode: string | null
  readonly family: string
  /** Names of what it is recognised as, now. */
  readonly marks: readonly string[]
  /** Who speaks of it, with their dates. */
  readonly sources: readonly { readonly name: string; readonly vintage: string }[]
  readonly isFictitious: boolean
  /** Its members declared it: no public file tells of it yet. */
  readonly isDeclared: boolean
  readonly checkedAt: Date
  /** From the place asked for, commune to commune; null where none was. */
  readonly metres: number | null
}

/** How many structures have each value of a dimension, were it not narrowed. */
export type Counts = {
  readonly total: number
  /** Were nothing narrowed: what the directory holds. */
  readonly all: number
  readonly family: ReadonlyMap<string, number>
  readonly division: ReadonlyMap<string, number>
  readonly epci: ReadonlyMap<string, number>
  readonly mark: ReadonlyMap<string, number>
  /** By size class: as many as each would give, the filter « employer », then « size », taken off. */
  readonly employer: ReadonlyMap<string, number>
  readonly size: ReadonlyMap<string, number>
}

import type { Amount, Edition, Heading, Place, PlaceKind, Table, TableName, YearCount } from '../model.ts'
import type { Counts } from './counts.ts'

/** What is read for one table, and no more. */
export type TableNeeds = {
  /** The rows of places: an EPCI's communes, the territory's EPCIs; with each place above, to compare. */
  readonly hasPlaces: boolean
  /** Which of the cells, by what they are split by. */
  readonly splits: readonly Split[]
  readonly hasYears: boolean
}

/** Columns of `figure_cell` that are not « total ». */
export type Split = 'none' | 'family' | 'a17' | 'a38' | 'size' | 'family-a17' | 'family-size' | 'a17-size'

export type TableInput = {
  readonly edition: Edition
  readonly place: Place
  /** Parts of the place by name, then the place itself; for a commune: itself, its EPCI, the territory. */
  readonly places: readonly Place[]
  readonly counts: Counts
  readonly years: readonly YearCount[]
}

/** What a table says of itself; where it comes from is added to all alike. */
export type Body = Pick<Table, 'rowTitle' | 'rows' | 'columns' | 'cells' | 'notes'> & {
  /** Without « Lecture : ». */
  readonly reading: string
}

export type ComputedTableName = Exclude<TableName, 'emploi-total' | 'sensibilite'>

export type TableKind = TableNeeds & {
  readonly title: string
  readonly body: (input: TableInput) => Body
}

/** One line of a table before it is cut into headings and cells. */
export type Line = Heading & { readonly amounts: readonly Amount[] }

export function bodyOf(
  lines: readonly Line[],
  columns: readonly Heading[],
  words: Pick<Body, 'rowTitle' | 'reading' | 'notes'>,
): Body {
  const rows = lines.map(({ amounts: _amounts, ...heading }) => heading)
  return { ...words, rows, columns, cells: lines.map(({ amounts }) => amounts) }
}

export const EVERYWHERE: readonly PlaceKind[] = ['territory', 'epci', 'commune']

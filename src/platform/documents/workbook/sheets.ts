import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'

/** A spreadsheet file. */
export type Workbook = {
  /** Shown in the file's properties. */
  readonly title: string
  /** Who makes it: the territory. */
  readonly author: string
  /** The document's own date: the file holds no other. */
  readonly date: Day
  readonly sheets: readonly Sheet[]
}

export type Sheet = {
  /** Name of the tab, at most 31 characters. */
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly CellValue[])[]
  /** A last line in bold, below the others; null where there is nothing to add up. */
  readonly total?: readonly CellValue[]
}

export type Column = {
  readonly label: string
  readonly type: 'text' | 'amount' | 'date' | 'number'
  /** In characters; chosen from what the column holds when not told. */
  readonly width?: number
}

/** By the type of its column: a text, cents, a day `YYYY-MM-DD`, a number; null: an empty cell. */
export type CellValue = string | Cents | number | null

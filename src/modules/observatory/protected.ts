import { french } from '#kernel/french'
import { assert } from '#kernel/result'
import { type Branch, type SecrecyRule, TOTAL } from '#kernel/secrecy'
import { FAMILIES } from './families.ts'
import type { Amount, Heading } from './model.ts'
import { A17 } from './sectors.ts'
import type { ProtectedCell, ProtectedTable } from './store/protected.ts'

/** Rows and columns of one of its tables, as they are read: a row stands under what it is a part of. */
export type ShownTable = {
  readonly rows: readonly (Heading & { readonly depth: number })[]
  readonly columns: readonly Heading[]
  /** One line a row, one cell a column. */
  readonly cells: readonly (readonly Amount[])[]
}

/**
 * Cells of a protected table as people and programs read them. What was masked is « secret », what its source does not give
 * « not-given »: neither has a number anywhere.
 *
 * @param names  of places, by their code; what has no name here is written as its code
 */
export function shownTablesOf(table: ProtectedTable, names: ReadonlyMap<string, string>): readonly ShownTable[] {
  const byPlace = new Map(table.cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]))
  const labelOf = (id: string) => names.get(id) ?? LABELS[id] ?? id
  return table.shapes.map((shape) => {
    const rows = flat(shape.rows, 0).map(({ id, depth }) => ({ id, depth, label: labelOf(id) }))
    const columns = [...shape.columns, TOTAL].map((id) => ({ id, label: labelOf(id), unit: table.unit }))
    const cells = rows.map((row) => columns.map((column) => amountOf(byPlace.get(`${row.id}\n${column.id}`))))
    return { rows, columns, cells }
  })
}

/** Codes of the rows, whose names are to be found. */
export function rowsOf(table: Pick<ProtectedTable, 'shapes'>): readonly string[] {
  return [...new Set(table.shapes.flatMap(({ rows }) => flat(rows, 0).map(({ id }) => id)))]
}

/** The first cell that has a number, in words; undefined when all are masked. */
export function readingOf({ rows, columns, cells }: ShownTable, unit: string): string | undefined {
  for (const [r, line] of cells.entries()) {
    const c = line.findIndex(({ kind }) => kind === 'value')
    const amount = line[c]
    const [row, column] = [rows[r], columns[c]]
    if (amount?.kind !== 'value' || !row || !column) continue
    return french`Lecture : ${row.label}, ${column.label.toLowerCase()} : ${amount.value} ${unit}.`
  }
  return undefined
}

/** What « s » means by the rule that masked. Why one cell is masked is not said: that tells something of it. */
export function maskSentence({ leastEnterprises, greatestShareBasisPoints }: SecrecyRule): string {
  const share = String(greatestShareBasisPoints / 100).replace('.', ',')
  return french`s : secret statistique (loi 51-711, article 6). La case repose sur moins de ${leastEnterprises} entreprises, ou une seule fait plus de ${share} % du total, ou elle ferait deviner une case voisine par une soustraction. Ce n'est jamais zéro.`
}

function amountOf(cell: ProtectedCell | undefined): Amount {
  if (!cell || cell.kind === 'nd') return { kind: 'not-given' }
  if (cell.kind === 's') return { kind: 'secret' }
  const value = Number(cell.value)
  assert(Number.isSafeInteger(value), 'what a table holds can be written as a number')
  return { kind: 'value', value }
}

function flat({ id, parts }: Branch, depth: number): readonly { readonly id: string; readonly depth: number }[] {
  return [{ id, depth }, ...parts.flatMap((part) => flat(part, depth + 1))]
}

const LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FAMILIES.map(({ id, label }) => [id, label])),
  ...Object.fromEntries(A17.flatMap(({ code, label }) => [[code, label] as const, [`a17:${code}`, label] as const])),
  [TOTAL]: 'Ensemble',
}

import { assert } from '#kernel/result'
import { type Branch, type Cell, type CellPlace, type TableShape, TOTAL } from './model.ts'

/** A cell that is the sum of others, by their keys. */
export type Sum = { readonly total: string; readonly parts: readonly string[] }

/** One text for one cell, whichever table it is seen in. */
export function keyOf({ row, column }: CellPlace): string {
  return JSON.stringify([row, column])
}

/** Every row of a table, from the widest. */
export function rowsOf(branch: Branch): readonly Branch[] {
  return [branch, ...branch.parts.flatMap(rowsOf)]
}

/** All sums a reader can write: along each row to its total, and down each column from parts to their whole. */
export function sumsOf(tables: readonly TableShape[]): readonly Sum[] {
  return tables.flatMap(({ rows, columns }) => {
    const along = rowsOf(rows).map(({ id }) =>
      sumOf(
        id,
        TOTAL,
        columns.map((column) => ({ row: id, column })),
      ),
    )
    const down = rowsOf(rows)
      .filter(({ parts }) => parts.length > 0)
      .flatMap(({ id, parts }) =>
        [...columns, TOTAL].map((column) =>
          sumOf(
            id,
            column,
            parts.map((part) => ({ row: part.id, column })),
          ),
        ),
      )
    return [...along, ...down]
  })
}

/** By key. Each cell of each table must be there once, and add up where all of a sum is known. */
export function cellsByKey(tables: readonly TableShape[], cells: readonly Cell[]): ReadonlyMap<string, Cell> {
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]))
  assert(byKey.size === cells.length, 'each cell is given once')
  for (const { total, parts } of sumsOf(tables)) {
    const values = [total, ...parts].map((key) => valueIn(byKey, key))
    if (values.includes(undefined)) continue
    const [whole, ...rest] = values as bigint[]
    assert(rest.reduce((sum, value) => sum + value, 0n) === whole, `the parts of ${total} add up to it`)
  }
  return byKey
}

function sumOf(row: string, column: string, parts: readonly CellPlace[]): Sum {
  return { total: keyOf({ row, column }), parts: parts.map(keyOf) }
}

function valueIn(byKey: ReadonlyMap<string, Cell>, key: string): bigint | undefined {
  const cell = byKey.get(key)
  assert(cell, `the cell ${key} is given`)
  assert(cell.kind === 'not-given' || cell.value >= 0n, `the value of ${key} is at least 0`)
  return cell.kind === 'counted' ? cell.value : undefined
}

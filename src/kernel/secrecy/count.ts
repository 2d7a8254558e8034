import { assert } from '#kernel/result'
import { type Branch, type Cell, type Contribution, type TableShape, TOTAL } from './model.ts'
import { keyOf, rowsOf } from './sums.ts'

/**
 * The cells of a table, totals included, from what each enterprise brings. In each cell an enterprise counts once,
 * whatever its number of establishments, and its establishments are added before looking for the greatest.
 *
 * @param contributions  at the smallest rows, in columns other than `TOTAL`. Only what is in scope: an EPCI astride two
 *                       Départements is limited to one of them by the caller, here and in every linked table
 */
export function countCells({ rows, columns }: TableShape, contributions: Iterable<Contribution>): readonly Cell[] {
  const ancestors = ancestorsOf(rows)
  const brought = new Map<string, Map<string, bigint>>()
  for (const { row, column, siren, value } of contributions) {
    assert(value >= 0n, 'what an enterprise brings is at least 0')
    assert(columns.includes(column), `${column} is a column of the table`)
    const upwards = ancestors.get(row)
    assert(upwards, `${row} is one of the smallest rows`)
    for (const wider of upwards) {
      add(brought, keyOf({ row: wider, column }), siren, value)
      add(brought, keyOf({ row: wider, column: TOTAL }), siren, value)
    }
  }
  return rowsOf(rows).flatMap(({ id }) =>
    [...columns, TOTAL].map((column) => cellOf(id, column, brought.get(keyOf({ row: id, column })))),
  )
}

function cellOf(row: string, column: string, bySiren: ReadonlyMap<string, bigint> = new Map()): Cell {
  const values = [...bySiren.values()]
  const value = values.reduce((sum, each) => sum + each, 0n)
  const greatest = values.reduce((most, each) => (each > most ? each : most), 0n)
  return { kind: 'counted', row, column, value, enterpriseCount: bySiren.size, greatest }
}

function add(brought: Map<string, Map<string, bigint>>, key: string, siren: string, value: bigint): void {
  const bySiren = brought.get(key) ?? new Map<string, bigint>()
  bySiren.set(siren, (bySiren.get(siren) ?? 0n) + value)
  brought.set(key, bySiren)
}

/** Each smallest row with itself and all that holds it. */
function ancestorsOf(branch: Branch, above: readonly string[] = []): ReadonlyMap<string, readonly string[]> {
  const line = [...above, branch.id]
  if (branch.parts.length === 0) return new Map([[branch.id, line]])
  return new Map(branch.parts.flatMap((part) => [...ancestorsOf(part, line)]))
}

import { type Branch, type TableShape, TOTAL } from './model.ts'
import { keyOf } from './sums.ts'

/**
 * A table as a network: cells are arcs, sums are nodes, and what a reader cannot tell apart are the circulations.
 *
 * A table with branching rows and plain columns is one, since each cell then appears in two sums with opposite signs. The
 * nodes are « column c down from row r » and « along row r » for the smallest rows and the widest; the sums along the
 * rows between follow from them.
 *
 * @see Cox, Network models for complementary cell suppression, JASA 90, 1995
 */
export type Network = {
  /** Key of the cell of each arc. */
  readonly keys: readonly string[]
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly nodeCount: number
  /** Arcs that touch each node. */
  readonly arcsAt: readonly (readonly number[])[]
}

export function networkOf({ rows, columns }: TableShape): Network {
  const names = new Map<string, number>()
  const node = (name: string) => {
    if (!names.has(name)) names.set(name, names.size)
    return names.get(name)!
  }
  const arcs: { readonly key: string; readonly from: number; readonly to: number }[] = []
  // A part of a column leaves the sum above it and enters the one below; the total column runs the other way.
  const visit = ({ id, parts }: Branch, above: string | undefined) => {
    for (const column of [...columns, TOTAL]) {
      const upper = node(above === undefined ? `along ${id} (widest)` : downOf(above, column))
      const lower = node(parts.length === 0 ? `along ${id}` : downOf(id, column))
      const key = keyOf({ row: id, column })
      arcs.push(column === TOTAL ? { key, from: lower, to: upper } : { key, from: upper, to: lower })
    }
    for (const part of parts) visit(part, id)
  }
  visit(rows, undefined)
  const arcsAt: number[][] = Array.from({ length: names.size }, () => [])
  arcs.forEach(({ from, to }, arc) => {
    arcsAt[from]!.push(arc)
    if (to !== from) arcsAt[to]!.push(arc)
  })
  return {
    keys: arcs.map(({ key }) => key),
    from: arcs.map(({ from }) => from),
    to: arcs.map(({ to }) => to),
    nodeCount: names.size,
    arcsAt,
  }
}

function downOf(row: string, column: string): string {
  return JSON.stringify(['down', row, column])
}

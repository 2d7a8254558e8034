import { marginsOf } from './margins.ts'
import type { Cell, CellPlace, SecrecyRule, TableShape } from './model.ts'
import { type Network, networkOf } from './network.ts'
import { isKnownZero } from './primary.ts'
import { push } from './push.ts'

/** One table with its cells, ready for the search. */
export type Table = {
  readonly network: Network
  /** By arc. */
  readonly cells: readonly Cell[]
  readonly values: readonly bigint[]
}

export function tableOf(shape: TableShape, byKey: ReadonlyMap<string, Cell>): Table {
  const network = networkOf(shape)
  const cells = network.keys.map((key) => byKey.get(key)!)
  return { network, cells, values: cells.map((cell) => (cell.kind === 'counted' ? cell.value : 0n)) }
}

/** Whether a cell may be masked to protect another: not what everyone knows. */
export function canMask(cell: Cell): boolean {
  return cell.kind === 'counted' && !isKnownZero(cell) && cell.isPublic !== true
}

/**
 * What it costs to lose a cell. By value, the number of cells tells apart equal values; by cells, the value does.
 * A cell of value 0 still costs one cell.
 */
export function lossOf(cell: Cell, { loss }: SecrecyRule): bigint {
  const value = cell.kind === 'counted' ? cell.value : 0n
  return loss === 'value' ? value * 1024n + 1n : (1n << 50n) + value
}

/**
 * The masks to add so that one cell keeps its margins in its table.
 *
 * @param masked    keys masked so far
 * @param mayAdd    false: with the masks there are
 * @returns         undefined when no mask can protect it
 */
export function masksFor(
  { network, cells, values }: Table,
  arc: number,
  masked: ReadonlySet<string>,
  rule: SecrecyRule,
  mayAdd = true,
): ReadonlySet<string> | undefined {
  const { below, above } = marginsOf(cells[arc]!, rule)
  const added = new Set<string>()
  const priceOf = (other: number) => {
    const key = network.keys[other]!
    if (masked.has(key) || added.has(key)) return 0
    return mayAdd && canMask(cells[other]!) ? Number(lossOf(cells[other]!, rule)) : undefined
  }
  for (const move of [
    { need: above, isUp: true },
    { need: below, isUp: false },
  ]) {
    const used = push(network, { values, priceOf }, arc, move)
    if (!used) return undefined
    for (const other of used) if (!masked.has(network.keys[other]!)) added.add(network.keys[other]!)
  }
  return added
}

export function placeOf({ row, column }: Cell): CellPlace {
  return { row, column }
}

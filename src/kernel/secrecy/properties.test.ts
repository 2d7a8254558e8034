import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cell,
  type CellPlace,
  type PublishedCell,
  protectTables,
  type SecrecyRule,
  verifyTables,
} from './index.ts'
import { keyOf, sumsOf } from './sums.ts'
import { canMask, lossOf } from './table.ts'
import { anyFlatScene, anyLinkedScene, anyNestedScene, anyRule, type Scene } from './tables.testing.ts'

test('rows × columns: no masked cell is found by subtraction, nor to within its margins', () => {
  holds(anyFlatScene, 150)
})

test('communes in EPCI × families: no masked cell is found from any total or sub-total, nor nearly', () => {
  holds(anyNestedScene, 60)
})

test('two tables that share totals: no masked cell is found with both in hand', () => {
  fc.assert(
    fc.property(anyLinkedScene, anyRule, (scene, rule) => {
      const faults = faultsOf(scene, rule).filter(({ kind }) => kind !== 'too-near')
      expect(faults).toEqual([])
      expect(scene.tables.flatMap((table) => faultsOf(scene, rule, [table]))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('small tables: no other masks that hold cost less, all of them tried', () => {
  const small = anyFlatScene.filter(({ cells }) => cells.length <= 12)
  fc.assert(
    fc.property(small, anyRule, ({ tables, cells }, rule) => {
      const result = protectTables(tables, cells, rule)
      if (!result.ok || !result.value.isLeast) return
      const kept = cells.filter((cell, index) => canMask(cell) && result.value.cells[index]!.kind === 'value')
      const secondary = result.value.cells.flatMap((cell, index) =>
        cell.kind === 's' && cell.reason === 'protects-another' ? [cells[index]!] : [],
      )
      const loss = lossOfAll(secondary, rule)
      for (const masks of subsets([...kept, ...secondary])) {
        if (lossOfAll(masks, rule) >= loss) continue
        const shown = result.value.cells.map((cell, index): PublishedCell => {
          if (masks.includes(cells[index]!)) return { ...placed(cell), kind: 's', reason: 'protects-another' }
          return secondary.includes(cells[index]!) ? valueShown(cells[index]!) : cell
        })
        expect(verifyTables(tables, cells, shown, rule).faults).not.toEqual([])
      }
    }),
    { numRuns: 25 },
  )
})

test('what is masked is never shown as 0, and no cell that nobody is in is masked', () => {
  fc.assert(
    fc.property(anyNestedScene, anyRule, ({ tables, cells }, rule) => {
      const result = protectTables(tables, cells, rule)
      if (!result.ok) throw new Error(result.refusal.kind)
      result.value.cells.forEach((published, index) => {
        const cell = cells[index]!
        if (published.kind === 's') expect(cell).not.toMatchObject({ enterpriseCount: 0 })
        if (published.kind === 'value') expect(cell).toMatchObject({ value: published.value })
      })
    }),
    { numRuns: 60 },
  )
})

test('the order in which cells are given changes no figure', () => {
  fc.assert(
    fc.property(anyNestedScene, anyRule, ({ tables, cells }, rule) => {
      const [direct, reversed] = [protectTables(tables, cells, rule), protectTables(tables, cells.toReversed(), rule)]
      if (!direct.ok || !reversed.ok) throw new Error('both can be protected')
      expect(reversed.value.cells.toReversed()).toEqual(direct.value.cells)
    }),
    { numRuns: 40 },
  )
})

function holds(scenes: fc.Arbitrary<Scene>, numRuns: number): void {
  fc.assert(
    fc.property(scenes, anyRule, (scene, rule) => {
      expect(faultsOf(scene, rule)).toEqual([])
    }),
    { numRuns },
  )
}

/** Masked with all tables in hand, read with some. */
function faultsOf({ tables, cells }: Scene, rule: SecrecyRule, read = tables) {
  const result = protectTables(tables, cells, rule)
  if (!result.ok) throw new Error(result.refusal.kind)
  const keys = new Set(sumsOf(read).flatMap(({ total, parts }) => [total, ...parts]))
  const isRead = (cell: CellPlace) => keys.has(keyOf(cell))
  const { faults, hasBounds } = verifyTables(read, cells.filter(isRead), result.value.cells.filter(isRead), rule)
  expect(hasBounds).toBe(true)
  return faults
}

function lossOfAll(cells: readonly Cell[], rule: SecrecyRule): bigint {
  return cells.reduce((sum, cell) => sum + lossOf(cell, rule), 0n)
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (sets, item) => sets.flatMap((set) => [set, set.concat([item])]),
    [[]],
  )
}

function placed({ row, column }: PublishedCell) {
  return { row, column }
}

function valueShown(cell: Cell): PublishedCell {
  if (cell.kind !== 'counted') throw new Error('it was counted')
  return { row: cell.row, column: cell.column, kind: 'value', value: cell.value }
}

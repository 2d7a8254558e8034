import fc from 'fast-check'
import { expect, test } from 'vitest'
import { protectTables, type SecrecyRule, verifyTables } from './index.ts'
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
    }),
    { numRuns: 60 },
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

function faultsOf({ tables, cells }: Scene, rule: SecrecyRule) {
  const result = protectTables(tables, cells, rule)
  if (!result.ok) throw new Error(result.refusal.kind)
  const { faults, hasBounds } = verifyTables(tables, cells, result.value.cells, rule)
  expect(hasBounds).toBe(true)
  return faults
}

import fc from 'fast-check'
import { countCells } from './count.ts'
import type { Branch, Cell, Contribution, SecrecyRule, TableShape } from './model.ts'

export type Scene = { readonly tables: readonly TableShape[]; readonly cells: readonly Cell[] }

export function leaf(id: string): Branch {
  return { id, parts: [] }
}

/** A table of rows that all add up to « all », as people draw it. */
export function flatShape(rows: readonly string[], columns: readonly string[]): TableShape {
  return { rows: { id: 'all', parts: rows.map(leaf) }, columns }
}

/** A cell in short: what each enterprise brings. An enterprise in several cells has the same name there. */
export function contributionsOf(
  brought: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>,
): readonly Contribution[] {
  return Object.entries(brought).flatMap(([row, byColumn]) =>
    Object.entries(byColumn).flatMap(([column, bySiren]) =>
      Object.entries(bySiren).map(([siren, value]) => ({ row, column, siren, value: BigInt(value) })),
    ),
  )
}

const FAMILIES = ['association', 'cooperative', 'mutual', 'foundation']
const SECTORS = ['care', 'culture', 'food']

const anyValue = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.integer({ min: 0, max: 400 }))

/** Contributions with few enterprises a cell, so that most tables have secrets, and empty cells. */
function anyContributions(rows: readonly string[], columns: readonly string[]): fc.Arbitrary<readonly Contribution[]> {
  const one = fc.record({
    row: fc.constantFrom(...rows),
    column: fc.constantFrom(...columns),
    siren: fc.integer({ min: 0, max: 25 }).map((number) => `s${number}`),
    value: anyValue.map(BigInt),
  })
  return fc.array(one, { minLength: 1, maxLength: rows.length * columns.length * 3 })
}

export const anyFlatScene: fc.Arbitrary<Scene> = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
  .chain(([rowCount, columnCount]) => {
    const rows = Array.from({ length: rowCount }, (_, index) => `r${index}`)
    const columns = FAMILIES.slice(0, columnCount)
    const shape = flatShape(rows, columns)
    return anyContributions(rows, columns).map((given) => ({ tables: [shape], cells: countCells(shape, given) }))
  })

/** Communes in EPCI in a Département. */
const NESTED: Branch = {
  id: 'all',
  parts: [
    { id: 'north', parts: [leaf('n1'), leaf('n2')] },
    { id: 'south', parts: [leaf('s1'), leaf('s2'), leaf('s3')] },
    { id: 'alone', parts: [leaf('a1')] },
  ],
}

export const anyNestedScene: fc.Arbitrary<Scene> = fc.constantFrom(2, 3).chain((columnCount) => {
  const shape = { rows: NESTED, columns: FAMILIES.slice(0, columnCount) }
  const rows = ['n1', 'n2', 's1', 's2', 's3', 'a1']
  return anyContributions(rows, shape.columns).map((given) => ({ tables: [shape], cells: countCells(shape, given) }))
})

/** Commune × family and EPCI × sector: two tables with the totals of each EPCI in common. */
export const anyLinkedScene: fc.Arbitrary<Scene> = anyContributions(
  ['n1', 'n2', 's1', 's2', 's3', 'a1'],
  FAMILIES.slice(0, 2),
).chain((given) =>
  fc
    .array(fc.constantFrom(...SECTORS), { minLength: given.length, maxLength: given.length })
    .map((sectors) => linkedScene(given, sectors)),
)

/** The same contributions by family, and by sector at the rows above. */
export function linkedScene(given: readonly Contribution[], sectors: readonly string[]): Scene {
  const byFamily: TableShape = { rows: NESTED, columns: FAMILIES.slice(0, 2) }
  const bySector: TableShape = { rows: { id: 'all', parts: NESTED.parts.map(({ id }) => leaf(id)) }, columns: SECTORS }
  const epciOf = (row: string) => NESTED.parts.find(({ parts }) => parts.some(({ id }) => id === row))!.id
  const wider = given.map((each, index) => ({ ...each, row: epciOf(each.row), column: sectors[index]! }))
  const first = countCells(byFamily, given)
  const second = countCells(bySector, wider).filter(({ column }) => column !== 'total')
  return { tables: [byFamily, bySector], cells: [...first, ...second] }
}

export const anyRule: fc.Arbitrary<SecrecyRule> = fc.record({
  leastEnterprises: fc.constantFrom(2, 3, 4),
  greatestShareBasisPoints: fc.constantFrom(8500, 7500),
  protectionBasisPoints: fc.constantFrom(0, 1000, 3000),
  loss: fc.constantFrom('value', 'cells'),
})

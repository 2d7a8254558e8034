import { describe, expect, test } from 'vitest'
import {
  type Cell,
  countCells,
  INSEE_SECRECY,
  type PublishedCell,
  primaryReason,
  protectTables,
  type SecrecyRule,
  sentenceOfMask,
  sentenceOfSecrecyRefusal,
  signOf,
  type TableShape,
  verifyTables,
} from './index.ts'
import { contributionsOf, flatShape } from './tables.testing.ts'

const many = (prefix: string, each: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, each]))

/** Three EPCI, three families: one association alone in the third has 7 jobs. */
const SHAPE = flatShape(['Artois', 'Calaisis', 'Ternois'], ['association', 'cooperative', 'mutual'])
const CELLS = countCells(
  SHAPE,
  contributionsOf({
    Artois: { association: many('a', 10, 8), cooperative: many('c', 5, 4), mutual: many('m', 20, 3) },
    Calaisis: { association: many('b', 12, 6), cooperative: many('d', 6, 5), mutual: many('n', 30, 3) },
    Ternois: { association: { alone: 7 }, cooperative: many('e', 4, 5), mutual: {} },
  }),
)

describe('what is masked for itself', () => {
  const cases: readonly [string, Partial<Cell & { readonly kind: 'counted' }>, ReturnType<typeof primaryReason>][] = [
    ['two enterprises', { value: 10n, enterpriseCount: 2, greatest: 5n }, 'few-enterprises'],
    ['three enterprises, the rule of Insee', { value: 9n, enterpriseCount: 3, greatest: 3n }, undefined],
    ['one makes 85 %, no more', { value: 100n, enterpriseCount: 9, greatest: 85n }, undefined],
    ['one makes a little more than 85 %', { value: 1000n, enterpriseCount: 9, greatest: 851n }, 'one-dominates'],
    ['nobody: a 0 that everyone knows', { value: 0n, enterpriseCount: 0, greatest: 0n }, undefined],
    ['one enterprise without a job', { value: 0n, enterpriseCount: 1, greatest: 0n }, 'few-enterprises'],
    ['four enterprises without a job', { value: 0n, enterpriseCount: 4, greatest: 0n }, undefined],
  ]
  test.each(cases)('%s', (_, given, reason) => {
    const cell = {
      kind: 'counted',
      row: 'r',
      column: 'c',
      value: 0n,
      enterpriseCount: 0,
      greatest: 0n,
      ...given,
    } as Cell
    expect(primaryReason(cell, INSEE_SECRECY)).toBe(reason)
  })

  test('an association with five establishments is one enterprise, and its establishments are added', () => {
    const five = { row: 'x', column: 'association', siren: '1', value: 4n }
    const others = ['2', '3'].map((siren) => ({ ...five, siren, value: 1n }))
    const cells = countCells(flatShape(['x'], ['association']), [five, five, five, five, five, ...others])
    expect(cells.find(({ row, column }) => row === 'x' && column === 'association')).toMatchObject({
      enterpriseCount: 3,
      greatest: 20n,
      value: 22n,
    })
  })

  test('in a total an enterprise of two cells counts once', () => {
    const shape = flatShape(['x', 'y'], ['association'])
    const both = ['x', 'y'].flatMap((row) =>
      ['1', '2'].map((siren) => ({ row, column: 'association', siren, value: 3n })),
    )
    const total = countCells(shape, both).find(({ row, column }) => row === 'all' && column === 'total')
    expect(total).toMatchObject({ enterpriseCount: 2, value: 12n, greatest: 6n })
  })
})

describe('what is masked for another', () => {
  test('a lone association in Ternois takes three more cells with it, the cheapest that hold', () => {
    const { cells, maskedCount, isLeast } = published(SHAPE, CELLS)
    expect(drawn(cells)).toEqual([
      'all      159    70  150  379',
      'Artois     s     s   60  160',
      'Calaisis  72    30   90  192',
      'Ternois    s     s    0   27',
    ])
    expect(maskedCount).toEqual({ primary: 1, secondary: 3 })
    expect(isLeast).toBe(true)
  })

  test('by cells, as few masks as can be, and among equals the smallest', () => {
    const { cells, lostValue } = published(SHAPE, CELLS, { ...INSEE_SECRECY, loss: 'cells' })
    expect(cells.filter(({ kind }) => kind === 's')).toHaveLength(4)
    expect(lostValue).toBe(120n)
  })

  test('a table of one lone enterprise masks its totals too, which say the same', () => {
    const shape = flatShape(['x', 'y'], ['association', 'mutual'])
    const cells = countCells(shape, [{ row: 'x', column: 'association', siren: '1', value: 12n }])
    const shown = published(shape, cells).cells
    expect(shown.filter(({ kind }) => kind === 's')).toHaveLength(4)
    expect(shown.filter((cell) => cell.kind === 'value').every((cell) => cell.value === 0n)).toBe(true)
  })

  test('with no secret nothing is masked', () => {
    const cells = CELLS.map(
      (cell): Cell => (cell.kind === 'counted' ? { ...cell, enterpriseCount: 9, greatest: 0n } : cell),
    )
    expect(published(SHAPE, cells)).toMatchObject({
      maskedCount: { primary: 0, secondary: 0 },
      lostValue: 0n,
      isLeast: true,
    })
  })
})

describe('figures that others have published', () => {
  test('« nd » stays « nd », is never 0, and our totals do not give it back', () => {
    const cells = CELLS.map((cell): Cell => {
      if (cell.row !== 'Calaisis' || cell.column !== 'mutual')
        return { ...cell, enterpriseCount: 9, greatest: 0n } as Cell
      return { kind: 'not-given', row: cell.row, column: cell.column }
    })
    const shown = published(SHAPE, cells).cells
    expect(cellAt(shown, 'Calaisis', 'mutual')).toMatchObject({ kind: 'nd' })
    expect(signOf(cellAt(shown, 'Calaisis', 'mutual'))).toBe('nd')
    expect(shown.filter(({ kind }) => kind === 's').length).toBeGreaterThanOrEqual(3)
  })

  test('a secret already public elsewhere refuses the table, and says so', () => {
    const cells = CELLS.map((cell) => (cell.row === 'Ternois' ? ({ ...cell, isPublic: true } as Cell) : cell))
    const result = protectTables([SHAPE], cells, INSEE_SECRECY)
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'secret-already-public' } })
    if (!result.ok) expect(sentenceOfSecrecyRefusal(result.refusal)).toContain('Ternois × association')
  })

  test('totals already public that give the secret away refuse the table', () => {
    const cells = CELLS.map((cell) =>
      cell.row === 'Ternois' && cell.column === 'association' ? cell : ({ ...cell, isPublic: true } as Cell),
    )
    const result = protectTables([SHAPE], cells, INSEE_SECRECY)
    expect(result).toMatchObject({ refusal: { kind: 'cannot-protect', cell: { row: 'Ternois' } } })
  })
})

test('two tables well masked each give a cell away together: more is masked until they do not', () => {
  // By family, e1 + e2 + e5 = 66; by sector, e1 + e2 = 46: whoever has both knows e5.
  const rows = ['e1', 'e2', 'e3', 'e4', 'e5']
  const byFamily = flatShape(rows, ['association', 'mutual'])
  const bySector = flatShape(rows, ['care', 'culture'])
  const two = (row: string, each: number) => ({ [`${row}-1`]: each, [`${row}-2`]: each })
  const inFamily = { association: ['e1', 'e2', 'e5'], mutual: ['e3', 'e4'] }
  const inSector = { care: ['e1', 'e2'], culture: ['e3', 'e4', 'e5'] }
  const jobs: Readonly<Record<string, number>> = { e1: 11, e2: 12, e3: 13, e4: 14, e5: 10 }
  const cellsIn = (shape: TableShape, where: Readonly<Record<string, readonly string[]>>) => {
    const lines = Object.entries(where).flatMap(([column, places]) => places.map((row) => [row, column] as const))
    return countCells(
      shape,
      lines.flatMap(([row, column]) => contributionsOf({ [row]: { [column]: two(row, jobs[row]!) } })),
    )
  }
  const [family, sector] = [cellsIn(byFamily, inFamily), cellsIn(bySector, inSector)]
  const cells = [...family, ...sector.filter(({ column }) => column !== 'total')]

  const apart = [published(byFamily, family), published(bySector, sector)]
  const joined = [...apart[0]!.cells, ...apart[1]!.cells.filter(({ column }) => column !== 'total')]
  const faults = verifyTables([byFamily, bySector], cells, joined, INSEE_SECRECY).faults
  expect(faults.filter(({ kind }) => kind === 'found')).toContainEqual(
    expect.objectContaining({ cell: { row: 'e5', column: 'total' }, value: { numerator: 20n, denominator: 1n } }),
  )

  const together = protectTables([byFamily, bySector], cells, INSEE_SECRECY)
  if (!together.ok) throw new Error(sentenceOfSecrecyRefusal(together.refusal))
  expect(verifyTables([byFamily, bySector], cells, together.value.cells, INSEE_SECRECY).faults).toEqual([])
})

test('an agent reads why, the public never does', () => {
  expect(sentenceOfMask('few-enterprises', INSEE_SECRECY)).toBe('Moins de 3 entreprises dans cette case.')
  expect(sentenceOfMask('one-dominates', INSEE_SECRECY)).toBe(
    'Une seule entreprise fait plus de 85\u202f% de cette case.',
  )
  expect(signOf({ row: 'r', column: 'c', kind: 's', reason: 'one-dominates' })).toBe('s')
  expect(signOf({ row: 'r', column: 'c', kind: 'value', value: 52_481n })).toBe('52\u202f481')
})

test('cells that do not add up are our bug', () => {
  const wrong = CELLS.map((cell, index) => (index === 0 ? ({ ...cell, value: 1n } as Cell) : cell))
  expect(() => protectTables([SHAPE], wrong, INSEE_SECRECY)).toThrow('add up')
  expect(() => protectTables([SHAPE], CELLS.slice(1), INSEE_SECRECY)).toThrow('is given')
})

function published(shape: TableShape, cells: readonly Cell[], rule: SecrecyRule = INSEE_SECRECY) {
  const result = protectTables([shape], cells, rule)
  if (!result.ok) throw new Error(sentenceOfSecrecyRefusal(result.refusal))
  expect(verifyTables([shape], cells, result.value.cells, rule).faults).toEqual([])
  return result.value
}

function cellAt(cells: readonly PublishedCell[], row: string, column: string): PublishedCell {
  return cells.find((cell) => cell.row === row && cell.column === column)!
}

/** Row by row, as a person reads it. */
function drawn(cells: readonly PublishedCell[]): readonly string[] {
  const rows = [...new Set(cells.map(({ row }) => row))]
  return rows.map((row) => {
    const [association, cooperative, mutual, total] = cells.filter((cell) => cell.row === row).map(signOf)
    return `${row.padEnd(8)} ${association!.padStart(3)} ${cooperative!.padStart(5)} ${mutual!.padStart(4)} ${total!.padStart(4)}`
  })
}

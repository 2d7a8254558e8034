import { describe, expect, test } from 'vitest'
import { toNumber } from '#kernel/fraction'
import { type Cell, countCells, INSEE_SECRECY, type PublishedCell, type SecrecyRule, verifyTables } from '../index.ts'
import { contributionsOf, flatShape, leaf } from '../tables.testing.ts'

const three = (prefix: string, each: number) => ({ [`${prefix}1`]: each, [`${prefix}2`]: each, [`${prefix}3`]: each })

const SHAPE = flatShape(['x', 'y'], ['a', 'b'])
const CELLS = countCells(
  SHAPE,
  contributionsOf({ x: { a: { lone: 7 }, b: three('p', 10) }, y: { a: three('q', 20), b: three('r', 5) } }),
)

describe('a bad mask is seen', () => {
  test('the secret left bare', () => {
    expect(kinds(masked([]))).toEqual(['secret-shown'])
  })

  test('the secret alone masked: the row gives it back, 7', () => {
    const [fault] = verify(masked(['x a'])).faults
    expect(fault).toMatchObject({ kind: 'found', cell: { row: 'x', column: 'a' } })
    if (fault?.kind === 'found') expect(toNumber(fault.value)).toBe(7)
  })

  test('a neighbour in the row and none in the column: still found', () => {
    expect(kinds(masked(['x a', 'x b']))).toEqual(['found'])
  })

  test('a square of four cells holds, by 7 below and 15 above', () => {
    expect(kinds(masked(['x a', 'x b', 'y a', 'y b']))).toEqual([])
    expect(kinds(masked(['x a', 'x b', 'y a', 'y b']), { ...INSEE_SECRECY, protectionBasisPoints: 100 })).toEqual([])
  })

  test('a square whose other corner is nearly empty lets the value be told too nearly', () => {
    const shape = flatShape(['x', 'y'], ['a', 'b', 'c'])
    const cells = countCells(
      shape,
      contributionsOf({
        x: { a: { lone: 100 }, b: three('p', 1), c: three('v', 100) },
        y: { a: three('q', 50), b: three('r', 50), c: three('w', 50) },
      }),
    )
    const square = masked(['x a', 'x b', 'y a', 'y b'], cells)
    const [fault] = verifyTables([shape], cells, square, INSEE_SECRECY).faults
    expect(fault).toMatchObject({ kind: 'too-near', cell: { row: 'x', column: 'a' } })
    if (fault?.kind === 'too-near')
      expect([toNumber(fault.bounds.least), toNumber(fault.bounds.most!)]).toEqual([0, 103])
  })

  test('a sub-total that gives the secret back from far away', () => {
    const shape = {
      rows: { id: 'all', parts: [{ id: 'e', parts: [leaf('x'), leaf('z')] }, leaf('y')] },
      columns: ['a', 'b'],
    }
    const cells = countCells(
      shape,
      contributionsOf({
        x: { a: { lone: 7 }, b: three('p', 10) },
        z: { a: three('s', 9), b: three('t', 9) },
        y: { a: three('q', 20), b: three('r', 5) },
      }),
    )
    const shown = masked(['x a', 'x total', 'e a', 'e total'], cells)
    expect(verifyTables([shape], cells, shown, INSEE_SECRECY).faults).toMatchObject([{ kind: 'found' }])
  })

  test('« nd » published as 0, or found again from our own totals', () => {
    const cells = CELLS.map(
      (cell): Cell =>
        cell.row === 'y' && cell.column === 'b'
          ? { kind: 'not-given', row: 'y', column: 'b' }
          : ({ ...cell, enterpriseCount: 9, greatest: 0n } as Cell),
    )
    const shown = cells.map(
      (cell): PublishedCell =>
        cell.kind === 'counted'
          ? { row: cell.row, column: cell.column, kind: 'value', value: cell.value }
          : { ...cell, kind: 'nd' },
    )
    expect(verifyTables([SHAPE], cells, shown, INSEE_SECRECY).faults).toMatchObject([{ kind: 'found' }])
    const zero = shown.map((cell): PublishedCell => (cell.kind === 'nd' ? { ...cell, kind: 'value', value: 0n } : cell))
    expect(verifyTables([SHAPE], cells, zero, INSEE_SECRECY).faults.map(({ kind }) => kind)).toContain(
      'not-given-shown',
    )
  })

  test('a value that is not the one counted, a cell left out', () => {
    const shown = masked(['x a', 'x b', 'y a', 'y b'])
    const changed = shown.map(
      (cell): PublishedCell => (cell.kind === 'value' ? { ...cell, value: cell.value + 1n } : cell),
    )
    expect(kinds(changed)).toContain('wrong-value')
    expect(kinds(shown.slice(1))).toEqual(['cell-missing'])
  })
})

test('a table too large for bounds is still solved, and says that margins were not looked at', () => {
  const square = masked(['x a', 'x b', 'y a', 'y b'])
  expect(verifyTables([SHAPE], CELLS, square, INSEE_SECRECY, { mostUnknowns: 3 })).toEqual({
    faults: [],
    hasBounds: false,
  })
})

function verify(shown: readonly PublishedCell[], rule: SecrecyRule = INSEE_SECRECY) {
  return verifyTables([SHAPE], CELLS, shown, rule)
}

function kinds(shown: readonly PublishedCell[], rule?: SecrecyRule) {
  return verify(shown, rule).faults.map(({ kind }) => kind)
}

/** Masks planted by hand: « x a » is row x, column a. */
function masked(places: readonly string[], cells: readonly Cell[] = CELLS): readonly PublishedCell[] {
  return cells.map((cell) => {
    const { row, column } = cell
    if (cell.kind === 'not-given') return { row, column, kind: 'nd' }
    return places.includes(`${row} ${column}`)
      ? { row, column, kind: 's', reason: 'protects-another' }
      : { row, column, kind: 'value', value: cell.value }
  })
}

import type { CustomCheck, Fault } from './model.ts'
import { numberOf } from './values.ts'

type Row = Readonly<Record<string, string>>
type Found = Pick<Fault, 'kind' | 'column' | 'expected'>
/** @param isRead  whether the cell of a column is filled, and holds what its column asks */
type RowCheck = (row: Row, isRead: (column: string) => boolean) => Found | undefined

/** Reads what a schema asks of several cells of a line. Undefined: a check nobody here knows. */
export function rowCheck({ name, params }: CustomCheck): RowCheck | undefined {
  return CHECKS[name]?.(params)
}

type Params = CustomCheck['params']

const CHECKS: Readonly<Record<string, (params: Params) => RowCheck>> = {
  // Read cell by cell, where it says more than « false ».
  'french-siret-value': () => () => undefined,

  'one-of-required': (params) => {
    const [one, other] = [textOf(params.column1), textOf(params.column2)]
    return (row) => {
      if ((row[one] ?? '') !== '' || (row[other] ?? '') !== '') return undefined
      return { kind: 'one-of', column: one, expected: other }
    }
  },

  'year-interval-value': (params) => {
    const column = textOf(params.column)
    return (row) => {
      const [from = '', to = from] = (row[column] ?? '').split('/')
      return from <= to ? undefined : { kind: 'year-interval', column, expected: '' }
    }
  },

  'cohesive-columns-value': (params) => {
    const columns = [textOf(params.column), ...listOf(params.othercolumns)]
    return (row) => {
      const empty = columns.filter((column) => (row[column] ?? '') === '')
      if (empty.length === 0 || empty.length === columns.length) return undefined
      return { kind: 'not-together', column: empty[0]!, expected: columns.join(', ') }
    }
  },

  'compare-columns-value': (params) => {
    const [column, other, op] = [textOf(params.column), textOf(params.column2), textOf(params.op)]
    return (row, isRead) => {
      if (!isRead(column) || !isRead(other) || compares(row[column]!, row[other]!, op)) return undefined
      return { kind: 'comparison', column, expected: `${OPERATORS[op] ?? op} ${other}` }
    }
  },

  'sum-columns-value': (params) => {
    const [column, columns] = [textOf(params.column), listOf(params.columns)]
    return (row, isRead) => {
      if (![column, ...columns].every(isRead)) return undefined
      const sum = columns.reduce((total, each) => total + Number(row[each]), 0)
      return Number(row[column]) === sum ? undefined : { kind: 'sum', column, expected: columns.join(' + ') }
    }
  },

  // Of the shape the nomenclature is written in: « Domaine/Matière », no comma, no bracket.
  'nomenclature-actes-value': (params) => {
    const column = textOf(params.column)
    return (row, isRead) => {
      if (!isRead(column) || /^[^/,()]+\/[^/,()]+$/.test(row[column]!)) return undefined
      return { kind: 'nomenclature', column, expected: '' }
    }
  },
}

const OPERATORS: Readonly<Record<string, string>> = {
  '>=': 'au moins égale à',
  '>': 'plus grande que',
  '<=': 'au plus égale à',
  '<': 'plus petite que',
  '==': 'égale à',
}

// Days and instants compare as they are written.
function compares(left: string, right: string, op: string): boolean {
  const [a, b] = [numberOf(left), numberOf(right)]
  const order = a !== undefined && b !== undefined ? a - b : left < right ? -1 : left > right ? 1 : 0
  if (op === '>=') return order >= 0
  if (op === '>') return order > 0
  if (op === '<=') return order <= 0
  return op === '<' ? order < 0 : order === 0
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : []
}

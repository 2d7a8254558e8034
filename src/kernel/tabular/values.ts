import { isDay } from '#kernel/calendar'
import { isRna } from '#kernel/perimeter'
import type { Constraints, FaultKind, Field } from './model.ts'
import { siretFault } from './siret.ts'

/** What is wrong with a cell, and what was expected. */
export type CellFault = { readonly kind: FaultKind; readonly expected: string }

/** Reads the cells of one column; made once, used for each line. */
export type CellReader = (value: string) => CellFault | undefined

/** @param isSiretColumn  whether the schema declares the column as one of SIRETs */
export function cellReader(field: Field, isMissing: (value: string) => boolean, isSiretColumn: boolean): CellReader {
  const { constraints = {} } = field
  const typeFault = TYPES[field.type ?? 'string'] ?? TYPES.string!
  const formatFault = FORMATS[field.format ?? ''] ?? nothing
  const constrained = constraintReader(constraints, field)
  return (value) => {
    if (isMissing(value)) return constraints.required ? { kind: 'missing', expected: exampleOf(field) } : undefined
    if (isSiretColumn) {
      const kind = siretFault(value)
      return kind && { kind, expected: exampleOf(field) }
    }
    return typeFault(value, field) ?? formatFault(value, field) ?? constrained(value)
  }
}

export function exampleOf({ example }: Field): string {
  return typeof example === 'string' || typeof example === 'number' ? String(example) : ''
}

/** @returns undefined when the text is no number of Table Schema */
export function numberOf(value: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(E[+-]?\d+)?$/i.test(value) ? Number(value) : undefined
}

type Reader = (value: string, field: Field) => CellFault | undefined

const TYPES: Readonly<Record<string, Reader>> = {
  string: () => undefined,
  number: (value, field) => {
    if (numberOf(value) !== undefined) return undefined
    const kind = /^[+-]?[\d\s\u00a0\u202f]*,\d+$/.test(value) ? 'number-comma' : 'number'
    return { kind, expected: exampleOf(field) }
  },
  integer: (value, field) => (/^[+-]?\d+$/.test(value) ? undefined : { kind: 'integer', expected: exampleOf(field) }),
  boolean: (value, { trueValues = TRUE, falseValues = FALSE }) =>
    trueValues.includes(value) || falseValues.includes(value)
      ? undefined
      : { kind: 'boolean', expected: [...trueValues, ...falseValues].map((each) => `« ${each} »`).join(' ou ') },
  date: (value, field) => {
    if (isDay(value)) return undefined
    const kind = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(value) ? 'date-french' : 'date'
    return { kind, expected: exampleOf(field) }
  },
  datetime: (value, field) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(value) && isDay(value.slice(0, 10))
      ? undefined
      : { kind: 'datetime', expected: exampleOf(field) },
  year: (value) => (/^\d{4}$/.test(value) ? undefined : { kind: 'year', expected: '' }),
  array: (value) => (isJsonList(value) ? undefined : { kind: 'list', expected: '' }),
}

const TRUE = ['true', 'True', 'TRUE', '1']
const FALSE = ['false', 'False', 'FALSE', '0']

const FORMATS: Readonly<Record<string, Reader>> = {
  uri: (value) => (URL.canParse(value) ? undefined : { kind: 'uri', expected: '' }),
  email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : { kind: 'email', expected: '' }),
  uuid: (value) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? undefined : { kind: 'uuid', expected: '' },
}

function nothing(): undefined {
  return undefined
}

function constraintReader(constraints: Constraints, field: Field): CellReader {
  const pattern = constraints.pattern === undefined ? undefined : new RegExp(`^(?:${constraints.pattern})$`)
  const { enum: allowed, minLength = 0, maxLength = Infinity, minimum = -Infinity, maximum = Infinity } = constraints
  return (value) => {
    if (allowed && !allowed.includes(value))
      return { kind: 'enum', expected: allowed.map((e) => `« ${e} »`).join(', ') }
    if (pattern && !pattern.test(value)) return patternFault(value, field)
    if (value.length < minLength) return { kind: 'too-short', expected: String(minLength) }
    if (value.length > maxLength) return { kind: 'too-long', expected: String(maxLength) }
    const size = numberOf(value)
    if (size !== undefined && size < minimum) return { kind: 'too-small', expected: String(minimum) }
    if (size !== undefined && size > maximum) return { kind: 'too-large', expected: String(maximum) }
    return undefined
  }
}

function patternFault(value: string, field: Field): CellFault {
  const expected = exampleOf(field)
  if ((field.constraints?.pattern ?? '').startsWith('^W') && !isRna(value)) return { kind: 'rna', expected }
  // The decree of 2017 writes a period with « _ », the schema with « / ».
  if (/^\d{4}-\d{2}-\d{2}_\d{4}-\d{2}-\d{2}$/.test(value)) return { kind: 'period-underscore', expected }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(value)) return { kind: 'date-french', expected }
  return { kind: 'pattern', expected }
}

function isJsonList(value: string): boolean {
  try {
    return Array.isArray(JSON.parse(value))
  } catch {
    return false
  }
}

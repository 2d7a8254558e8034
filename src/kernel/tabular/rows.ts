import type { Header } from './header.ts'
import type { Fault, Field, Line, TableSchema } from './model.ts'
import type { CsvRecord } from './records.ts'
import { rowCheck } from './row-checks.ts'
import { type CellReader, cellReader } from './values.ts'

/** Judges the lines of one file. */
export type Judge = {
  line(record: CsvRecord, header: Header): Line
  /** Checks of the schema nobody here knows: nothing passes because it was not looked at. */
  readonly unknownChecks: readonly Fault[]
}

const DEFAULT_MISSING = ['']
const LONGEST_TOLD = 120
// Beyond, values met once are no longer remembered: memory stays bounded.
const MOST_REMEMBERED = 500_000

export function judgeOf(schema: TableSchema): Judge {
  const { missingValues = DEFAULT_MISSING, custom_checks: customChecks = [] } = schema
  const isMissing = (value: string) => missingValues.includes(value)
  const siretColumns = new Set(
    customChecks.filter(({ name }) => name === 'french-siret-value').map(({ params }) => params.column),
  )
  const readers = new Map(
    schema.fields.map((field) => [field.name, cellReader(field, isMissing, siretColumns.has(field.name))]),
  )
  const checks = customChecks.map((check) => ({ check, read: rowCheck(check) }))
  const once = onlyOnce(schema)

  function line(record: CsvRecord, header: Header): Line {
    const values = valuesOf(record.cells, header)
    if (record.cells.every((cell) => cell.trim() === '')) return faulty(record, undefined, [faultOf('blank-line')])
    const cells = cellFaults(values, readers)
    const faults = [...lengthFaults(record, header), ...cells, ...once(values)]
    const wrong = new Set(cells.map(({ column }) => column))
    const isRead = (column: string) => !wrong.has(column) && (values[column] ?? '') !== ''
    for (const { read } of checks) {
      const found = read?.(values, isRead)
      if (found) faults.push(faultOf(found.kind, found.column, values[found.column ?? ''], found.expected))
    }
    return faulty(record, values, faults)
  }

  const unknownChecks = checks
    .filter(({ read }) => read === undefined)
    .map(({ check }) => ({ ...faultOf('check-unknown', null, '', check.name), line: 1 }))
  return { line, unknownChecks }
}

type LooseFault = Omit<Fault, 'line'>

function faulty({ line }: CsvRecord, values: Line['values'], faults: readonly LooseFault[]): Line {
  return { line, values, faults: faults.map((fault) => ({ ...fault, line })) }
}

function faultOf(kind: Fault['kind'], column: string | null = null, value = '', expected = ''): LooseFault {
  return { kind, column, value: value.slice(0, LONGEST_TOLD), expected }
}

function valuesOf(cells: readonly string[], header: Header): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  header.fields.forEach((field, at) => {
    if (field) values[field.name] = cells[at] ?? ''
  })
  return values
}

function cellFaults(values: Readonly<Record<string, string>>, readers: ReadonlyMap<string, CellReader>): LooseFault[] {
  const faults: LooseFault[] = []
  for (const [name, value] of Object.entries(values)) {
    const found = readers.get(name)?.(value)
    if (found) faults.push(faultOf(found.kind, name, value, found.expected))
  }
  return faults
}

function lengthFaults({ cells }: CsvRecord, { fields }: Header): readonly LooseFault[] {
  if (cells.length === fields.length) return []
  const kind = cells.length < fields.length ? 'cells-missing' : 'cells-extra'
  return [faultOf(kind, null, String(cells.length), String(fields.length))]
}

/** Values that may stand on one line only. */
function onlyOnce({ fields, primaryKey = [] }: TableSchema) {
  const key = [primaryKey].flat()
  const unique = fields.filter(({ name, constraints }) => constraints?.unique || (key.length === 1 && key[0] === name))
  const seen = new Map(unique.map((field: Field) => [field.name, new Set<string>()]))
  return (values: Readonly<Record<string, string>>): readonly LooseFault[] => {
    const faults: LooseFault[] = []
    for (const [name, met] of seen) {
      const value = values[name] ?? ''
      if (value === '') continue
      if (met.has(value)) faults.push(faultOf('twice', name, value))
      else if (met.size < MOST_REMEMBERED) met.add(value)
    }
    return faults
  }
}

/** What a table schema asks of a column (frictionless data, Table Schema 1). */
type Field = {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly constraints?: { readonly required?: boolean; readonly pattern?: string }
}
type Params = Readonly<Record<string, string | readonly string[]>>
export type TableSchema = {
  readonly fields: readonly Field[]
  readonly custom_checks: readonly { readonly name: string; readonly params: Params }[]
}
type Row = Readonly<Record<string, string>>

/**
 * Reads rows as the schema does: names and order of the columns, type, format, pattern, presence of each value, then the
 * checks between columns. A check of a name not known here is a fault: nothing passes because it was not looked at.
 *
 * @param table  the file as it is read, its header first
 * @returns      a line a fault; none when the file is what the schema asks
 */
export function faultsOf(table: readonly (readonly string[])[], schema: TableSchema): readonly string[] {
  const names = schema.fields.map(({ name }) => name)
  const [header = [], ...lines] = table
  if (header.join() !== names.join()) return [`columns are ${header.join()}, expected ${names.join()}`]
  return lines.flatMap((line, index) => {
    const row = Object.fromEntries(names.map((name, at) => [name, line[at] ?? '']))
    const told = [
      ...schema.fields.map((field) => faultOfValue(row[field.name]!, field)),
      ...schema.custom_checks.map(({ name, params }) => CHECKS[name]?.(row, params) ?? unknown(name)),
    ]
    return told.filter((fault) => fault !== '').map((fault) => `line ${index + 2}: ${fault}`)
  })
}

function faultOfValue(value: string, { name, type, format, constraints = {} }: Field): string {
  if (value === '') return constraints.required ? `${name} is missing` : ''
  if (constraints.pattern && !new RegExp(constraints.pattern).test(value)) return `${name} is « ${value} »`
  const isRead = TYPES[format === 'uri' ? 'uri' : type]
  if (!isRead) return `${name} is of a type that is not known here: ${type}`
  return isRead(value) ? '' : `${name} is no ${type}: « ${value} »`
}

const TYPES: Readonly<Record<string, (value: string) => boolean>> = {
  string: () => true,
  integer: (value) => /^-?\d+$/.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00Z`).toISOString().startsWith(value),
  uri: (value) => URL.canParse(value),
}

/** '' when it holds. A comparison between values of which one is empty holds. */
const CHECKS: Readonly<Record<string, (row: Row, params: Params) => string>> = {
  'french-siret-value': (row, { column }) => (hasLuhnKey(row[`${column}`]!) ? '' : `${column} is no SIRET`),
  'year-interval-value': (row, { column }) =>
    /^(\d{4}(\/\d{4})?)?$/.test(row[`${column}`]!) ? '' : `${column} is no year`,
  'cohesive-columns-value': (row, { column, othercolumns }) => {
    const filled = [`${column}`, ...(othercolumns as readonly string[])].map((name) => row[name] !== '')
    return new Set(filled).size === 1 ? '' : `${column} and ${othercolumns} are not filled together`
  },
  'compare-columns-value': (row, { column, column2 }) => {
    const [left, right] = [row[`${column}`]!, row[`${column2}`]!]
    const holds = /-/.test(left + right) ? left >= right : Number(left) >= Number(right)
    return left === '' || right === '' || holds ? '' : `${column} is less than ${column2}`
  },
  'sum-columns-value': (row, { column, columns }) => {
    const sum = (columns as readonly string[]).reduce((total, name) => total + Number(row[name]), 0)
    return row[`${column}`] === '' || Number(row[`${column}`]) === sum ? '' : `${column} is not the sum of ${columns}`
  },
  // Of the shape the nomenclature is written in: « intitulé/sous-intitulé », in small letters, no comma, no bracket.
  'nomenclature-actes-value': (row, { column }) =>
    /^[^/,()A-Z]+\/[^/,()A-Z]+$/.test(row[`${column}`]!) ? '' : `${column} is « ${row[`${column}`]} »`,
}

function unknown(name: string): string {
  return name in CHECKS ? '' : `the check ${name} is not known here`
}

function hasLuhnKey(siret: string): boolean {
  const digits = [...siret].toReversed().map(Number)
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]!),
    0,
  )
  return siret.length === 14 && sum % 10 === 0
}

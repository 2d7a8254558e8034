import { placeKey, slipsBetween } from '#kernel/place-names'
import type { Fault, Field } from './model.ts'

/** How the columns of the file answer those of the schema. */
export type Header = {
  /** For each column of the file, the field its cells are read as. */
  readonly fields: readonly (Field | undefined)[]
  readonly faults: readonly Fault[]
}

/** Compares the first line with the schema: what is missing, misspelt, too much, twice, out of order. */
export function readHeader(cells: readonly string[], fields: readonly Field[]): Header {
  const faults: Fault[] = []
  const say = (kind: Fault['kind'], column: string, value: string, expected: string) =>
    faults.push({ kind, line: 1, column, value: value.slice(0, 120), expected })
  const free = new Set(fields.map(({ name }) => name).filter((name) => !cells.includes(name)))
  const seen = new Set<string>()

  const read = cells.map((cell) => {
    const exact = fields.find(({ name }) => name === cell)
    if (exact && seen.has(cell)) say('column-twice', cell, cell, '')
    if (exact && seen.has(cell)) return undefined
    if (exact) seen.add(cell)
    if (exact) return exact
    const near = nearestName(cell, free)
    if (near === undefined) {
      say('column-extra', cell, cell, '')
      return undefined
    }
    free.delete(near)
    say('column-misspelt', near, cell, near)
    return fields.find(({ name }) => name === near)
  })
  for (const name of fields.map((field) => field.name).filter((each) => free.has(each))) {
    say('column-missing', name, '', previousOf(name, fields))
  }
  const misplaced = firstMisplaced(read, fields)
  if (misplaced) say('column-misplaced', misplaced.name, misplaced.name, previousOf(misplaced.name, fields))
  return { fields: read, faults }
}

function previousOf(name: string, fields: readonly Field[]): string {
  return fields[fields.findIndex((field) => field.name === name) - 1]?.name ?? ''
}

/** The first column that stands before one the schema puts earlier. */
function firstMisplaced(read: readonly (Field | undefined)[], fields: readonly Field[]): Field | undefined {
  const known = read.filter((field) => field !== undefined)
  const wanted = fields.filter((field) => known.includes(field))
  return known.find((field, at) => field !== wanted[at])
}

/** The one name this cell is a slip of: the same but for case, accents and signs, or two letters away. */
function nearestName(cell: string, free: ReadonlySet<string>): string | undefined {
  const key = keyOf(cell)
  if (key === '') return undefined
  const near = [...free]
    .map((name) => ({ name, slips: slipsBetween(key, keyOf(name), key.length < 6 ? 0 : 2) }))
    .filter(({ slips }) => slips <= (key.length < 6 ? 0 : 2))
    .sort((a, b) => a.slips - b.slips)
  return near[0]?.name
}

function keyOf(name: string): string {
  return placeKey(name).replaceAll(' ', '')
}

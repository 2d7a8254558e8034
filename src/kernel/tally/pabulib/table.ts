import { done, type Result, refuse } from '#kernel/result'
import { fault, type ReadingFault } from './faults.ts'
import { nextRow, note, type Reading, textsOf } from './rows.ts'

/** Columns of a section: position of each name, in file order. */
export type Columns = { readonly names: readonly string[]; readonly width: number }

/**
 * Reads the line of column names under PROJECTS or VOTES. Names outside `known` are kept and noted.
 *
 * @param required  columns without which nothing can be counted, in any order
 */
export function readColumns(
  reading: Reading,
  required: readonly string[],
  known: readonly string[],
): Result<Columns, ReadingFault> {
  const row = nextRow(reading)
  if (row === 'fault') return refuse(reading.fault!)
  if (row !== 'cells') return refuse(fault('header-missing', reading.line, required.join(';')))
  const names = textsOf(reading).map((name) => name.trim())
  while (names.at(-1) === '') names.pop()
  if (names.length < reading.cellCount) note(reading, 'separator-trailing')

  for (const column of required) {
    if (!names.includes(column)) return refuse(fault('column-missing', reading.line, column, names.join(';')))
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) return refuse(fault('column-repeated', reading.line, repeated))
  for (const name of names) if (!required.includes(name) && !known.includes(name)) note(reading, 'column-unknown', name)
  return done({ names, width: names.length })
}

import { stringify } from 'csv-stringify/sync'
import type { CellValue, Column, Sheet } from './sheets.ts'

/**
 * A sheet as a `.csv` that French spreadsheets open well: UTF-8 with its mark, semicolons, decimal commas, days as
 * `YYYY-MM-DD`. A text that would be taken for a formula begins with an apostrophe.
 *
 * @see  RFC 4180; OWASP, « CSV Injection »
 */
export function csvOf({ columns, rows, total }: Sheet): string {
  const lines = (total ? [...rows, total] : rows).map((row) => row.map((value, at) => written(columns[at]!, value)))
  return stringify([columns.map(({ label }) => harmless(label)), ...lines], {
    bom: true,
    delimiter: ';',
    record_delimiter: '\r\n',
  })
}

function written({ type }: Column, value: CellValue): string {
  if (value === null) return ''
  // A total has words under a column of figures, as « Total ».
  if (typeof value === 'string') return type === 'date' ? value : harmless(value)
  return typeof value === 'bigint' ? euros(value) : String(value).replace('.', ',')
}

function euros(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  return `${amount < 0n ? '-' : ''}${size / 100n},${String(size % 100n).padStart(2, '0')}`
}

function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { fixZipDates } from '../zip-dates.ts'
import type { CellValue, Column, Sheet, Workbook } from './sheets.ts'

/** Writes the file as a stream: rows go out as they come. Its dates are the document's own, its zip's are fixed. */
export async function writeXlsx({ title, author, date, sheets }: Workbook): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  const stream = new Writable({
    write(piece: Buffer, _encoding, next) {
      pieces.push(piece)
      next()
    },
  })
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const noon = new Date(`${date}T12:00:00Z`)
  Object.assign(writer, { title, creator: author, lastModifiedBy: author, created: noon, modified: noon })
  Object.assign(writer, { company: author, language: 'fr-FR' })
  for (const sheet of sheets) writeSheet(writer, sheet)
  await writer.commit()
  return fixZipDates(Buffer.concat(pieces))
}

type Writer = InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>

function writeSheet(writer: Writer, { name, columns, rows, total }: Sheet): void {
  const sheet = writer.addWorksheet(tabName(name), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  // Printed on several pages, the head stands on each.
  sheet.pageSetup.printTitlesRow = '1:1'
  sheet.columns = columns.map((column, at) => ({
    header: column.label,
    width: column.width ?? widthOf(column, rows, at),
    style: { numFmt: FORMATS[column.type], alignment: { vertical: 'top', wrapText: column.type === 'text' } },
  }))
  const head = sheet.getRow(1)
  head.font = { bold: true }
  head.alignment = { vertical: 'middle', wrapText: true }
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8E4DA' } }
  head.commit()
  if (columns.length > 0)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } }
  for (const row of rows) sheet.addRow(row.map((value, at) => cellOf(columns[at]!, value))).commit()
  if (total) {
    const last = sheet.addRow(total.map((value, at) => cellOf(columns[at]!, value)))
    last.font = { bold: true }
    last.commit()
  }
  sheet.commit()
}

const FORMATS: Readonly<Record<Column['type'], string>> = {
  // Kept as text when somebody types in it: what begins with « = » stays a text.
  text: '@',
  amount: '#,##0.00 "€"',
  date: 'dd/mm/yyyy',
  number: 'General',
}

/** Beyond this a spreadsheet's numbers, which have 15 digits, would lose cents. */
const MOST_EXACT_CENTS = 999_999_999_999_999n

/** A string goes in as a string and a number as a number: the library makes a formula of an object alone. */
function cellOf({ type }: Column, value: CellValue): string | number | Date | null {
  if (typeof value === 'bigint') {
    const isExact = value <= MOST_EXACT_CENTS && value >= -MOST_EXACT_CENTS
    return isExact ? Number(value) / 100 : String(value / 100n)
  }
  return type === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? new Date(`${value}T00:00:00Z`)
    : typeof value === 'string'
      ? plain(value)
      : value
}

// Control characters are not XML.
function plain(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, ' ')
}

function widthOf({ type, label }: Column, rows: Sheet['rows'], at: number): number {
  if (type !== 'text') return Math.max(14, label.length + 4)
  const longest = rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), label.length + 4)
  return Math.min(60, Math.max(10, longest + 1))
}

/** Some characters may not be in the name of a tab, and no more than 31. */
function tabName(name: string): string {
  return name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31)
}

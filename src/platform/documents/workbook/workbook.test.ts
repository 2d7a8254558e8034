import ExcelJS from 'exceljs'
import fc from 'fast-check'
import PizZip from 'pizzip'
import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { makeWorkbook } from '../make.ts'
import { csvOf } from './csv.ts'
import type { Sheet, Workbook } from './sheets.ts'
import { writeXlsx } from './xlsx.ts'

const SHEET: Sheet = {
  name: 'Aides : proposées',
  columns: [
    { label: 'Bénéficiaire', type: 'text' },
    { label: 'Montant', type: 'amount' },
    { label: 'Décidé le', type: 'date' },
    { label: 'Rang', type: 'number' },
  ],
  rows: [
    ['=HYPERLINK("http://evil.example")', cents(450_050n), '2026-06-22', 1],
    ['Les « Jardins » ; suite\nici', cents(-5n), null, 2.5],
  ],
  total: ['Total', cents(450_045n), null, null],
}
const BOOK: Workbook = { title: 'Annexe', author: 'Pas-de-Calais', date: '2026-05-20', sheets: [SHEET] }

async function read(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  return book.worksheets[0]!
}

test('amounts are numbers with their format, dates are dates, and a text is never a formula', async () => {
  const sheet = await read(await makeWorkbook(BOOK))
  expect(sheet.name).toBe('Aides   proposées')
  expect(sheet.getCell('A2').value).toBe('=HYPERLINK("http://evil.example")')
  expect(sheet.getCell('A2').type).toBe(ExcelJS.ValueType.String)
  expect([sheet.getCell('B2').value, sheet.getCell('B2').numFmt]).toEqual([4500.5, '#,##0.00 "€"'])
  expect([sheet.getCell('C2').value, sheet.getCell('C2').numFmt]).toEqual([new Date('2026-06-22'), 'dd/mm/yyyy'])
  expect(sheet.getCell('D3').value).toBe(2.5)
  expect(sheet.getCell('B4').value).toBe(4500.45)
  expect(sheet.getCell('A4').font.bold).toBe(true)
})

test('the head stays in sight, sorts and filters, and is printed on each page', async () => {
  const xml = new PizZip(await makeWorkbook(BOOK))
  const sheet = xml.file('xl/worksheets/sheet1.xml')!.asText()
  expect(sheet).toMatch(/<pane ySplit="1"[^>]*state="frozen"/)
  expect(sheet).toContain('<autoFilter ref="A1:D3"/>')
  expect(xml.file('xl/workbook.xml')!.asText()).toContain('_xlnm.Print_Titles')
})

test('made again it has the same bytes, and holds no other date than its own', async () => {
  const [one, again] = [await makeWorkbook(BOOK), await makeWorkbook(BOOK)]
  expect(Buffer.compare(one, again)).toBe(0)
  const zip = new PizZip(one)
  for (const file of Object.values(zip.files)) expect(file.date.getFullYear()).toBe(1980)
  expect(
    zip
      .file('docProps/core.xml')!
      .asText()
      .match(/20\d\d-\d\d-\d\d/g),
  ).toEqual(['2026-05-20', '2026-05-20'])
})

test('whatever a text holds, no cell of the sheet is a formula', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((words) => `=${words}`),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const sheet = { ...SHEET, columns: [SHEET.columns[0]!], rows: texts.map((each) => [each]), total: ['='] }
      const xml = new PizZip(Buffer.from(await writeXlsx({ ...BOOK, sheets: [sheet] }))).file(
        'xl/worksheets/sheet1.xml',
      )!
      expect(xml.asText()).not.toContain('<f>')
    }),
    { numRuns: 20 },
  )
})

test('as CSV: marks of UTF-8, semicolons, decimal commas, and texts that no program takes for formulas', () => {
  expect(csvOf(SHEET)).toBe(
    '\ufeffBénéficiaire;Montant;Décidé le;Rang\r\n' +
      '"\'=HYPERLINK(""http://evil.example"")";4500,50;2026-06-22;1\r\n' +
      '"Les « Jardins » ; suite\nici";-0,05;;2,5\r\n' +
      'Total;4500,45;;\r\n',
  )
})

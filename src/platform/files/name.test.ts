import { expect, test } from 'vitest'
import { FORMATS, type Format } from './formats.ts'
import { readName } from './name.ts'
import type { FileRefusal } from './refusals.ts'

const RULES = { formats: Object.keys(FORMATS) as Format[], largestBytes: 1_000, most: 1 }

test.each<[string, string, string, FileRefusal]>([
  ['a path that climbs', '../../etc/passwd.txt', '', 'name-hides'],
  ['a path of Windows', 'C:\\Users\\lou\\a.pdf', '', 'name-hides'],
  ['a hidden file', '.htaccess.txt', '', 'name-hides'],
  ['a zero byte', 'a.php\0.jpg', 'image/jpeg', 'name-hides'],
  ['an end of line', 'a\r\nX: 1.pdf', '', 'name-hides'],
  ['a name that turns around', 'facture\u202efdp.exe.pdf', '', 'name-hides'],
  ['signs without width', 'fac\u200bture.pdf', '', 'name-hides'],
  ['two extensions', 'photo.exe.jpg', 'image/jpeg', 'name-doubles'],
  ['two extensions, with spaces', 'photo.php .jpg', 'image/jpeg', 'name-doubles'],
  ['a drawing', 'logo.SVG', 'image/svg+xml', 'page-or-drawing'],
  ['a page', 'page.html', 'text/html', 'page-or-drawing'],
  ['a photo of an iPhone', 'IMG_1.HEIC', 'image/heic', 'photo-of-apple'],
  ['a document with macros', 'calcul.xlsm', '', 'holds-a-program'],
  ['a program', 'jeu.exe', '', 'type-not-taken'],
  ['no extension', 'README', '', 'type-not-taken'],
  ['a GIF', 'a.gif', 'image/gif', 'type-not-taken'],
  ['a type that is another', 'a.pdf', 'text/html', 'not-its-type'],
])('%s is refused', (_what, name, declared, refusal) => {
  expect(readName(name, declared, RULES)).toEqual({ ok: false, refusal })
})

test.each([
  ['Compte rendu  2026.pdf', 'application/pdf', 'Compte rendu 2026.pdf', 'pdf'],
  ['Été à Béthune v1.2.JPG', 'image/jpeg', 'Été à Béthune v1.2.JPG', 'jpeg'],
  ['donnees.csv', 'application/vnd.ms-excel', 'donnees.csv', 'csv'],
  ['rapport.docx.pdf', '', 'rapport.docx.pdf', 'pdf'],
])('« %s » is taken', (name, declared, kept, format) => {
  expect(readName(name, declared, RULES)).toEqual({ ok: true, value: { name: kept, format } })
})

test('a long name is cut and keeps its extension', () => {
  const read = readName(`${'a'.repeat(400)}.pdf`, '', RULES)
  expect(read.ok && read.value.name).toMatch(/^a{140}\.pdf$/)
})

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type BudgetCode, cellsOf, compareCodes, readCodes, sentenceOfNomenclatureFault } from './nomenclature.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')
const OURS = join(ROOT, 'data/nomenclatures')
/** Files of the Direction générale des collectivités locales: only where they are. */
const OFFICIAL = resolve(ROOT, '../shared/data/finances')

test.each([
  ['budget-m57-chapitres.csv', 'chapter', '012', 'Charges de personnel et frais assimilés'],
  ['budget-m57-comptes-nature.csv', 'nature', '261', 'Titres de participation'],
  ['budget-m57-fonctions.csv', 'function', '61', 'Interventions économiques transversales'],
])('%s is read, each code with its label', (file, kind, code, label) => {
  const read = readCodes(cellsOf(readFileSync(join(OURS, file), 'utf8')))
  expect(read.ok && read.value.find((each) => each.code === code)).toMatchObject({ kind, label })
})

test.skipIf(!existsSync(OFFICIAL)).each([
  ['m52_2021_chapitres.csv', 'chapter', '74', 'Dotations, subventions et participations'],
  [
    'm52_2021_comptes_nature.csv',
    'nature',
    '6574',
    'Subventions de fonctionnement aux associations et autres personnes de droit privé',
  ],
  ['m52_2021_fonctions.csv', 'function', '023', 'Information, communication, publicité'],
])('the official file %s is read whole', (file, kind, code, label) => {
  const text = readFileSync(join(OFFICIAL, file), 'utf8')
  const read = readCodes(cellsOf(text))
  expect(read.ok && read.value).toHaveLength(text.trimEnd().split('\n').length - 1)
  expect(read.ok && read.value.find((each) => each.code === code)).toMatchObject({ kind, label })
})

test.each([
  ['a,b\n1,2', 'Les colonnes de ce fichier'],
  ['code,libelle\n,Sans code', 'Ligne 2'],
  ['code,libelle\n61,Un,deux', 'Ligne 2'],
  ['code,libelle,section\n65,Autres charges,X', 'Ligne 2'],
  ['code,libelle\n61,Un\n61,Deux', 'Ligne 3'],
])('a spoilt file is refused with its line: %j', (text, told) => {
  const read = readCodes(cellsOf(text))
  expect(!read.ok && sentenceOfNomenclatureFault(read.refusal)).toContain(told)
})

test('a spreadsheet that writes semicolons is read as one that writes commas', () => {
  expect(cellsOf('code;libelle\r\n61;"Aides ; autres"\r\n')).toEqual([
    ['code', 'libelle'],
    ['61', 'Aides ; autres'],
  ])
})

test('between two versions, what is new, what goes and what changes its label are told apart', () => {
  const before = [chapter('011', 'Charges'), chapter('65', 'Aides')]
  const changes = compareCodes(before, [chapter('65', 'Autres aides'), chapter('66', 'Intérêts')])
  expect(changes.added.map(({ code }) => code)).toEqual(['66'])
  expect(changes.removed.map(({ code }) => code)).toEqual(['011'])
  expect(changes.renamed.map(({ code, before: old }) => `${old} → ${code.label}`)).toEqual(['Aides → Autres aides'])
})

function chapter(code: string, label: string): BudgetCode {
  return { kind: 'chapter', code, label, section: 'F', expenseChapter: null, receiptChapter: null }
}

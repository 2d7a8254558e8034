import { describe, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { compare } from './compare.ts'
import { checkMapping, proposeMapping } from './mapping.ts'
import type { Entry, KnownLine, LineFault } from './model.ts'
import { readLine } from './read-line.ts'

const LINES: readonly KnownLine[] = [
  { code: 'F-65748-61', year: 2026, article: '65748', functionCode: '61' },
  { code: 'F-65748-65', year: 2026, article: '65748', functionCode: '65' },
  { code: 'F-6281-65', year: 2026, article: '6281', functionCode: '65' },
]
const HEADERS = ['Type', 'Exercice', 'Numéro', 'Article', 'Fonction', 'Montant', 'Date', 'SIRET', 'Libellé']
const MAPPING = proposeMapping(HEADERS)
const GOOD = {
  Type: 'Mandat',
  Exercice: '2026',
  Numéro: 'M12',
  Article: '65748',
  Fonction: '61',
  Montant: '1 250,50 €',
  Date: '31/03/2026',
  SIRET: '732 829 320 00074',
  Libellé: 'Acompte',
}

test('the columns of an export are recognised by their usual names', () => {
  expect(MAPPING.columns).toMatchObject({ kind: 'Type', year: 'Exercice', reference: 'Numéro', amount: 'Montant' })
  expect(checkMapping(MAPPING, HEADERS).ok).toBe(true)
  expect(checkMapping(MAPPING, ['Autre'])).toEqual({ ok: false, refusal: 'columns-missing' })
  expect(checkMapping(proposeMapping(['Montant']), ['Montant'])).toEqual({ ok: false, refusal: 'mapping-incomplete' })
})

test('a line of the tool is read to the cent, on the line of its article and function', () => {
  expect(readLine(GOOD, MAPPING, LINES)).toEqual({
    ok: true,
    value: {
      kind: 'mandated',
      year: 2026,
      reference: 'M12',
      lineCode: 'F-65748-61',
      amountCents: 125_050n,
      day: '2026-03-31',
      siret: '73282932000074',
      label: 'Acompte',
    },
  })
})

test('without a SIRET it may be a person: the words that may name them are not kept', () => {
  const read = readLine({ ...GOOD, SIRET: '', Libellé: 'Bourse de Mme Martin' }, MAPPING, LINES)
  expect(read.ok && [read.value.siret, read.value.label]).toEqual([null, null])
})

describe('what cannot be read is refused, never guessed', () => {
  const cases: readonly [string, Partial<Record<keyof typeof GOOD, string>>, LineFault][] = [
    ['a kind nobody listed', { Type: 'Ordre' }, 'kind-unknown'],
    ['a year of two digits', { Exercice: '26' }, 'year-wrong'],
    ['no number', { Numéro: ' ' }, 'reference-missing'],
    ['a number too long to be one', { Numéro: 'M'.repeat(61) }, 'reference-long'],
    ['an article of two lines, no function', { Fonction: '' }, 'line-ambiguous'],
    ['an article the budget has not', { Article: '999' }, 'line-unknown'],
    ['a negative amount', { Montant: '-12,00' }, 'amount-negative'],
    ['an amount read in two ways', { Montant: '1.250' }, 'amount-wrong'],
    ['no amount', { Montant: '0' }, 'amount-missing'],
    ['a day that does not exist', { Date: '31/02/2026' }, 'day-wrong'],
    ['a SIRET a spreadsheet ate', { SIRET: '7,3282932E+13' }, 'siret-eaten'],
    ['a SIRET with a wrong digit', { SIRET: '73282932000075' }, 'siret-wrong'],
  ]
  test.each(cases)('%s', (_name, changed, fault) => {
    expect(readLine({ ...GOOD, ...changed }, MAPPING, LINES)).toEqual({ ok: false, refusal: [fault] })
  })

  test('every fault of a line is told at once', () => {
    const read = readLine({ ...GOOD, Montant: '', Date: '' }, MAPPING, LINES)
    expect(read.ok ? [] : read.refusal).toEqual(['amount-missing', 'day-wrong'])
  })
})

test('the same entry again is the same; one field that moved makes it different', () => {
  const read = readLine(GOOD, MAPPING, LINES)
  const entry = (read.ok && read.value) as Entry
  expect(compare(2, entry, undefined).outcome).toBe('new')
  expect(compare(2, entry, { ...entry }).outcome).toBe('same')
  expect(compare(2, entry, { ...entry, amountCents: cents(1n) }).outcome).toBe('different')
})

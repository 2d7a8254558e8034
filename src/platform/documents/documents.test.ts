import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { dataText, exampleOf, readDataText } from './data.ts'
import { fingerprintOf, GENERATOR } from './fingerprint.ts'
import { assertKind, listFields } from './kind.ts'
import { DELIVERED_KINDS, REPORT } from './kinds.ts'
import { centsInWords, numberInWords } from './number-words.ts'
import { exampleText, type FilterName, write } from './writing.ts'

describe('a kind of document', () => {
  test('lists its fields by their whole names, the columns of a table after it', () => {
    const listed = listFields(REPORT.fields).map(({ name, table }) => (table === null ? name : `${table} > ${name}`))
    expect(listed).toContain('seance.date')
    expect(listed.indexOf('beneficiaires > rang')).toBe(listed.indexOf('beneficiaires') + 1)
  })

  test('each field has its sense and an example that is written', () => {
    for (const { fields } of DELIVERED_KINDS) {
      for (const { field } of listFields(fields)) {
        expect(field.sense).not.toBe('')
        if (field.type !== 'table') expect(typeof exampleText(field)).toBe('string')
      }
    }
  })

  test('a name nobody could type in a model is a bug', () => {
    const fields = { Été: { type: 'text', sense: '', example: '' } } as const
    expect(() => assertKind({ id: 'a.b', label: '', fields })).toThrow(/lower case/)
  })
})

describe('the data of a document', () => {
  test('is written in one way, and read back the same', () => {
    const data = exampleOf(REPORT)
    expect(readDataText(REPORT, dataText(REPORT, data))).toEqual(data)
    expect(dataText(REPORT, readDataText(REPORT, dataText(REPORT, data)))).toBe(dataText(REPORT, data))
  })

  test('a value of another type, or of no field, is a bug', () => {
    expect(() => dataText(REPORT, { total_propose: 12 })).toThrow(/total_propose/)
    expect(() => dataText(REPORT, { inconnu: 'x' })).toThrow(/inconnu/)
  })

  test('the same model, data and generator have the same fingerprint, and no other', () => {
    const making = { template: 'ab', data: '{}', generator: GENERATOR }
    expect(fingerprintOf(making)).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprintOf({ ...making })).toBe(fingerprintOf(making))
    expect(fingerprintOf({ ...making, data: '{"a":1}' })).not.toBe(fingerprintOf(making))
    expect(fingerprintOf({ ...making, generator: 'other' })).not.toBe(fingerprintOf(making))
  })

  test('the generator names the libraries that are installed', () => {
    const manifest = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')
    const { dependencies } = JSON.parse(manifest) as { readonly dependencies: Readonly<Record<string, string>> }
    for (const name of ['docxtemplater', 'pizzip', 'exceljs'])
      expect(GENERATOR).toContain(`${name} ${dependencies[name]}`)
    expect(GENERATOR).toContain(`typst-ts ${dependencies['@myriaddreamin/typst-ts-node-compiler']}`)
  })
})

describe('numbers are written in words', () => {
  test.each([
    [0n, 'zéro'],
    [17n, 'dix-sept'],
    [21n, 'vingt et un'],
    [70n, 'soixante-dix'],
    [71n, 'soixante et onze'],
    [80n, 'quatre-vingts'],
    [81n, 'quatre-vingt-un'],
    [91n, 'quatre-vingt-onze'],
    [99n, 'quatre-vingt-dix-neuf'],
    [100n, 'cent'],
    [200n, 'deux cents'],
    [201n, 'deux cent un'],
    [1_000n, 'mille'],
    [4_500n, 'quatre mille cinq cents'],
    [80_000n, 'quatre-vingt mille'],
    [200_000n, 'deux cent mille'],
    [80_000_000n, 'quatre-vingts millions'],
    [1_001_001n, 'un million mille un'],
  ])('%s is « %s »', (value, words) => expect(numberInWords(value)).toBe(words))

  test.each([
    [100n, 'un euro'],
    [1n, 'zéro euro et un centime'],
    [450_050n, 'quatre mille cinq cents euros et cinquante centimes'],
    [100_000_000n, 'un million d’euros'],
  ])('%s cents are « %s »', (value, words) => expect(centsInWords(cents(value))).toBe(words))
})

describe('values are written as French readers write them', () => {
  test.each<[Parameters<typeof write>[0], Parameters<typeof write>[1], FilterName | null, string]>([
    ['amount', cents(450_000n), null, '4\u202f500\u00a0€'],
    ['amount', cents(450_000n), 'avec_centimes', '4\u202f500,00\u00a0€'],
    ['amount', cents(-5n), 'sans_symbole', '−0,05'],
    ['date', '2026-06-01', null, '1er\u00a0juin 2026'],
    ['date', '2026-06-22', 'avec_jour', 'lundi 22\u00a0juin 2026'],
    ['date', '2026-06-22', 'court', '22/06/2026'],
    ['date', '2026-06-22', 'mois', 'juin 2026'],
    ['number', 2026, 'annee', '2026'],
    ['year', 2026, null, '2026'],
    ['year', 2026, 'annee', '2026'],
    ['number', 1331.5, null, '1\u202f331,5'],
    ['number', 51, 'en_lettres', 'cinquante et un'],
    ['text', 'été', 'majuscules', 'ÉTÉ'],
    ['condition', true, null, ''],
  ])('%s %s, %s: %s', (type, value, filter, words) => expect(write(type, value, filter)).toBe(words))
})

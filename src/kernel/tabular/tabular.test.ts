import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  csvLine,
  type Fault,
  isAdvice,
  openReport,
  openValidation,
  plainText,
  sentenceOf,
  type TableSchema,
} from './index.ts'

const DATA = new URL('../../../data/', import.meta.url)
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`schemas/${name}.json`, DATA), 'utf8')) as TableSchema
const SUBVENTIONS = schemaOf('scdl-subventions-2.1.1')
const DELIBERATIONS = schemaOf('scdl-deliberations-2.1.5')

/** @param size  bytes a piece: a file may come in any */
function read(bytes: Uint8Array, schema: TableSchema, size = 64) {
  const [validation, gathered, faults] = [openValidation(schema), openReport(), [] as Fault[]]
  const take = (lines: ReturnType<typeof validation.push>) => {
    for (const line of lines) {
      gathered.take(line)
      faults.push(...line.faults)
    }
  }
  for (let at = 0; at < bytes.length; at += size) take(validation.push(bytes.subarray(at, at + size)))
  take(validation.end())
  return { faults, report: gathered.report() }
}

const TWO: TableSchema = {
  fields: [
    { name: 'nom', constraints: { required: true } },
    { name: 'montant', type: 'number' },
  ],
}
const kinds = (text: string, schema = TWO) =>
  read(new TextEncoder().encode(text), schema).faults.map(({ kind }) => kind)

describe('the examples published with the schema', () => {
  const example = (name: string) => readFileSync(new URL(`subventions/${name}.csv`, DATA))

  test('the valid one passes, however the file is cut into pieces', () => {
    for (const size of [1, 7, 4096, 100_000]) {
      const { report } = read(example('scdl_exemple_valide'), SUBVENTIONS, size)
      expect(report).toMatchObject({ isValid: true, lineCount: 29, faultCount: 0, groups: [] })
    }
  })

  test('each fault of the one with wrong cells is told with its line, its column and its value', () => {
    const { faults, report } = read(example('scdl_exemple_invalide_erreurs_cellules'), SUBVENTIONS)
    const told = faults.map(({ line, column, kind, value }) => [line, column, kind, value].join(' '))
    expect(told).toEqual(
      expect.arrayContaining([
        '2 pourcentageSubvention too-large 100',
        '5 dateConvention date-french 05/12/2016',
        '5 rnaBeneficiaire rna W3222',
        '6 idBeneficiaire siret-decimal 32402138500000.0',
        '6 montant number-comma 100000,1',
        '6 notificationUE boolean no',
        '7 idAttribuant siret-length 218601946',
        '8 datesPeriodeVersement period-underscore 2017-06-27_2018-06-27',
        '9 idBeneficiaire one-of ',
        '10 montant missing ',
        '16 nature enum aide en numéraire,aide en nature',
      ]),
    )
    expect(report).toMatchObject({ isValid: false, faultCount: 67, lineCount: 29 })
  })

  test('the one with wrong columns: misspelt with the nearest name, missing, out of order', () => {
    const { faults } = read(example('scdl_exemple_invalide_erreurs_colonnes'), SUBVENTIONS)
    expect(faults.filter(({ line }) => line === 1).map(({ kind, column }) => `${kind} ${column}`)).toEqual([
      'column-misspelt nomBeneficiaire',
      'column-missing dispositifAide',
      'column-misplaced idAttribuant',
    ])
    expect(sentenceOf(faults[0]!)).toContain('Écrivez «\u00a0nomBeneficiaire\u00a0»')
  })

  const spoilt = new URL('../shared/data/subventions/toulouse_metropole_2022.csv', new URL('../', DATA))
  test.skipIf(!existsSync(spoilt))('a real file whose SIRETs a spreadsheet ate is refused, not guessed', () => {
    const { report } = read(readFileSync(spoilt), SUBVENTIONS)
    const eaten = report.groups.filter(({ kind }) => kind === 'siret-exponent')
    expect(eaten.map(({ column, count }) => [column, count])).toEqual([
      ['idAttribuant', 396],
      ['idBeneficiaire', 386],
    ])
  })
})

describe('a SIRET', () => {
  const one: TableSchema = {
    fields: [{ name: 'siret' }],
    custom_checks: [{ name: 'french-siret-value', params: { column: 'siret' } }],
  }
  test.each([
    ['whole', '73282932000074', []],
    ['of La Poste, which has a rule of its own', '35600000049837', []],
    ['a spreadsheet wrote as a quantity', '"2,13101E+13"', ['siret-exponent']],
    ['the same in English', '2.13101E+13', ['siret-exponent']],
    ['rounded to zeros', '21310100000000', ['siret-rounded']],
    ['with decimals', '73282932000074.0', ['siret-decimal']],
    ['with spaces', '732 829 320 00074', ['siret-letters']],
    ['cut short', '732829320', ['siret-length']],
    ['with two digits exchanged', '73282932000047', ['siret-key']],
  ])('%s', (_, value, expected) => {
    expect(kinds(`siret\n${value}\n`, one)).toEqual(expected)
  })

  test('that lost the zeros it began with is recognised, and still not written in its place', () => {
    expect(kinds('siret\n00558013900011\n', one)).toEqual([])
    expect(kinds('siret\n558013900011\n', one)).toEqual(['siret-zero-lost'])
    expect(sentenceOf({ kind: 'siret-zero-lost', column: 'siret', expected: '' })).toContain('Nous ne les devinons pas')
  })
})

describe('the file as a whole', () => {
  test.each<[string, string, readonly string[]]>([
    ['is empty', '', ['empty-file']],
    ['has no line but its header', 'nom,montant\n', []],
    ['has no end to its last line', 'nom,montant\na,1', []],
    ['has lines of Windows', 'nom,montant\r\na,1\r\n', []],
    ['begins with a mark', '\ufeffnom,montant\na,1\n', ['byte-order-mark']],
    ['has semicolons', 'nom;montant\na;1\n', ['separator']],
    ['has commas and ends of line in its quotes', 'nom,montant\n"a, b\n""c""",1\n', []],
    ['leaves a quote open', 'nom,montant\n"a,1\n', ['cells-missing', 'quote-open']],
    ['has a line too short', 'nom,montant\na\n', ['cells-missing']],
    ['has a line too long', 'nom,montant\na,1,2\n', ['cells-extra']],
    ['has an empty line', 'nom,montant\n\na,1\n', ['blank-line']],
    ['has a column twice', 'nom,nom,montant\na,b,1\n', ['column-twice']],
    ['has a column nobody asked for', 'nom,montant,couleur\na,1,b\n', ['column-extra']],
    ['has a column written otherwise', 'nom,MONTANT\na,1\n', ['column-misspelt']],
  ])('%s', (_, text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  test('in Latin-1 it is explained, and its other faults are told', () => {
    const latin = Uint8Array.from([...'nom,montant\nécole,x\n'].map((each) => each.charCodeAt(0)))
    const { faults } = read(latin, TWO)
    expect(faults.map(({ kind }) => kind)).toEqual(['encoding', 'number'])
    expect(sentenceOf(faults[0]!)).toContain('CSV UTF-8')
  })

  test('in UTF-16 it is refused at once', () => {
    expect(read(Uint8Array.from([0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00]), TWO).faults.map(({ kind }) => kind)).toEqual([
      'utf-16',
    ])
  })

  test('a check that is not known here is a fault: nothing passes because it was not looked at', () => {
    const schema = { ...TWO, custom_checks: [{ name: 'phone-number-value', params: {} }] }
    expect(kinds('nom,montant\na,1\n', schema)).toEqual(['check-unknown'])
  })
})

test.each([
  ['VOTE_POUR', '69', 'sum'],
  ['VOTE_EFFECTIF', '12', 'comparison'],
  ['PREF_DATE', '2026-02-01', 'comparison'],
  ['BUDGET_NOM', '', 'not-together'],
  ['DELIB_MATIERE_NOM', 'Subventions', 'nomenclature'],
  ['DELIB_URL', 'la page', 'uri'],
  ['BUDGET_ANNEE', '2028/2026', 'year-interval'],
])('in a délibération, %s « %s » is a fault between columns', (column, value, kind) => {
  const good: Record<string, string> = {
    COLL_NOM: 'Territoire d’essai',
    COLL_SIRET: '73282932000074',
    DELIB_ID: '2026-1',
    DELIB_DATE: '2026-02-23',
    DELIB_MATIERE_CODE: '7.5',
    DELIB_MATIERE_NOM: 'Finances locales/subventions',
    DELIB_OBJET: 'Soutien',
    BUDGET_ANNEE: '2026',
    BUDGET_NOM: 'Budget',
    PREF_ID: 'PREF062',
    PREF_DATE: '2026-02-24',
    VOTE_EFFECTIF: '78',
    VOTE_REEL: '74',
    VOTE_POUR: '70',
    VOTE_CONTRE: '0',
    VOTE_ABSTENTION: '4',
    DELIB_URL: 'https://exemple.fr/1',
  }
  const names = DELIBERATIONS.fields.map(({ name }) => name)
  const file = (row: Record<string, string>) => csvLine(names) + csvLine(names.map((name) => row[name] ?? ''))
  expect(kinds(file(good), DELIBERATIONS)).toEqual([])
  expect(kinds(file({ ...good, [column]: value }), DELIBERATIONS)).toEqual([kind])
})

test('what is written is read back, whatever the words, wherever the bytes are cut', () => {
  const schema: TableSchema = { fields: [{ name: 'un' }, { name: 'deux' }] }
  const words = fc.string({ unit: 'grapheme' }).filter((text) => !/\0|\r/.test(text))
  fc.assert(
    fc.property(fc.array(fc.tuple(words, words), { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (rows, size) => {
      const bytes = new TextEncoder().encode([['un', 'deux'], ...rows].map(csvLine).join(''))
      const validation = openValidation(schema)
      const lines = []
      for (let at = 0; at < bytes.length; at += size) lines.push(...validation.push(bytes.subarray(at, at + size)))
      lines.push(...validation.end())
      const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''))
      const back = lines.flatMap(({ values }) => (values ? [[values.un, values.deux]] : []))
      expect(back).toEqual(filled)
    }),
  )
})

test('words that a spreadsheet would run as a formula are made plain', () => {
  expect(plainText('=SOMME(A1)')).toBe("'=SOMME(A1)")
  expect(plainText('Soutien')).toBe('Soutien')
})

test('every schema of the data folder can be read, with no check left unknown', () => {
  const names = readdirSync(new URL('schemas/', DATA)).map((name) => name.replace('.json', ''))
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) {
    const schema = schemaOf(name)
    const header = csvLine(schema.fields.map((field) => field.name))
    expect([name, ...kinds(header, schema)]).toEqual([name])
  }
})

test('advice is told and refuses nothing', () => {
  const { report, faults } = read(new TextEncoder().encode('\ufeffnom;montant\na;1\n'), TWO)
  expect(faults.every(isAdvice)).toBe(true)
  expect(report.isValid).toBe(true)
})

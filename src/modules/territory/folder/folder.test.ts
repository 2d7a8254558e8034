import { expect, test } from 'vitest'
import { essaiFiles, pasDeCalaisFiles, territoryOf } from '../testing/index.ts'
import { readTerritory } from './index.ts'

const faultsOf = (change: Readonly<Record<string, (text: string) => string>>): readonly string[] => {
  const files = essaiFiles()
  for (const [name, edit] of Object.entries(change)) files.set(name, edit(files.get(name) ?? ''))
  const read = readTerritory(files)
  return read.ok ? [] : read.refusal.map(({ file, line, sentence }) => `${file}:${line ?? '-'} ${sentence}`)
}

test('the Pas-de-Calais has 887 communes, 20 EPCIs, and the inhabitants its sources count', () => {
  const { communes, epcis, aliases, shapes } = territoryOf(pasDeCalaisFiles())
  expect([communes.length, epcis.length]).toEqual([887, 20])
  expect(communes.reduce((sum, { population }) => sum + population, 0)).toBe(1_457_905)
  expect(epcis.reduce((sum, { populationHere }) => sum + populationHere, 0)).toBe(1_460_184)
  expect(aliases.map(({ name }) => name)).toEqual(expect.arrayContaining(['Berck-sur-Mer', 'Marconne', 'Hesdin']))
  expect(shapes.length).toBeLessThan(200_000)
})

test('two EPCIs of the Pas-de-Calais cross its border', () => {
  const { epcis } = territoryOf(pasDeCalaisFiles())
  const crossing = epcis.filter(({ communeCount, communeCountHere }) => communeCount !== communeCountHere)
  expect(crossing.map(({ name }) => name)).toEqual(['CC du Ternois', 'CC Flandre Lys'])
})

test('two measures of one indicator stay two, each with its source', () => {
  const { figures } = territoryOf(pasDeCalaisFiles())
  const shares = figures.filter(({ indicator }) => indicator === 'ess-share-of-jobs')
  expect(shares.map(({ value, producer }) => [value, producer.slice(0, 4)])).toEqual([
    ['11', 'ESS '],
    ['12', 'CRES'],
  ])
})

test('an invented territory is read as well, with all it says', () => {
  const { settings, communes, calendar, figures } = territoryOf(essaiFiles())
  expect(settings.territoryName).toBe('Val d’Essai')
  expect(settings.logo).toContain('<svg')
  expect(communes[0]).toMatchObject({ canton: '9901', cantonName: 'Haut canton', actionTerritory: 'Amont' })
  expect(calendar).toHaveLength(1)
  expect(figures[0]?.value).toBe('1\u202f234,5')
})

test.each([
  [
    'a commune whose EPCI is unknown',
    { 'communes.csv': (t: string) => t.replace('999000011,9901,1200', '123456789,9901,1200') },
    'communes.csv:2 L’EPCI 123456789',
  ],
  [
    'a code written twice',
    { 'communes.csv': (t: string) => t.replace('99002,', '99001,') },
    'communes.csv:3 Le code 99001',
  ],
  [
    'a population with a space',
    { 'communes.csv': (t: string) => t.replace('15400', '15 400') },
    'communes.csv:7 La population',
  ],
  [
    'an EPCI that counts other communes',
    { 'epci.csv': (t: string) => t.replace(',4,3,', ',4,2,') },
    'CC du Haut Essai : 2 communes ici, mais communes.csv en donne 3',
  ],
  [
    'a figure without a producer',
    { 'figures.csv': (t: string) => t.replace('Bureau inventé', '') },
    'figures.csv:2 Un chiffre sans source',
  ],
  [
    'a setting that does not exist',
    { 'settings.json': (t: string) => t.replace('"hours"', '"heures"') },
    'settings.json:- Le réglage contact.heures n’existe pas',
  ],
  [
    'a telephone in words',
    { 'settings.json': (t: string) => t.replace('01 99 00 00 00', 'zéro un') },
    'settings.json:- contact.telephone : écrivez un numéro',
  ],
  [
    'a column that is missing',
    { 'communes.csv': (t: string) => t.replace('postcodes', 'cp') },
    'communes.csv:1 Il manque la colonne postcodes',
  ],
  [
    'a commune without a shape',
    { 'shapes.topo.json': (t: string) => t.replace('"99003"', '"99033"') },
    'Ces communes n’ont pas de forme : 99003',
  ],
  [
    'a day that does not exist',
    { 'calendar.csv': (t: string) => t.replace('2026-03-22', '2026-02-30') },
    'calendar.csv:2 Écrivez deux dates',
  ],
  [
    'an alias of no commune',
    { 'aliases.csv': (t: string) => t.replace('99006', '99007') },
    'aliases.csv:2 La commune 99007',
  ],
])('%s is told with its place', (_what, change, sentence) => {
  expect(faultsOf(change).join('\n')).toContain(sentence)
})

test('every fault is told at once', () => {
  const faults = faultsOf({
    'communes.csv': (text) => text.replace('99001,', 'x,').replace('15400', 'beaucoup'),
    'settings.json': (text) => text.replace('"territoryName"', '"name"'),
  })
  expect(faults.length).toBeGreaterThanOrEqual(4)
})

test('the fingerprint is that of the files: one letter changes it, a stranger beside them does not', () => {
  const fingerprint = (files: Map<string, string>) => territoryOf(files).fingerprint
  const [changed, beside] = [essaiFiles(), essaiFiles()]
  changed.set('communes.csv', changed.get('communes.csv')!.replace('Grand', 'Petit'))
  beside.set('lisezmoi.txt', 'rien')
  expect(fingerprint(changed)).not.toBe(fingerprint(essaiFiles()))
  expect(fingerprint(beside)).toBe(fingerprint(essaiFiles()))
})

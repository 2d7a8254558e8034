import fc from 'fast-check'
import { expect, test } from 'vitest'
import { essaiFiles, pasDeCalaisFiles, territoryOf } from '../testing/index.ts'
import { findCommunes, makeSearchIndex, readCommune } from './index.ts'

const { communes, aliases } = territoryOf(pasDeCalaisFiles())
const index = makeSearchIndex(communes, aliases)
const first = (words: string) => findCommunes(index, words, 5)[0]?.commune.name

test.each([
  ['arras', 'Arras'],
  ['BERCK SUR MER', 'Berck'],
  ['Marconne', 'Hesdin-la-Forêt'],
  ['marcone', 'Hesdin-la-Forêt'],
  ['st omer', 'Saint-Omer'],
  ['Saint Omer Cedex', 'Saint-Omer'],
  ['le touquet', 'Le Touquet-Paris-Plage'],
  ['touqet', 'Le Touquet-Paris-Plage'],
  ['behtune', 'Béthune'],
  ['noyelles s/ lens', 'Noyelles-sous-Lens'],
  ['62041', 'Arras'],
  ['Arras (62041)', 'Arras'],
  ['berk', 'Berck'],
  ['Bethunne', 'Béthune'],
  ['62000 Arras', 'Arras'],
  ['arras 62000', 'Arras'],
  ['62200', 'Boulogne-sur-Mer'],
])('« %s » finds %s first', (words, name) => {
  expect(first(words)).toBe(name)
})

test('a postcode finds every commune it serves', () => {
  expect(findCommunes(index, '62140', 100).map(({ commune }) => commune.name)).toContain('Hesdin-la-Forêt')
  expect(findCommunes(index, '62140', 100).length).toBeGreaterThan(10)
})

test('a number that is the code of one commune and the postcode of another is asked about', () => {
  const reading = readCommune(index, '62200')
  expect(reading.kind === 'choice' && reading.matches.map(({ commune }) => commune.name)).toEqual([
    'Boulogne-sur-Mer',
    'Cambrin',
  ])
  expect(readCommune(index, '62041')).toMatchObject({ kind: 'one', commune: { name: 'Arras' } })
  expect(readCommune(index, 'Cambrin (62200)')).toMatchObject({ kind: 'one', commune: { name: 'Cambrin' } })
})

test('what resembles nothing finds nothing', () => {
  for (const words of ['vote', 'projet', '', '   ', '-', 'atlantide-sur-lune', '99999', '§§'])
    expect(findCommunes(index, words, 5)).toEqual([])
})

test('every commune is found by its own name, in capitals and without accents too', () => {
  for (const { name } of communes) {
    const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replaceAll('-', ' ')
    for (const asked of [name, bare]) {
      const reading = readCommune(index, asked)
      expect(reading.kind === 'one' ? reading.commune.name : asked, asked).toBe(name)
    }
  }
})

test('one slip in a name of five letters or more still finds it', () => {
  const long = communes.filter(({ name }) => name.length >= 5)
  fc.assert(
    fc.property(fc.nat(long.length - 1), fc.nat(), (pick, at) => {
      const { name } = long[pick]!
      const cut = 1 + (at % (name.length - 1))
      const slipped = name.slice(0, cut) + name.slice(cut + 1)
      const found = findCommunes(index, slipped, 50)
      // « Bealencourt » is Béalencourt, and Beaulencourt with a letter missing: the name in full is enough.
      const isAnotherName = found.some(({ isExact }) => isExact)
      const names = found.map(({ commune }) => commune.name)
      if (!isAnotherName && names.length < 3) expect(names, slipped).toContain(name)
    }),
  )
})

test('whatever is typed, the answer comes and is no longer than asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => {
      expect(findCommunes(index, words, 3).length).toBeLessThanOrEqual(3)
    }),
  )
})

test('a name borne by two communes is a choice, its code is not', () => {
  const essai = territoryOf(essaiFiles())
  const small = makeSearchIndex(essai.communes, essai.aliases)
  const reading = readCommune(small, 'st aubin')
  expect(reading.kind === 'choice' && reading.matches.map(({ commune }) => commune.code)).toEqual(['99005', '99002'])
  expect(readCommune(small, 'Saint-Aubin (99002)')).toMatchObject({ kind: 'one', commune: { code: '99002' } })
})

test('a name that is only close is a choice, never taken in silence', () => {
  expect(readCommune(index, 'le touquet')).toMatchObject({ kind: 'choice' })
  expect(readCommune(index, 'behtune')).toMatchObject({ kind: 'choice' })
  expect(readCommune(index, 'marconne')).toMatchObject({ kind: 'one', commune: { code: '62447' } })
})

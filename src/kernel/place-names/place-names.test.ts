import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeKey, slipsBetween } from './index.ts'

test.each([
  ['ST VENANT', 'Saint-Venant'],
  ['Ste Marie Kerque', 'Sainte-Marie-Kerque'],
  ['BERCK SUR MER', 'Berck-sur-Mer'],
  ['Noyelles s/Lens', 'Noyelles-sur-Lens'],
  ['Noyelles s/ Lens', 'Noyelles-sur-Lens'],
  ['st nicolas lez arras', 'Saint-Nicolas-lès-Arras'],
  ['quoeux haut mainil', 'Quœux-Haut-Maînil'],
  ["fontaine l'etalon", 'Fontaine-l’Étalon'],
  ['touquet paris plage', 'Le Touquet-Paris-Plage'],
  ['Saint-Omer Cedex 2', 'Saint-Omer'],
])('« %s » is « %s »', (asked, name) => {
  expect(placeKey(asked)).toBe(placeKey(name))
})

test('names that are not the same keep their difference', () => {
  const names = ['Saint-Venant', 'Sainte-Vénantine', 'Lens', 'Lestrem', 'Sus-Saint-Léger', 'Le Sars', 'Le Ponchel']
  expect(new Set(names.map(placeKey)).size).toBe(names.length)
})

test('an article alone stays: something was asked', () => {
  expect(placeKey('Le')).toBe('le')
  expect(placeKey(' - ')).toBe('')
})

test('a key is its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(placeKey(placeKey(name))).toBe(placeKey(name))
    }),
  )
})

const word = fc.stringMatching(/^[a-z]{1,8}$/)

test('case, accents, hyphens and spaces change nothing', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const written = words.map((each) => each.toUpperCase().replaceAll('E', 'É')).join('-')
      expect(placeKey(`  ${written} `)).toBe(placeKey(words.join('   ')))
    }),
  )
})

test('slips are counted the same both ways, and none means equal', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      const slips = slipsBetween(one, other, 20)
      expect(slipsBetween(other, one, 20)).toBe(slips)
      expect(slips === 0).toBe(one === other)
      expect(slipsBetween(one, other, 2)).toBe(Math.min(slips, 3))
    }),
  )
})

test('two letters exchanged are one slip, as a finger makes it', () => {
  expect(slipsBetween('bethune', 'behtune', 3)).toBe(1)
  expect(slipsBetween('bethune', 'betune', 3)).toBe(1)
  expect(slipsBetween('bethune', 'lens', 3)).toBe(4)
})

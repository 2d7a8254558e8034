import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldedName, isName, uniquenessKey } from './uniqueness.ts'

const PEPPER = Buffer.alloc(32, 7)
const POLL = '01900000-0000-7000-8000-000000000001'

function keyOf(birthName: string, firstName: string, birthDate = '2012-03-07', pollId = POLL) {
  return Buffer.from(uniquenessKey(PEPPER, pollId, { birthName, firstName, birthDate })).toString('hex')
}

test.each([
  ['Jean-Pierre', 'JEAN PIERRE'],
  ['Jean-Pierre', 'jean‑pierre'],
  ['Jean-Pierre', 'Jeanpierre'],
  ['L’Hermitte', 'l hermitte'],
  ["L'Hermitte", 'LʼHERMITTE'],
  ['Lœuillet', 'LOEUILLET'],
  ['Lætitia', 'Laetitia'],
  ['François', 'FRANCOIS'],
  ['Noël', 'NOE\u0308L'],
  ['de La Tour', 'De  la tour'],
  ['De La Tour', 'Delatour'],
  [' Petit ', 'Petit'],
  ['Łukasz', 'Lukasz'],
  ['Strauß', 'Strauss'],
  ['ﬁlon', 'Filon'],
  ['O\u00a0Brien', 'O’Brien'],
])('« %s » and « %s » are one person', (one, other) => {
  expect(keyOf(one, 'Léa')).toBe(keyOf(other, 'LEA'))
  expect(keyOf('Petit', one)).toBe(keyOf('Petit', other))
})

test('twins, and people born another day, are not one person', () => {
  const lea = keyOf('Petit', 'Léa')
  expect(new Set([lea, keyOf('Petit', 'Lila'), keyOf('Petits', 'Léa'), keyOf('Petit', 'Léa', '2012-03-08')]).size).toBe(
    4,
  )
  expect(keyOf('Petit', 'Léa', '2012-03-07', POLL.replace(/1$/, '2'))).not.toBe(lea)
})

test('one pepper tells nothing of another', () => {
  const person = { birthName: 'Petit', firstName: 'Léa', birthDate: '2012-03-07' }
  expect(uniquenessKey(Buffer.alloc(32, 8), POLL, person)).not.toEqual(uniquenessKey(PEPPER, POLL, person))
})

const NAME = fc.string({ unit: 'grapheme', maxLength: 30 })

test('a name folded is folded, whatever its case, its accents and what separates it', () => {
  const separators = fc.constantFrom(' ', '-', '’', "'", '\u00a0', '‑', '.')
  fc.assert(
    fc.property(NAME, NAME, separators, (one, other, separator) => {
      const folded = foldedName(`${one} ${other}`)
      expect(foldedName(folded)).toBe(folded)
      expect(foldedName(`${one}${separator}${other}`)).toBe(folded)
      expect(foldedName(`${one} ${other}`.normalize('NFD'))).toBe(folded)
    }),
    { numRuns: 500 },
  )
})

test('French names in capitals are the same names', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæ -’'),
    maxLength: 20,
  })
  fc.assert(
    fc.property(letters, (name) => {
      expect(foldedName(name.toUpperCase())).toBe(foldedName(name))
    }),
    { numRuns: 500 },
  )
})

test('the parts of a person do not run into one another', () => {
  expect(keyOf('Petit', 'Jean')).not.toBe(keyOf('Petitjean', ''))
  expect(keyOf('Petit|Jean', 'A')).toBe(keyOf('Petitjean', 'A'))
})

test.each(['', '  ', '-', '2012', '’'])('« %s » is no name', (name) => {
  expect(isName(name)).toBe(false)
})

test.each(['Ó', 'de la Tour', '李', 'Ng'])('« %s » is a name', (name) => {
  expect(isName(name)).toBe(true)
})

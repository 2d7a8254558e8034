import { expect, test } from 'vitest'
import { nameOfGroup, titleOfGrouping } from './names.ts'

test('ages are told by bands, none forgotten', () => {
  const bands = Array.from({ length: 120 }, (_, age) => nameOfGroup('Âge', String(age)))
  expect([...new Set(bands)]).toEqual([
    'Moins de 18 ans',
    '18 à 29 ans',
    '30 à 44 ans',
    '45 à 59 ans',
    '60 à 74 ans',
    '75 ans et plus',
  ])
})

test('what the file does not say is said so, and small groups are put together', () => {
  expect(['', undefined].map((name) => nameOfGroup('Lieu', name))).toEqual(['Non dit', 'Autres'])
  expect(['F', 'M', 'X'].map((name) => nameOfGroup('Sexe', name))).toEqual(['Femmes', 'Hommes', 'X'])
  expect(['neighborhood', 'age', 'sex'].map(titleOfGrouping)).toEqual(['Lieu', 'Âge', 'Sexe'])
})

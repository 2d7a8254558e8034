import { expect, test } from 'vitest'
import { activitiesOf } from './activities.ts'
import { readNumber } from './asked.ts'
import { shownName } from './names.ts'

test.each([
  ['EMMAÜS ARTOIS', 'Emmaüs Artois'],
  ['CENTRE SOCIAL DE LA GARE', 'Centre Social de la Gare'],
  ["LES AMIS DE L'ECOLE", 'Les Amis de l’Ecole'],
  ["L'ATELIER", 'L’Atelier'],
  ['ESAT DU TERNOIS', 'ESAT du Ternois'],
  ['A.P.E.I. DE LENS', 'A.P.E.I. de Lens'],
  ['MFR SAINT-OMER', 'MFR Saint-Omer'],
  ['CLUB LEO LAGRANGE XIV', 'Club Leo Lagrange XIV'],
  ['Les Anges Gardins', 'Les Anges Gardins'],
])('the register’s « %s » is shown « %s »', (title, shown) => {
  expect(shownName(title)).toBe(shown)
})

test('an acronym told with the structure stays as it is', () => {
  expect(shownName('AMICALE ADESS', 'ADESS')).toBe('Amicale ADESS')
})

test('a word finds the activities it speaks of, one or several', () => {
  expect(activitiesOf('creches')).toContain('88.91A')
  expect(activitiesOf('ressourcerie')).toEqual(expect.arrayContaining(['38.32Z', '47.79Z']))
  expect(activitiesOf('xyzzy')).toEqual([])
})

test('a year or a postcode is a word; what looks like a number of organisation is read as one', () => {
  expect(readNumber('62000').kind).toBe('none')
  expect(readNumber('fête 2026').kind).toBe('none')
  expect(readNumber('732 829 320').kind).toBe('right')
  expect(readNumber('2,43E+13')).toMatchObject({ kind: 'wrong' })
})

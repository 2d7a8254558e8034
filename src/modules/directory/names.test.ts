import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '#kernel/search'
import { activitiesOf } from './activities.ts'
import { readNumber } from './asked.ts'
import { shownName } from './names.ts'

test.each([
  ['EMMAÜS ARTOIS', 'Emmaüs Artois'],
  ['CENTRE SOCIAL DE LA GARE', 'Centre social de la Gare'],
  ["LES AMIS DE L'ECOLE", 'Les Amis de l’école'],
  ["L'ATELIER", 'L’Atelier'],
  ['ESAT DU TERNOIS', 'ESAT du Ternois'],
  ['A.P.E.I. DE LENS', 'A.P.E.I. de Lens'],
  ['MFR SAINT-OMER', 'MFR Saint-Omer'],
  ['CLUB LEO LAGRANGE XIV', 'Club Leo Lagrange XIV'],
  ['AIDE A DOMICILE DE LA DUNE', 'Aide à domicile de la Dune'],
  ["GROUPEMENT D'EMPLOYEURS D'ARRAS", 'Groupement d’employeurs d’Arras'],
  ["ECOLE POUR TOUS DE L'ÉTOILE (EXEMPLE)", 'École pour tous de l’Étoile (exemple)'],
  ['COMITÉ DES FÊTES DE SAINT-ÉCOLE', 'Comité des fêtes de Saint-École'],
  ['TIERS-LIEU (ASSOCIATION)', 'Tiers-lieu (association)'],
  ['LA TABLE SOLIDAIRE', 'La Table solidaire'],
  ['AI SERVICES', 'AI services'],
  ['VITAMINE A', 'Vitamine A'],
  ['Les Anges Gardins', 'Les Anges Gardins'],
])('the register’s « %s » is shown « %s »', (title, shown) => {
  expect(shownName(title)).toBe(shown)
})

test('an acronym told with the structure stays as it is', () => {
  expect(shownName('AMICALE ADESS', 'ADESS')).toBe('Amicale ADESS')
})

test('a capital is only taken away: letters of the register stay, in their order', () => {
  const words = fc.array(
    fc.constantFrom('ÉCOLE', 'ECOLE', "L'AMI", 'D’ARRAS', 'TIERS-LIEU', 'SCOP', 'XIV', '(EXEMPLE)', 'A', '-', '«'),
  )
  fc.assert(
    fc.property(words, (each) => {
      const title = each.join(' ')
      expect(fold(shownName(title))).toBe(fold(title))
      expect(shownName(title)).toBe(shownName(title))
    }),
    { numRuns: 300 },
  )
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

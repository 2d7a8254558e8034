import { expect, test } from 'vitest'
import { birthdayOf, isOldEnough } from './evidence-age.ts'

const VOTERS = { who: 'Les habitants de 11 ans et plus', minimumAge: 11, ageOn: '2026-03-02' }

test.each([
  ['2015-03-01', true],
  ['2015-03-02', true],
  ['2015-03-03', false],
  ['2026-03-02', false],
  ['1926-01-01', true],
])('born on %s, may vote from 11 on 2 March 2026: %s', (birthDate, isIn) => {
  expect(isOldEnough(birthDate, VOTERS)).toBe(isIn)
})

test('born on 29 February, one is eleven on 1 March of a common year, and not the day before', () => {
  const born = '2016-02-29'
  expect(birthdayOf(born, 11)).toBe('2027-03-01')
  expect(isOldEnough(born, { ...VOTERS, ageOn: '2027-02-28' })).toBe(false)
  expect(isOldEnough(born, { ...VOTERS, ageOn: '2027-03-01' })).toBe(true)
  expect(birthdayOf(born, 12)).toBe('2028-02-29')
})

test('born on 28 February one is eleven on the 28th, in a leap year too', () => {
  expect(birthdayOf('2017-02-28', 11)).toBe('2028-02-28')
})

test('a poll without an age lets everybody in', () => {
  expect(isOldEnough('2026-03-01', { ...VOTERS, minimumAge: null })).toBe(true)
})

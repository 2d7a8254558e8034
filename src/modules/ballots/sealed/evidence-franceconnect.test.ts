import { expect, test } from 'vitest'
import { readCivilStatus } from './evidence-franceconnect.ts'
import { uniquenessKey } from './uniqueness.ts'

const LEA = { given_name: 'Léa', family_name: 'Petit', birthdate: '2012-03-07' }

test.each([
  ['her name as it is', {}, { birthName: 'Petit', firstName: 'Léa', birthDate: '2012-03-07' }],
  ['the first of several given names', { given_name: 'Léa Marie Jeanne' }, { firstName: 'Léa' }],
  ['a compound first name whole', { given_name: 'Marie-Léa Jeanne' }, { firstName: 'Marie-Léa' }],
  ['a name with an apostrophe', { family_name: 'L’Hermitte' }, { birthName: 'L’Hermitte' }],
  ['a name of two words', { family_name: '  DE  LA TOUR ' }, { birthName: 'DE LA TOUR' }],
  ['29 February of a leap year', { birthdate: '2008-02-29' }, { birthDate: '2008-02-29' }],
])('FranceConnect gives %s', (_, told, read) => {
  expect(readCivilStatus({ ...LEA, ...told })).toMatchObject({ ok: true, value: read })
})

test.each([
  ['no day', '1980-05-00'],
  ['no day nor month', '1980-00-00'],
  ['a year alone', '1980'],
  ['a year and a month', '1980-05'],
  ['a day that does not exist', '2009-02-29'],
])('a birth date with %s is for a person to look at', (_, birthdate) => {
  expect(readCivilStatus({ ...LEA, birthdate })).toEqual({ ok: false, refusal: 'birth-date-partial' })
})

test.each([
  ['no name', { family_name: '' }],
  ['a name that is no text', { family_name: 7 }],
  ['no given name', { given_name: undefined }],
  ['no birth date', { birthdate: undefined }],
])('an answer with %s tells nobody', (_, told) => {
  expect(readCivilStatus({ ...LEA, ...told })).toEqual({ ok: false, refusal: 'civil-status-missing' })
})

test('who declared themselves without accents is the same person with FranceConnect', () => {
  const read = readCivilStatus({ given_name: 'Élodie Anne', family_name: 'Lœuillet', birthdate: '1990-01-02' })
  const declared = { birthName: 'LOEUILLET', firstName: 'elodie', birthDate: '1990-01-02' }
  const key = (person: typeof declared) => uniquenessKey(new Uint8Array(32), 'poll', person)
  expect(read.ok && key(read.value)).toEqual(key(declared))
})

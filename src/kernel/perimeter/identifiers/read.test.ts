import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { luhnSteps, NUMBER_SENTENCES, type NumberRefusal, readOrganisationNumber, sentenceOfKey } from './index.ts'

describe('what is read', () => {
  test.each([
    ['a SIREN', '732829320', { kind: 'siren', value: '732829320' }],
    ['a SIREN with spaces', '732 829 320', { kind: 'siren', value: '732829320' }],
    [
      'a SIRET with no-break spaces',
      '732\u00a0829\u202f320 00074',
      { kind: 'siret', value: '73282932000074', siren: '732829320' },
    ],
    ['the head office of La Poste', '35600000000048', { kind: 'siret', value: '35600000000048', siren: '356000000' }],
    ['another office of La Poste', '35600000049837', { kind: 'siret', value: '35600000049837', siren: '356000000' }],
    ['an RNA number', 'w623001234', { kind: 'rna', value: 'W623001234' }],
    ['an RNA number of La Réunion', 'W9R1000123', { kind: 'rna', value: 'W9R1000123' }],
  ])('%s', (_, text, value) => {
    expect(readOrganisationNumber(text)).toEqual({ ok: true, value })
  })
})

describe('what is refused, and what to do', () => {
  const cases: readonly [string, string, NumberRefusal][] = [
    ['a SIRET that a spreadsheet rounded', '2,43E+13', 'broken-by-spreadsheet'],
    ['the same in English', '2.43E13', 'broken-by-spreadsheet'],
    ['an RNA number one digit short', 'W62300123', 'rna-wrong-form'],
    ['a letter O for a 0', '7328293200OO74', 'letters'],
    ['a zero lost at the beginning', '5580134900014', 'wrong-length'],
    ['nothing', '', 'wrong-length'],
    ['zeros', '000000000', 'only-zeros'],
    ['two digits exchanged', '732289320', 'wrong-key'],
    ['a SIRET whose SIREN is wrong though the whole has its key', '73282932100073', 'wrong-key'],
  ]
  test.each(cases)('%s', (_, text, refusal) => {
    expect(readOrganisationNumber(text)).toEqual({ ok: false, refusal })
    expect(NUMBER_SENTENCES[refusal]).toMatch(/^[A-ZÉ].*\.$/)
  })
})

test('the key is told digit by digit, to be done again by hand', () => {
  expect(luhnSteps('732829320').map(({ counted }) => counted)).toEqual([7, 6, 2, 7, 2, 9, 3, 4, 0])
  expect(sentenceOfKey('732829320')).toContain('7 + 6 + 2 + 7 + 2 + 9 + 3 + 4 + 0 = 40. C’est un multiple de 10')
  expect(sentenceOfKey('732829321')).toContain('un chiffre est faux')
  expect(sentenceOfKey('35600000049837')).toContain('La Poste')
})

test('one digit changed in a SIREN is always seen', () => {
  const digits = fc.array(fc.nat(9), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(digits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (eight, place, more) => {
      const siren = withKey(eight.join(''))
      const changed = [...siren].map((digit, index) => (index === place ? String((Number(digit) + more) % 10) : digit))
      expect(readOrganisationNumber(changed.join(''))).toMatchObject({ ok: false })
    }),
  )
})

function withKey(eight: string): string {
  const sum = luhnSteps(`${eight}0`).reduce((total, { counted }) => total + counted, 0)
  return `${eight}${(10 - (sum % 10)) % 10}`
}

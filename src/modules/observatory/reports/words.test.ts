import { expect, test } from 'vitest'
import { amountWithUnit, labelWithUnit, marksIn, writtenAmount } from './words.ts'

test.each([
  [{ kind: 'value', value: 52481 }, 'postes', '52\u202f481'],
  [{ kind: 'value', value: 9.16 }, '%', '9,2'],
  [{ kind: 'value', value: 12 }, '%', '12,0'],
  [{ kind: 'value', value: 11, decimals: 0 }, '%', '11'],
  [{ kind: 'value', value: 10.7, decimals: 1 }, '%', '10,7'],
  [{ kind: 'value', value: 2.4, decimals: 1 }, 'pour 1 000 habitants', '2,4'],
  [{ kind: 'value', value: 2.449 }, 'pour 1 000 habitants', '2,45'],
  [{ kind: 'value', value: 0.049 }, 'pour 1\u202f000 habitants', '0,05'],
  [{ kind: 'interval', least: 3210, most: 7840, unknownCount: 2 }, 'salariés', 'entre 3\u202f210 et 7\u202f840'],
  [{ kind: 'interval', least: 120, most: null, unknownCount: 0 }, 'salariés', 'au moins 120'],
  [{ kind: 'interval', least: 0, most: 0, unknownCount: 0 }, 'salariés', '0'],
  [{ kind: 'secret' }, 'salariés', 's'],
  [{ kind: 'not-given' }, 'salariés', 'nd'],
] as const)('%j in « %s » is read « %s »', (amount, unit, read) => {
  expect(writtenAmount(amount, unit)).toBe(read)
})

test('in a sentence, a secret is said in a word and never as 0', () => {
  expect(amountWithUnit({ kind: 'secret' }, 'salariés')).toBe('secret')
  expect(amountWithUnit({ kind: 'value', value: 9.16 }, '%')).toBe('9,2\u202f%')
})

test('only the marks that a table shows are explained', () => {
  expect(marksIn([{ kind: 'value', value: 1 }, { kind: 'secret' }])).toEqual(['secret'])
})

test('a unit is not said twice', () => {
  expect(labelWithUnit('Part de l’ESS', '%')).toBe('Part de l’ESS (%)')
  expect(labelWithUnit('Employeurs pour 1\u202f000 habitants', 'pour 1 000 habitants')).not.toContain('(')
})

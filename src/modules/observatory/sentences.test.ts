import { expect, test } from 'vitest'
import { countedEstablishments, writtenShare } from './sentences.ts'

test.each([
  [0, '', '0 établissement'],
  [1, 'employeur', '1 établissement employeur'],
  [1204, 'employeur', '1\u202f204 établissements employeurs'],
] as const)('%i are said as a sentence does', (count, kind, said) => {
  expect(countedEstablishments(count, kind)).toBe(said)
})

test('a share that is missing is not said at all', () => {
  expect(writtenShare({ kind: 'value', value: 12 })).toBe('12,0\u202f%')
  expect(writtenShare({ kind: 'not-given' })).toBeNull()
})

import { expect, test } from 'vitest'
import { french, frenchNumber } from './index.ts'

test('spaces that do not break stand where the French put them', () => {
  expect(french`L'enveloppe : « ${'a : b'} » ; vrai ?`).toBe(
    'L’enveloppe\u00a0: «\u00a0a : b\u00a0»\u202f; vrai\u202f?',
  )
})

test('numbers are grouped by three', () => {
  expect(frenchNumber(1_331_751n)).toBe('1\u202f331\u202f751')
  expect(frenchNumber(1234.5)).toBe('1\u202f234,5')
  expect(french`${12_000} votes`).toBe('12\u202f000 votes')
})

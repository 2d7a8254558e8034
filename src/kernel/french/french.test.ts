import { expect, test } from 'vitest'
import { french, frenchNumber } from './index.ts'

test('words have French spaces and apostrophes, what is quoted stays as it was', () => {
  expect(french`L'ami « ${"d'Ana ; 1 : 2"} » : oui ! Non ? ${12500} ; fin`).toBe(
    "L’ami «\u00a0d'Ana ; 1 : 2\u00a0»\u00a0: oui\u202f! Non\u202f? 12\u202f500\u202f; fin",
  )
})

test('numbers are grouped by three, with a comma before the decimals', () => {
  expect([999, 1000, 1234567, 1331751.11, -4200, 10n ** 12n].map(frenchNumber)).toEqual([
    '999',
    '1\u202f000',
    '1\u202f234\u202f567',
    '1\u202f331\u202f751,11',
    '-4\u202f200',
    '1\u202f000\u202f000\u202f000\u202f000',
  ])
})

import { expect, test } from 'vitest'
import { readSum } from './reading.ts'

test.each([
  ['12,50', 1250n],
  ['10000000000000', 10n ** 15n],
])('an amount of %s is read', (typed, cents) => {
  expect(readSum({ somme: typed }, 'somme')).toEqual({ ok: true, value: cents })
})

test.each([
  ['', 'il manque'],
  ['0', 'plus grand que 0'],
  ['-5', 'négatif'],
  ['0,001', 'plus de deux chiffres'],
  ['10000000000001', 'trop grand'],
  ['10000000000000,01', 'trop long'],
])('an amount of « %s » is refused with what to do', (typed, told) => {
  const read = readSum({ somme: typed }, 'somme')
  expect(read.ok ? '' : read.refusal.somme).toContain(told)
})

import { expect, test } from 'vitest'
import { readSetting, writtenSetting } from './settings.ts'

test.each([
  ['fungibility-basis-points', ' 7,5 ', '750'],
  ['fungibility-basis-points', '0.07', '7'],
  ['fungibility-basis-points', '12', '1200'],
  ['grant-payment-days', '60', '60'],
  ['order-chapters', '040, 041', '040,041'],
] as const)('« %s » written %s is kept as %s', (name, typed, kept) => {
  expect(readSetting(name, typed)).toEqual({ ok: true, value: kept })
})

test.each([
  ['fungibility-basis-points', 'beaucoup', 'un pourcentage'],
  ['fungibility-basis-points', '101', 'un pourcentage'],
  ['grant-payment-days', '0', 'un nombre de jours'],
  ['staff-chapters', '012 ; 65', 'des chapitres'],
] as const)('« %s » written %s is refused, and says what to write', (name, typed, told) => {
  expect(readSetting(name, typed)).toEqual({ ok: false, refusal: expect.stringContaining(told) })
})

test('a share is read in percents', () => {
  expect(writtenSetting({ name: 'fungibility-basis-points', value: '750' })).toBe('7,5')
})

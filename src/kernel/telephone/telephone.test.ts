import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMobile } from './index.ts'

test.each([
  ['06 12 34 56 78', '+33612345678'],
  ['07.12.34.56.78', '+33712345678'],
  ['+33 6 12 34 56 78', '+33612345678'],
  ['+33 (0)6 12 34 56 78', '+33612345678'],
  ['0033612345678', '+33612345678'],
  ['0690 12 34 56', '+590690123456'],
  ['+590 690 12 34 56', '+590690123456'],
  ['+33 690 12 34 56', '+590690123456'],
  ['0691 12 34 56', '+590691123456'],
  ['0694 12 34 56', '+594694123456'],
  ['0696-12-34-56', '+596696123456'],
  ['0697 12 34 56', '+596697123456'],
  ['0692 12 34 56', '+262692123456'],
  ['00262 693 12 34 56', '+262693123456'],
  ['0639 12 34 56', '+262639123456'],
])('« %s » is the mobile number %s', (typed, number) => {
  expect(readMobile(typed)).toEqual({ ok: true, value: number })
})

test.each([
  ['', 'number-unreadable'],
  ['061234567', 'number-unreadable'],
  ['06 12 34 56 78 9', 'number-unreadable'],
  ['+33 6 12 34', 'number-unreadable'],
  ['+590 694 12 34 56', 'number-unreadable'],
  ['lea@exemple.fr', 'number-unreadable'],
  ['612345678', 'number-unreadable'],
  ['03 21 00 00 00', 'number-not-mobile'],
  ['+33 9 70 00 00 00', 'number-not-mobile'],
  ['+262 262 12 34 56', 'number-not-mobile'],
  ['+32 470 12 34 56', 'number-abroad'],
  ['0032470123456', 'number-abroad'],
  ['+687 75 12 34', 'number-abroad'],
])('« %s » is refused: %s', (typed, refusal) => {
  expect(readMobile(typed)).toEqual({ ok: false, refusal })
})

test('a number of another country is taken where the installation says so', () => {
  expect(readMobile('+32 470 12 34 56', true)).toEqual({ ok: true, value: '+32470123456' })
  expect(readMobile('03 21 00 00 00', true).ok).toBe(false)
})

test('what was read is read the same again, however its figures are spaced', () => {
  const digits = fc.stringMatching(/^0[67]\d{8}$/)
  fc.assert(
    fc.property(digits, fc.constantFrom(' ', '.', '-', ' '), (number, space) => {
      const read = readMobile(number.match(/../g)?.join(space) ?? '')
      expect(read).toEqual(readMobile(number))
      if (read.ok) expect(readMobile(read.value)).toEqual(read)
    }),
  )
})

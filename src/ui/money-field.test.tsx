import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { MoneyField, readAmount, sentenceOfAmount } from '#ui/money-field'

const LIMITS = { minimum: cents(100n), maximum: cents(500_000n) }

test.each([
  ['50', 5_000n],
  ['1 234,56 €', 123_456n],
  ['0,99', 'below-minimum'],
  ['5000,01', 'above-maximum'],
  ['', 'missing'],
  ['1.250', 'ambiguous-thousands'],
  ['cinquante', 'unreadable'],
])('« %s » euros', (text, expected) => {
  const read = readAmount(text, LIMITS)
  expect(read.ok ? read.value : read.refusal).toBe(expected)
})

test('a refused amount is told with the limit, as the French write money', () => {
  expect(sentenceOfAmount('below-minimum', LIMITS)).toBe('Le montant minimum est de 1\u00a0€.')
  expect(sentenceOfAmount('above-maximum', LIMITS)).toBe('Le montant maximum est de 5\u202f000\u00a0€.')
  expect(sentenceOfAmount('missing')).toContain('par exemple 50')
})

test('an amount is typed on a keyboard of digits, its unit is said', () => {
  const html = String(<MoneyField name="don" label="Votre don" state={{ values: { don: '50' }, errors: {} }} />)
  expect(html).toContain('inputmode="decimal"')
  expect(html).toContain('value="50"')
  expect(html).toContain('euros')
})

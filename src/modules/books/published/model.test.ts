import { expect, test } from 'vitest'
import { paymentKey, readPaymentKey } from './model.ts'

const ID = '0198c1f2-0000-7000-8000-000000000001'

test('the place where a list goes on is read again from its address', () => {
  const key = { paidOn: '2026-03-02', id: ID }
  expect(readPaymentKey(paymentKey(key))).toEqual(key)
})

test.each([
  ['nothing', undefined],
  ['a day that does not exist', `2026-02-30~${ID}`],
  ['dashes for an identifier', `2026-03-02~00000000-${'-'.repeat(27)}`],
  ['more than asked', `2026-03-02~${ID}'`],
])('an address with %s begins at the first page', (_, text) => {
  expect(readPaymentKey(text)).toBeUndefined()
})

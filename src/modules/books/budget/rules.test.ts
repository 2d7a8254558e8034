import { expect, test } from 'vitest'
import type { Mandate } from './engagement.ts'
import { decideAccountant, decideMandate } from './rules.ts'

const MANDATE: Mandate = {
  ...{ id: 'm', number: '2026-0001', issuedOn: '2026-03-02', paidOn: null, paymentTransfer: null, version: 1 },
  rejections: [],
}
const SIGNED = { signedAt: new Date('2026-03-02T09:00:00Z'), returnedAt: null, mandate: null }

test('a payment is refused before its decision is exécutoire, and so is the order to pay', () => {
  const asked = { on: '2026-03-03', today: '2026-03-03' } as const
  const early = decideAccountant(MANDATE, 'pay', { ...asked, isEnforceable: false })
  expect(early).toEqual({ ok: false, refusal: 'not-enforceable' })
  expect(decideAccountant(MANDATE, 'pay', { ...asked, isEnforceable: true }).ok).toBe(true)
  expect(decideMandate(SIGNED, false)).toEqual({ ok: false, refusal: 'not-enforceable' })
  expect(decideMandate(SIGNED, true).ok).toBe(true)
})

test('what the comptable refused may be noted whatever became of the decision', () => {
  const asked = { on: '2026-03-03', today: '2026-03-03', isEnforceable: false } as const
  expect(decideAccountant(MANDATE, 'reject', asked).ok).toBe(true)
})

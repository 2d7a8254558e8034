import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Count, cardWaitMs, decideAsking, decideCardTry, decideCode, LIMITS } from './sign-in-rules.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const NONE: Count = { count: 0, first: undefined, last: undefined }
const MINUTE_MS = 60_000
const ago = (ms: number) => new Date(NOW.getTime() - ms)

test('a code is sent, short as long as nobody guesses', () => {
  expect(decideAsking({ network: NONE, mails: NONE, here: NONE, failures: NONE }, NOW)).toEqual({
    ok: true,
    value: 'short',
  })
  const twenty = { ...NONE, count: 20 }
  expect(decideAsking({ network: NONE, mails: NONE, here: NONE, failures: twenty }, NOW)).toEqual({
    ok: true,
    value: 'short',
  })
  const more = { ...NONE, count: 21 }
  expect(decideAsking({ network: NONE, mails: NONE, here: NONE, failures: more }, NOW)).toEqual({
    ok: true,
    value: 'long',
  })
})

test('who is told to wait is told until when, and is let in then', () => {
  const mails = { count: 6, first: ago(50 * MINUTE_MS), last: ago(0) }
  const refused = decideAsking({ network: NONE, mails, here: mails, failures: NONE }, NOW)
  expect(refused).toEqual({ ok: false, refusal: { kind: 'address-busy', waitMs: 10 * MINUTE_MS } })
  const network = { count: LIMITS.asksPerNetwork, first: ago(20 * MINUTE_MS), last: ago(0) }
  expect(decideAsking({ network, mails: NONE, here: NONE, failures: NONE }, NOW)).toMatchObject({
    refusal: { kind: 'network-busy', waitMs: 40 * MINUTE_MS },
  })
})

test('while strangers use up the mails of an address, its owner elsewhere gets a long code', () => {
  const mails = { count: 29, first: ago(50 * MINUTE_MS), last: ago(0) }
  expect(decideAsking({ network: NONE, mails, here: NONE, failures: NONE }, NOW)).toEqual({ ok: true, value: 'long' })
})

test('the chance of guessing an address’s code stays under one in ten thousand a day', () => {
  // A stranger's short codes before the long ones begin: the free failures, and every code sent before and still alive.
  const aliveAtOnce = LIMITS.mailsPerHour
  const shortTries = LIMITS.failuresBeforeLongCodes + 1 + aliveAtOnce * LIMITS.triesPerCode
  const longTries = 24 * LIMITS.mostMailsPerHour * LIMITS.triesPerCode
  expect(shortTries / 1e6 + longTries / 29 ** 10).toBeLessThan(1e-4)
})

test('each refusal of a code comes in its case, the gravest first', () => {
  const challenge = { triesLeft: 3, expiresAt: new Date(NOW.getTime() + 1), provedAt: undefined }
  const kindOf = (result: ReturnType<typeof decideCode>) => (result.ok ? 'entered' : result.refusal.kind)
  expect(kindOf(decideCode(undefined, true, NOW))).toBe('no-code-here')
  expect(kindOf(decideCode({ ...challenge, provedAt: NOW }, true, NOW))).toBe('code-used')
  expect(kindOf(decideCode({ ...challenge, triesLeft: 0 }, true, NOW))).toBe('tries-exhausted')
  expect(kindOf(decideCode({ ...challenge, expiresAt: NOW }, true, NOW))).toBe('code-expired')
  expect(decideCode(challenge, false, NOW)).toEqual({ ok: false, refusal: { kind: 'code-wrong', triesLeft: 2 } })
  expect(kindOf(decideCode(challenge, true, NOW))).toBe('entered')
})

test('wrong codes of a card cost longer and longer, never more than a quarter of an hour', () => {
  expect([0, 1, 2, 3, 4, 5].map(cardWaitMs)).toEqual([0, 0, 0, 15_000, 30_000, 60_000])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (failures) => {
      expect(cardWaitMs(failures)).toBeLessThanOrEqual(15 * MINUTE_MS)
      expect(cardWaitMs(failures + 1)).toBeGreaterThanOrEqual(cardWaitMs(failures))
    }),
  )
})

test('the owner of a card gets in once the wait is over, however often strangers failed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (count) => {
      const failures = { count, first: ago(3_600_000), last: ago(15 * MINUTE_MS) }
      expect(decideCardTry(failures, NONE, NOW).ok).toBe(true)
    }),
  )
})

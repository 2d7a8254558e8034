import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_PACE, deferralMs, domainRestMs, pacedAfter, roomOf, roomsOf } from './pace.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const IDLE = {
  domain: 'exemple.fr',
  pacedUntil: null,
  restingUntil: null,
  isSlow: false,
  inHand: 0,
  pace: DEFAULT_PACE,
}

test('a domain at rest takes as many mails at once as it bears, and none while it asked for time', () => {
  expect(roomOf(IDLE, NOW)).toBe(2)
  expect(roomOf({ ...IDLE, inHand: 1 }, NOW)).toBe(1)
  expect(roomOf({ ...IDLE, inHand: 9 }, NOW)).toBe(0)
  expect(roomOf({ ...IDLE, restingUntil: new Date(NOW.getTime() + 1) }, NOW)).toBe(0)
})

test('whatever the moments one looks at, a minute never sees more mails than the pace and its small allowance', () => {
  const pause = fc.integer({ min: 0, max: 4_000 })
  fc.assert(
    fc.property(fc.array(pause, { maxLength: 400 }), fc.integer({ min: 1, max: 600 }), (pauses, perMinute) => {
      const pace = { perMinute, atOnce: 5 }
      let [now, count, pacedUntil] = [NOW.getTime(), 0, null as Date | null]
      for (const wait of pauses) {
        now += wait
        if (now > NOW.getTime() + 60_000) break
        const state = { ...IDLE, pace, pacedUntil }
        const room = roomOf(state, new Date(now))
        if (room > 0) pacedUntil = pacedAfter(state, room, new Date(now))
        count += room
      }
      expect(count).toBeLessThanOrEqual(perMinute + Math.max(5, Math.ceil(perMinute / 20)) + 1)
    }),
  )
})

test('slow domains share their part of the hands, and the others always find one', () => {
  const slow = ['a', 'b', 'c'].map((domain) => ({ ...IDLE, domain, isSlow: true }))
  const rooms = roomsOf([...slow, IDLE], 3, NOW)
  expect(rooms).toEqual([
    { domain: 'a', room: 2 },
    { domain: 'b', room: 1 },
    { domain: 'exemple.fr', room: 2 },
  ])
})

test('what is put off comes back later each time, four hours at most, and never all at once', () => {
  const waits = Array.from({ length: 30 }, (_, count) => deferralMs(count, false, 0.5))
  expect(waits).toEqual(waits.toSorted((one, other) => one - other))
  expect(waits[0]).toBe(60_000)
  expect(waits.at(-1)).toBe(4 * 3_600_000)
  expect(deferralMs(3, false, 0)).toBeLessThan(deferralMs(3, false, 1))
  expect(deferralMs(30, true, 1)).toBeLessThanOrEqual(72_000)
})

test('a domain rests from its third « come back later » in a row on', () => {
  expect([1, 2, 3, 4].map(domainRestMs)).toEqual([0, 0, 30_000, 60_000])
})

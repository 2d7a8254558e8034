import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FlagReason, suspicionsOf, WATCHFULNESS, type WatchedCast } from './flags.ts'

const LIMITS = { ...WATCHFULNESS, householdCap: 8 }
const NOON = Date.parse('2026-03-02T11:00:00.000Z')
const NIGHT = Date.parse('2026-03-02T01:00:00.000Z')
const [SECOND, MINUTE] = [1000, 60_000]

/** `count` ballots, `apart` milliseconds one after the other. */
function casts(count: number, apart: number, of: Partial<WatchedCast> = {}, from = NOON): readonly WatchedCast[] {
  return Array.from({ length: count }, (_, index) => ({
    envelopeLeaf: index + 1,
    evidence: 'email',
    castAt: new Date(from + index * apart),
    network: null,
    terminal: null,
    batch: null,
    contact: null,
    signals: [],
    ...of,
  }))
}

function reasonsOf(watched: readonly WatchedCast[]): readonly FlagReason[] {
  return [...new Set(suspicionsOf(watched, LIMITS).map(({ reason }) => reason))]
}

test('thirty pupils on one network in twenty minutes are no matter for the commission', () => {
  expect(reasonsOf(casts(30, 40 * SECOND, { network: 'school' }))).toEqual([])
  expect(
    reasonsOf(casts(30, 5 * SECOND, { network: 'school', terminal: 'tablet', evidence: 'code', batch: '5e B' })),
  ).toEqual([])
})

test('two hundred on one network in a few minutes are', () => {
  const farm = casts(200, SECOND, { network: 'farm' })
  expect(reasonsOf(farm)).toEqual(['burst', 'one-network'])
  expect(suspicionsOf(farm, LIMITS).filter(({ reason }) => reason === 'burst')).toHaveLength(200)
})

test('a burst names those of the burst, and not who voted from there before or after', () => {
  const calm = casts(5, 60 * MINUTE, { network: 'town' })
  const burst = casts(41, SECOND, { network: 'town' }, NOON + 600 * MINUTE).map((cast) => ({
    ...cast,
    envelopeLeaf: cast.envelopeLeaf + 100,
  }))
  const found = suspicionsOf([...calm, ...burst], LIMITS)
  expect(found.map(({ envelopeLeaf }) => envelopeLeaf)).toEqual(burst.map(({ envelopeLeaf }) => envelopeLeaf))
  expect(new Set(found.map(({ cluster }) => cluster))).toEqual(new Set([101]))
})

test.each<[string, number, Partial<WatchedCast>, number, FlagReason]>([
  ['a household of eight passes, the ninth makes it a matter', 9, { contact: 'home' }, 8, 'household'],
  ['one browser', 11, { terminal: 'phone' }, 10, 'one-device'],
  ['codes of one batch faster than people type', 21, { evidence: 'code', batch: 'b' }, 20, 'fast-codes'],
])('%s', (_title, count, of, passes, reason) => {
  expect(reasonsOf(casts(passes, SECOND, of))).toEqual([])
  expect(reasonsOf(casts(count, SECOND, of))).toEqual([reason])
})

test('a wave at night, by the clocks of Paris', () => {
  expect(reasonsOf(casts(31, SECOND, {}, NIGHT))).toEqual(['night-wave'])
  expect(reasonsOf(casts(31, SECOND, {}, NIGHT - 61 * MINUTE))).toEqual([])
  expect(reasonsOf(casts(31, SECOND, {}, NOON))).toEqual([])
})

test('what was seen on the way in is said, ballot by ballot', () => {
  const [first, ...rest] = casts(3, MINUTE)
  const found = suspicionsOf([{ ...first!, signals: ['other-commune', 'mailbox-alias'] }, ...rest], LIMITS)
  expect(found).toEqual([
    { envelopeLeaf: 1, reason: 'other-commune', cluster: 1 },
    { envelopeLeaf: 1, reason: 'mailbox-alias', cluster: 1 },
  ])
})

test('whatever the order they are read in, the same ballots are looked at', () => {
  const some = fc.record({
    evidence: fc.constantFrom('email' as const, 'code' as const, 'sms' as const),
    at: fc.integer({ min: 0, max: 3_600_000 }),
    network: fc.constantFrom('a', 'b', null),
    contact: fc.constantFrom('x', 'y', null),
  })
  const low = { ...LIMITS, perNetworkBurst: 3, perNetwork: 6, householdCap: 2, perNightHour: 4 }
  fc.assert(
    fc.property(fc.array(some, { maxLength: 30 }), (drawn) => {
      const watched = drawn.map(({ at, ...each }, index) => ({
        ...casts(1, 0, each, NIGHT + at)[0]!,
        envelopeLeaf: index + 1,
      }))
      const sorted = (list: readonly WatchedCast[]) =>
        suspicionsOf(list, low)
          .map((each) => JSON.stringify(each))
          .toSorted()
      expect(sorted(watched.toReversed())).toEqual(sorted(watched))
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newIdAt } from './identifiers.ts'
import { seededRandom, testContext } from './testing/index.ts'

const moment = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })

test('an identifier is a UUID of version 7 that holds its millisecond', () => {
  fc.assert(
    fc.property(moment, fc.integer(), (now, seed) => {
      const id = newIdAt(now, seededRandom(seed))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now.getTime())
    }),
  )
})

test('identifiers drawn later sort later', () => {
  fc.assert(
    fc.property(moment, moment, fc.integer(), (a, b, seed) => {
      fc.pre(a.getTime() < b.getTime())
      const random = seededRandom(seed)
      expect(newIdAt(a, random) < newIdAt(b, random)).toBe(true)
    }),
  )
})

test('all 74 random bits are used', () => {
  const ones = newIdAt(new Date(0), (bytes) => new Uint8Array(bytes).fill(255))
  const zeros = newIdAt(new Date(0), (bytes) => new Uint8Array(bytes))
  expect([ones, zeros]).toEqual(['00000000-0000-7fff-bfff-ffffffffffff', '00000000-0000-7000-8000-000000000000'])
})

test('chance in tests is the same for the same seed, and never the same twice', () => {
  const [one, same, other] = [seededRandom(1), seededRandom(1), seededRandom(2)]
  expect(one(40)).toEqual(same(40))
  expect(one(8)).not.toEqual(other(8))
  expect(one(8)).not.toEqual(one(8))
  expect(one(3)).toHaveLength(3)
})

test('the clock of tests stands still, unless it is told', () => {
  const db = {} as never
  const context = testContext({ db })
  expect(context.now()).toEqual(new Date('2026-03-02T09:00:00Z'))
  const evening = new Date('2026-12-31T23:59:59Z')
  const later = testContext({ db }, { now: () => evening })
  expect(later.newId().slice(0, 13)).toBe(newIdAt(evening, seededRandom(1)).slice(0, 13))
})

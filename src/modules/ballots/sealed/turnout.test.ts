import fc from 'fast-check'
import { expect, test } from 'vitest'
import { regularTurnout, type Turnout } from './turnout.ts'

const at = (hour: number, voters: number): Turnout => ({ at: new Date(Date.UTC(2026, 2, 1, hour)), voters })

test('an hour in which nobody voted is as high as the one before', () => {
  expect(regularTurnout([at(9, 0), at(10, 4), at(13, 6)], 24)).toEqual([
    at(9, 0),
    at(10, 4),
    at(11, 4),
    at(12, 4),
    at(13, 6),
  ])
})

test('three weeks are drawn in few moments, the last being the last that was shown', () => {
  const shown = Array.from({ length: 500 }, (_, hour) => at(hour, hour * 3))
  const drawn = regularTurnout(shown, 24)
  expect(drawn.length).toBeLessThanOrEqual(24)
  expect(drawn.at(-1)).toEqual(at(499, 1_497))
})

test('however they were shown, moments are few, in order, and tell nothing that was not shown', () => {
  const history = fc
    .array(fc.record({ minute: fc.nat(60_000), voters: fc.nat(1_000) }), { minLength: 1, maxLength: 60 })
    .map((each) => each.toSorted((one, other) => one.minute - other.minute))
  fc.assert(
    fc.property(history, fc.integer({ min: 2, max: 30 }), (each, most) => {
      const shown = each.map(({ minute, voters }) => ({ at: new Date(minute * 60_000), voters }))
      const drawn = regularTurnout(shown, most)
      // Hours are whole: the last step may be shorter than an hour.
      expect(drawn.length).toBeLessThanOrEqual(most + 1)
      expect(drawn.map((one) => one.at)).toEqual(
        drawn.map((one) => one.at).toSorted((a, b) => a.getTime() - b.getTime()),
      )
      for (const { voters } of drawn) expect(shown.some((one) => one.voters === voters)).toBe(true)
    }),
  )
})

test('nothing shown is nothing drawn', () => {
  expect(regularTurnout([], 24)).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, dayOf, monthAsked, namedDay, namedMonth, startOf, weeksOf } from './days.ts'

const NOON = new Date('2026-11-24T12:00:00Z')
const aDay = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2099-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('a day begins at midnight in Paris, in winter, in summer, and on both nights when clocks change', () => {
  expect(startOf('2026-11-24').toISOString()).toBe('2026-11-23T23:00:00.000Z')
  expect(startOf('2026-07-14').toISOString()).toBe('2026-07-13T22:00:00.000Z')
  expect(startOf('2026-03-29').toISOString()).toBe('2026-03-28T23:00:00.000Z')
  expect(startOf('2026-03-30').toISOString()).toBe('2026-03-29T22:00:00.000Z')
  expect(startOf('2026-10-25').toISOString()).toBe('2026-10-24T22:00:00.000Z')
  expect(startOf('2026-10-26').toISOString()).toBe('2026-10-25T23:00:00.000Z')
})

test('the instant a day begins is in that day, the instant before in the day before', () => {
  fc.assert(
    fc.property(aDay, (day) => {
      expect(dayOf(startOf(day))).toBe(day)
      expect(dayOf(new Date(startOf(day).getTime() - 1))).toBe(addDays(day, -1))
    }),
  )
})

test('the weeks of a month hold each of its days once, in order, from Monday', () => {
  fc.assert(
    fc.property(aDay, (day) => {
      const month = day.slice(0, 7)
      const weeks = weeksOf(month)
      const days = weeks.flat().filter((each) => each !== undefined)
      expect(weeks.every((week) => week.length === 7)).toBe(true)
      expect(days).toEqual(days.map((_, index) => addDays(`${month}-01`, index)))
      expect(addDays(days.at(-1) ?? '', 1)).toBe(`${addMonths(month, 1)}-01`)
      for (const week of weeks) {
        for (const [rank, each] of week.entries()) if (each) expect((new Date(each).getUTCDay() + 6) % 7).toBe(rank)
      }
    }),
  )
})

test.each([undefined, '', '2026-13', '2026-00', '1999-01', '2026-1', '2026-11-24', '<script>', '٢٠٢٦-١١'])(
  'an address that says « %s » shows this month',
  (asked) => expect(monthAsked(asked, NOON)).toBe('2026-11'),
)

test('a month asked for is shown, and named', () => {
  expect(monthAsked('2027-02', NOON)).toBe('2027-02')
  expect(namedMonth('2027-02')).toBe('février 2027')
  expect(namedDay('2026-11-24')).toBe('mardi 24 novembre')
})

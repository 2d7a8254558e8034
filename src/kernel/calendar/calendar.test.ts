import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonthsToDay,
  daysBetween,
  endOfDay,
  instantsOf,
  isDay,
  monthsFrom,
  offsetMinutes,
  readTime,
  summerOf,
  wallTimeOf,
  weekdayOf,
  weeksOf,
  writtenDay,
  writtenTime,
} from './index.ts'

const moment = fc.date({ min: new Date('1996-06-01'), max: new Date('2080-01-01'), noInvalidDate: true })

test('the clocks of Paris are those of a second implementation, at any moment', () => {
  fc.assert(
    fc.property(moment, (instant) => {
      const there = Temporal.Instant.from(instant.toISOString()).toZonedDateTimeISO('Europe/Paris')
      expect(wallTimeOf(instant)).toEqual({
        day: there.toPlainDate().toString(),
        time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
      })
    }),
    { numRuns: 500 },
  )
})

test('in the minutes around each change of hour too, from 1997 to 2037', () => {
  for (let year = 1997; year <= 2037; year++) {
    for (const change of Object.values(summerOf(year))) {
      for (const minutes of [-61, -1, 0, 1, 61]) {
        const instant = new Date(change.getTime() + minutes * 60_000)
        const there = Temporal.Instant.from(instant.toISOString()).toZonedDateTimeISO('Europe/Paris')
        expect(offsetMinutes(instant), instant.toISOString()).toBe(there.offsetNanoseconds / 60e9)
      }
    }
  }
})

test('the night of March skips an hour: nothing happens at 2 h 30', () => {
  expect(instantsOf({ day: '2026-03-29', time: '02:30' })).toEqual([])
  expect(instantsOf({ day: '2026-03-29', time: '01:59' })).toEqual([new Date('2026-03-29T00:59:00Z')])
  expect(instantsOf({ day: '2026-03-29', time: '03:00' })).toEqual([new Date('2026-03-29T01:00:00Z')])
})

test('the night of October repeats an hour: 2 h 30 comes twice', () => {
  const both = [new Date('2026-10-25T00:30:00Z'), new Date('2026-10-25T01:30:00Z')]
  expect(instantsOf({ day: '2026-10-25', time: '02:30' })).toEqual(both)
  expect(instantsOf({ day: '2026-10-25', time: '03:00' })).toEqual([new Date('2026-10-25T02:00:00Z')])
})

test('an instant is among those at which the clocks show what they show then', () => {
  fc.assert(
    fc.property(moment, (instant) => {
      const minute = new Date(Math.floor(instant.getTime() / 60_000) * 60_000)
      expect(instantsOf(wallTimeOf(minute)).map(Number)).toContain(minute.getTime())
    }),
    { numRuns: 500 },
  )
})

test('the days of both changes have 23 and 25 hours', () => {
  const hoursOf = (day: string) => (endOfDay(day).getTime() - endOfDay(addDays(day, -1)).getTime()) / 3_600_000
  expect([hoursOf('2026-03-29'), hoursOf('2026-10-25'), hoursOf('2026-12-31')]).toEqual([23, 25, 24])
})

test('a delay in months goes from a day to the same day, or to the last of the month', () => {
  expect(addMonthsToDay('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonthsToDay('2024-02-29', 12)).toBe('2025-02-28')
  expect(addMonthsToDay('2026-11-15', 2)).toBe('2027-01-15')
  expect(monthsFrom('2026-01', -1)).toBe('2025-12')
})

test('days are counted over both changes of hour', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect([isDay('2024-02-29'), isDay('2026-02-29'), isDay('2026-2-9'), isDay('')]).toEqual([true, false, false, false])
})

test('a month is whole weeks, Monday first, each of its days once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1997 * 12, max: 2100 * 12 }), (months) => {
      const month = monthsFrom('0000-01', months)
      const days = weeksOf(month)
        .flat()
        .filter((day) => day !== undefined)
      expect(new Set(days).size).toBe(days.length)
      expect(days.at(-1)).toBe(addDays(`${monthsFrom(month, 1)}-01`, -1))
      for (const week of weeksOf(month))
        for (const [at, day] of week.entries()) if (day) expect(weekdayOf(day)).toBe(at + 1)
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['18h30', '18:30'],
  ['18 h 30', '18:30'],
  ['18:30', '18:30'],
  ['9h', '09:00'],
  ['9', '09:00'],
  ['14 heures', '14:00'],
  ['0h00', '00:00'],
  ['midi', '12:00'],
])('« %s » is read as %s', (text, time) => {
  expect(readTime(text)).toEqual({ ok: true, value: time })
})

test.each([
  ['', 'missing'],
  ['24h', 'no-such-time'],
  ['18h60', 'no-such-time'],
  ['1830', 'unreadable'],
  ['le soir', 'unreadable'],
])('« %s » is refused: %s', (text, refusal) => {
  expect(readTime(text)).toEqual({ ok: false, refusal })
})

test('days and hours are written as the French write them', () => {
  expect(writtenDay('2026-03-01')).toBe('dimanche 1er\u00a0mars 2026')
  expect([writtenTime('18:30'), writtenTime('09:00')]).toEqual(['18\u00a0h\u00a030', '9\u00a0h'])
})

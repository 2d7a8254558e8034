import { assert } from '#kernel/result'
import { addDays, type Day, weekdayOf } from './days.ts'
import type { Time } from './times.ts'

/** A day and an hour as the clocks of Paris show them. */
export type WallTime = { readonly day: Day; readonly time: Time }

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000]
const [WINTER, SUMMER] = [60, 120] as const

/**
 * When summer time begins and ends in a year: 1:00 UTC on the last Sundays of March and October.
 *
 * @param year  1996 at the earliest: before, each country had its own dates
 * @see         directive 2000/84/CE, art. 2 and 3; décret 79-896
 */
export function summerOf(year: number): { readonly from: Date; readonly until: Date } {
  assert(year >= 1996, 'the rule of summer time is that of 1996 and after')
  return { from: lastSundayAtOne(`${year}-03-31`), until: lastSundayAtOne(`${year}-10-31`) }
}

/** What the clocks of Paris are ahead of UTC by: 60 minutes, 120 in summer. */
export function offsetMinutes(instant: Date): 60 | 120 {
  const { from, until } = summerOf(instant.getUTCFullYear())
  return instant >= from && instant < until ? SUMMER : WINTER
}

/** What the clocks of Paris show at an instant. */
export function wallTimeOf(instant: Date): WallTime {
  const shown = new Date(instant.getTime() + offsetMinutes(instant) * MINUTE_MS).toISOString()
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) }
}

/** The day it is in Paris at an instant. */
export function dayIn(instant: Date): Day {
  return wallTimeOf(instant).day
}

/** The hour it is in Paris at an instant. */
export function timeIn(instant: Date): Time {
  return wallTimeOf(instant).time
}

/**
 * The instants at which the clocks of Paris show this: one on any other night, none in the hour that spring skips, two in
 * the hour that autumn repeats, the earlier first.
 */
export function instantsOf({ day, time }: WallTime): readonly Date[] {
  const shown = Date.parse(`${day}T${time}:00Z`)
  assert(!Number.isNaN(shown), 'a wall time has a day and an hour')
  return [SUMMER, WINTER]
    .map((offset) => ({ offset, instant: new Date(shown - offset * MINUTE_MS) }))
    .filter(({ offset, instant }) => offsetMinutes(instant) === offset)
    .map(({ instant }) => instant)
}

/** The instant at which a day is over in Paris, itself excluded: until then a deadline of that day is kept. */
export function endOfDay(day: Day): Date {
  // Midnight always exists, once: clocks change at two and three in the morning.
  return instantsOf({ day: addDays(day, 1), time: '00:00' })[0]!
}

function lastSundayAtOne(lastDay: Day): Date {
  const sunday = addDays(lastDay, -(weekdayOf(lastDay) % 7))
  return new Date(Date.parse(`${sunday}T00:00:00Z`) + HOUR_MS)
}

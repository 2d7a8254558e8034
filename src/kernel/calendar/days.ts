import { assert } from '#kernel/result'

/** A day of the calendar, `YYYY-MM-DD`, without an hour or a zone. */
export type Day = string
/** `YYYY-MM`. */
export type Month = string

const DAY_MS = 86_400_000

/** Whether a text is a day that exists: « 2026-02-30 » is none. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAt(Date.parse(`${text}T00:00:00Z`)) === text
}

export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}

export function addDays(day: Day, count: number): Day {
  return dayAt(midnight(day) + count * DAY_MS)!
}

/** How many days from one to the other; below 0 when the other comes before. */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / DAY_MS
}

/**
 * The same day that many months later, as a delay in months is counted: 31 January and one month is 28 or 29 February.
 *
 * @see  code civil, art. 2228 and 2229; a delay « de quantième à quantième »
 */
export function addMonthsToDay(day: Day, count: number): Day {
  const month = monthsFrom(monthOf(day), count)
  const last = addDays(`${monthsFrom(month, 1)}-01`, -1)
  const same = `${month}-${day.slice(8)}`
  return same < last ? same : last
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

export function monthsFrom(month: Month, count: number): Month {
  const total = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`
}

/** 1 for Monday, 7 for Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return ((new Date(midnight(day)).getUTCDay() + 6) % 7) + 1
}

/** The weeks of a month, Monday first; undefined where a week has days of another month. */
export function weeksOf(month: Month): readonly (readonly (Day | undefined)[])[] {
  const first = `${month}-01`
  const count = daysBetween(first, `${monthsFrom(month, 1)}-01`)
  const before = weekdayOf(first) - 1
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const number = week * 7 + weekday - before
      return number >= 0 && number < count ? addDays(first, number) : undefined
    }),
  )
}

const WEEKDAYS = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ')
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** « jeudi 12 mars 2026 », « dimanche 1er mars 2026 ». */
export function writtenDay(day: Day): string {
  const number = Number(day.slice(8))
  return `${WEEKDAYS[weekdayOf(day) - 1]} ${number === 1 ? '1er' : number}\u00a0${writtenMonth(monthOf(day))}`
}

/** « mars 2026 ». */
export function writtenMonth(month: Month): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}

function midnight(day: Day): number {
  const at = Date.parse(`${day}T00:00:00Z`)
  assert(!Number.isNaN(at), 'a day is written YYYY-MM-DD')
  return at
}

function dayAt(milliseconds: number): Day | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString().slice(0, 10)
}

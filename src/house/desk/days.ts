import type { Day } from '#ui/format'

/** A month of the calendar, `YYYY-MM`. */
export type Month = string

/** Every agent of a territory lives at this hour. */
const ZONE = 'Europe/Paris'
const DAY_MS = 86_400_000

const CALENDAR = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })

/** The day it is on a clock of the house. */
export function dayOf(instant: Date): Day {
  return CALENDAR.format(instant)
}

/** The instant a day begins: midnight in the house, whatever the season. */
export function startOf(day: Day): Date {
  const midnight = new Date(`${day}T00:00:00Z`)
  const ahead = WALL.formatToParts(midnight).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT+1'
  const [, sign, hours, minutes = '0'] = /([+-])(\d{2}):?(\d{2})?/.exec(ahead) ?? [undefined, '+', '1']
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000)
  return new Date(midnight.getTime() - offset)
}

// Clocks change at one in the morning in Greenwich: at midnight there, Paris still has the offset its day began with.
const WALL = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' })

/** So many days later, or earlier. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** The month a reader asked for, or this one: an address is never trusted to hold a month. */
export function monthAsked(asked: string | undefined, now: Date): Month {
  return asked !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : dayOf(now).slice(0, 7)
}

export function addMonths(month: Month, count: number): Month {
  const [year = 0, rank = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, rank - 1 + count, 1)).toISOString().slice(0, 7)
}

/** The weeks of a month, Monday first; `undefined` for the days of its neighbours. */
export function weeksOf(month: Month): readonly (readonly (Day | undefined)[])[] {
  const first = `${month}-01`
  const blanks = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const length = Math.round((Date.parse(`${addMonths(month, 1)}-01`) - Date.parse(first)) / DAY_MS)
  const cells = Array.from({ length: Math.ceil((blanks + length) / 7) * 7 }, (_, index) => {
    const rank = index - blanks
    return rank >= 0 && rank < length ? addDays(first, rank) : undefined
  })
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** « mardi 24 novembre ». */
export function namedDay(day: Day): string {
  return NAMED_DAY.format(new Date(`${day}T12:00:00Z`))
}

/** « novembre 2026 ». */
export function namedMonth(month: Month): string {
  return NAMED_MONTH.format(new Date(`${month}-15T12:00:00Z`))
}

const NAMED_DAY = new Intl.DateTimeFormat('fr-FR', { timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long' })
const NAMED_MONTH = new Intl.DateTimeFormat('fr-FR', { timeZone: ZONE, month: 'long', year: 'numeric' })

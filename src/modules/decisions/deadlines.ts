import type { Day } from './model.ts'
import { daysOf, SETTINGS, type SettingName, type Settings } from './settings.ts'

/** Something that must be done before a meeting, or after it. */
export type Deadline = {
  readonly name: SettingName
  readonly label: string
  readonly on: Day
  readonly days: number
  readonly source: string
  readonly isVerified: boolean
}

const BEFORE = [
  'writer-days',
  'mission-days',
  'direction-days',
  'finance-days',
  'legal-days',
  'signature-days',
  'convocation-days',
] as const satisfies readonly SettingName[]

/**
 * Deadlines counted back from a meeting, in the order of the calendar. One that falls on a Saturday or a Sunday is the
 * Friday before: « at least » twelve days stay at least twelve.
 */
export function deadlinesOf(meetsOn: Day, settings: Settings): readonly Deadline[] {
  return BEFORE.map((name) => deadline(name, workingDayBefore(addDays(meetsOn, -daysOf(settings, name))), settings))
}

/** Day the reports of a meeting are sent to its members: later, their words do not change. */
export function convocationOf(meetsOn: Day, settings: Settings): Day {
  return workingDayBefore(addDays(meetsOn, -daysOf(settings, 'convocation-days')))
}

/** When a step that follows an act must be done. */
export function deadlineAfter(
  actOn: Day,
  name: 'transmission-days' | 'publication-days',
  settings: Settings,
): Deadline {
  return deadline(name, addDays(actOn, daysOf(settings, name)), settings)
}

function deadline(name: SettingName, on: Day, settings: Settings): Deadline {
  const { source, isVerified } = settings.get(name)!
  return { name, label: SETTINGS[name].label, on, days: daysOf(settings, name), source, isVerified }
}

// Days are counted on the calendar, at noon of a zone without daylight saving: no night is longer than another.
export function addDays(day: Day, count: number): Day {
  const noon = new Date(`${day}T12:00:00Z`)
  noon.setUTCDate(noon.getUTCDate() + count)
  return noon.toISOString().slice(0, 10)
}

function workingDayBefore(day: Day): Day {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day
}

import type { Voters } from '#kernel/ballot'
import { addMonthsToDay, type Day } from '#kernel/calendar'

/**
 * Whether somebody is old enough to vote, on the day the poll reckons ages: who turns eleven that very day is eleven.
 *
 * @param birthDate  `YYYY-MM-DD`
 * @see              who is born on 29 February is of age on 1 March of a common year (an age is full when the day before
 *                   the birthday is over: code civil, article 2228 and following)
 */
export function isOldEnough(birthDate: Day, { minimumAge, ageOn }: Voters): boolean {
  return minimumAge === null || birthdayOf(birthDate, minimumAge) <= ageOn
}

/** The day somebody turns that age. */
export function birthdayOf(birthDate: Day, age: number): Day {
  const day = addMonthsToDay(birthDate, age * 12)
  // A month that has no 29th gives its last day: the birthday is the day after.
  return birthDate.endsWith('-02-29') && day.endsWith('-02-28') ? `${day.slice(0, 4)}-03-01` : day
}

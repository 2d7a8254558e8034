import { type Day, isDay } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import type { Person } from './pass.ts'
import { isName } from './uniqueness.ts'

/** Why what FranceConnect says of somebody is not enough for the roll, gravest first. */
export type CivilStatusRefusal =
  | 'civil-status-missing'
  /** Some people born abroad have no day, or no month: only a person can look at their papers. */
  | 'birth-date-partial'

/**
 * Who somebody is, as FranceConnect says it: their name of birth, the first of their given names, the whole birth date.
 *
 * @param claims  of its signed answer
 * @see           FranceConnect, « identité pivot »: `family_name` is the name of birth, `given_name` all given names with
 *                spaces between them, `birthdate` is `YYYY-MM-DD`, `YYYY-00-00` or `YYYY-MM-00` where a part is not known
 */
export function readCivilStatus(claims: Readonly<Record<string, unknown>>): Result<Person, CivilStatusRefusal> {
  const birthName = textOf(claims.family_name)
  // A compound first name has a hyphen there: « Jean-Pierre » is one, « Jean Pierre » are two.
  const firstName = textOf(claims.given_name).split(' ')[0] ?? ''
  const birthDate = textOf(claims.birthdate)
  if (!isName(birthName) || !isName(firstName) || !/^\d{4}/.test(birthDate)) return refuse('civil-status-missing')
  return isWholeDay(birthDate) ? done({ birthName, firstName, birthDate }) : refuse('birth-date-partial')
}

function isWholeDay(date: string): date is Day {
  return /^\d{4}-(?!00)\d\d-(?!00)\d\d$/.test(date) && isDay(date)
}

function textOf(claim: unknown): string {
  return typeof claim === 'string'
    ? claim
        .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
        .replaceAll(/\s+/gu, ' ')
        .trim()
    : ''
}

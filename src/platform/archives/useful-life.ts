import type { RecordKind, UsefulLife } from './kinds.ts'

/**
 * The moment before which a useful life must have begun to be over now. Days are those of the calendar: what began on a
 * 29 February is over on a 1 March.
 *
 * @returns  undefined when the life has no count of days
 */
export function begunBefore({ duration }: UsefulLife, now: Date): Date | undefined {
  if (duration === null) return undefined
  const moment = new Date(now)
  if (duration.unit === 'days') moment.setUTCDate(moment.getUTCDate() - duration.count)
  else backByMonths(moment, duration.unit === 'years' ? 12 * duration.count : duration.count)
  return moment
}

// A day that month does not have is its last one: « 31 May minus three months » is 28 February.
function backByMonths(moment: Date, months: number): void {
  const day = moment.getUTCDate()
  moment.setUTCDate(1)
  moment.setUTCMonth(moment.getUTCMonth() - months)
  const last = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)).getUTCDate()
  moment.setUTCDate(Math.min(day, last))
}

/** As « 5 ans après la fin de l’événement », « tant que le compte existe ». */
export function usefulLifeInWords({ duration, from }: UsefulLife): string {
  if (duration === null) return from
  const { count, unit } = duration
  const word = { years: count > 1 ? 'ans' : 'an', months: 'mois', days: count > 1 ? 'jours' : 'jour' }[unit]
  return `${count}\u00a0${word} après ${from}`
}

/** A kind with the duration the territory set, in years, instead of that of the house. */
export function withYears(kind: RecordKind, years: number): RecordKind {
  return { ...kind, usefulLife: { ...kind.usefulLife, duration: { count: years, unit: 'years' } } }
}

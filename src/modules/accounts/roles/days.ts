/** A day of the calendar, `YYYY-MM-DD`: days compare as their texts do. */
export type Day = string

const PARIS = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The day it is in the territory at that moment. */
export function dayOf(moment: Date): Day {
  return PARIS.format(moment)
}

/** A day as a form sends it, if it exists in the calendar. */
export function readDay(text: string): Day | undefined {
  const trimmed = text.trim()
  const french = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(trimmed)
  const day = french ? `${french[3]}-${french[2]!.padStart(2, '0')}-${french[1]!.padStart(2, '0')}` : trimmed
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const moment = new Date(`${day}T12:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : undefined
}

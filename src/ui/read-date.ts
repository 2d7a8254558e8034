import { done, type Result, refuse } from '#kernel/result'

/** Why three boxes make no day. The gravest comes first. */
export type DateFault =
  | 'missing'
  | 'day-missing'
  | 'month-missing'
  | 'year-missing'
  | 'unreadable'
  | 'year-too-short'
  | 'no-such-day'
  | 'too-early'
  | 'too-late'

/** The three boxes of a date, as they were written. */
export type DateBoxes = { readonly day: string; readonly month: string; readonly year: string }

/**
 * Reads a day written in three boxes. The month may be a word: « mars », « févr. », « aout ».
 *
 * @param limits  first and last day accepted, `YYYY-MM-DD`, both included
 * @returns       `YYYY-MM-DD`
 */
export function readDate(
  boxes: DateBoxes,
  limits: { readonly earliest?: string; readonly latest?: string } = {},
): Result<string, DateFault> {
  const [day, month, year] = [boxes.day.trim(), boxes.month.trim(), boxes.year.trim()]
  const fault = faultOf(day, month, year)
  if (fault !== undefined) return refuse(fault)

  const date = [year, String(monthOf(month)).padStart(2, '0'), day.padStart(2, '0')].join('-')
  if (!exists(date)) return refuse('no-such-day')
  if (limits.earliest !== undefined && date < limits.earliest) return refuse('too-early')
  if (limits.latest !== undefined && date > limits.latest) return refuse('too-late')
  return done(date)
}

/** What is wrong with a date, and what to write. A page that knows its limits says « too-early » in its own words. */
export const DATE_SENTENCES: Readonly<Record<DateFault, string>> = {
  missing: 'Écrivez la date : le jour, le mois et l’année.',
  'day-missing': 'Il manque le jour. Écrivez-le en chiffres, par exemple 7.',
  'month-missing': 'Il manque le mois. Écrivez-le en chiffres, par exemple 3 pour mars.',
  'year-missing': 'Il manque l’année. Écrivez-la en quatre chiffres, par exemple 2012.',
  unreadable: 'Nous ne savons pas lire cette date. Écrivez-la en chiffres, par exemple 7, 3 et 2012.',
  'year-too-short': 'Écrivez l’année en quatre chiffres, par exemple 2012.',
  'no-such-day': 'Ce jour n’existe pas dans le calendrier. Vérifiez le jour et le mois.',
  'too-early': 'Cette date est trop ancienne. Vérifiez l’année.',
  'too-late': 'Cette date est trop tardive. Vérifiez l’année.',
}

function faultOf(day: string, month: string, year: string): DateFault | undefined {
  if (day === '' && month === '' && year === '') return 'missing'
  if (day === '') return 'day-missing'
  if (month === '') return 'month-missing'
  if (year === '') return 'year-missing'
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,4}$/.test(year) || monthOf(month) === undefined) return 'unreadable'
  return year.length < 4 ? 'year-too-short' : undefined
}

const MONTHS = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' ')

// Three letters tell a month from the others, but for « jui »: juin, juillet.
function monthOf(written: string): number | undefined {
  if (/^\d{1,2}$/.test(written)) return Number(written)
  const word = written
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase()
  const found = MONTHS.filter((month) => word.length >= 3 && month.startsWith(word))
  return found.length === 1 ? MONTHS.indexOf(found[0] as string) + 1 : undefined
}

function exists(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (lengths[month - 1] ?? 0)
}

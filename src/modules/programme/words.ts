import { type Day, writtenDay } from '#kernel/calendar'
import { frenchNumber } from '#kernel/french'
import type { Cents } from '#kernel/money'
import { frenchCents } from '#kernel/money'
import type { Indicator, Mark, Origin } from './model.ts'

/** « 12,5 », from thousandths. */
export function writtenThousandths(thousandths: number): string {
  const whole = Math.trunc(Math.abs(thousandths) / 1000)
  const rest = String(Math.abs(thousandths) % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${thousandths < 0 ? '\u2212' : ''}${frenchNumber(whole)}${rest === '' ? '' : `,${rest}`}`
}

/** « 12 structures ». */
export function writtenMeasure(thousandths: number, { unit }: Pick<Indicator, 'unit'>): string {
  return `${writtenThousandths(thousandths)}\u00a0${unit}`
}

/** « 40 structures en 2027 », « pas encore fixée ». */
export function writtenMark(mark: Mark | null, indicator: Pick<Indicator, 'unit'>): string {
  return mark === null ? 'pas encore fixée' : `${writtenMeasure(mark.thousandths, indicator)} en ${mark.year}`
}

export function writtenCents(amount: Cents): string {
  return frenchCents(amount)
}

/** « 31 mars 2026 »: a date that is cited has no weekday. */
export function writtenDate(day: Day): string {
  return writtenDay(day).replace(/^\S+ /, '')
}

/** Nobody must take what is invented for true. */
export function writtenOrigin({ label, isFictitious }: Origin): string {
  return isFictitious ? `${label} (inventé)` : label
}

/** The seventeen goals of the United Nations, by their short French names. */
export const GOALS: readonly string[] = [
  'Pas de pauvreté',
  'Faim « zéro »',
  'Bonne santé et bien-être',
  'Éducation de qualité',
  'Égalité entre les sexes',
  'Eau propre et assainissement',
  'Énergie propre et d’un coût abordable',
  'Travail décent et croissance économique',
  'Industrie, innovation et infrastructure',
  'Inégalités réduites',
  'Villes et communautés durables',
  'Consommation et production responsables',
  'Lutte contre les changements climatiques',
  'Vie aquatique',
  'Vie terrestre',
  'Paix, justice et institutions efficaces',
  'Partenariats pour la réalisation des objectifs',
]

/** « ODD 8 : Travail décent et croissance économique ». */
export function writtenGoal(goal: number): string {
  return `ODD ${goal}\u00a0: ${GOALS[goal - 1]}`
}

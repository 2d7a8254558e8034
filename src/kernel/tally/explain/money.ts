import { french, frenchNumber } from '#kernel/french'
import type { Election, Fraction } from '../model.ts'

/** What amounts and names of projects are written with. */
export type Terms = Pick<Election, 'decimals' | 'currency' | 'projects'>

/** An amount of the election, to the nearest hundredth of the currency unit: « 93 900 PLN », « 37,53 € ». */
export function moneyText({ numerator, denominator }: Fraction, { decimals, currency }: Terms): string {
  const unit = denominator * 10n ** BigInt(decimals)
  const hundredths = (200n * numerator + unit) / (2n * unit)
  const cents = hundredths % 100n
  const whole = frenchNumber(hundredths / 100n)
  const number = cents === 0n ? whole : `${whole},${String(cents).padStart(2, '0')}`
  return `${number}\u00a0${currency === 'EUR' ? '€' : (currency ?? 'unités')}`
}

/** The name of a project between guillemets, as the file writes it. */
export function titleOf(project: number, { projects }: Terms): string {
  const { id, name } = projects[project]!
  return french`« ${name || id} »`
}

/** « 1 personne », « 412 personnes ». */
export function people(count: number | bigint): string {
  return french`${count} ${Number(count) > 1 ? 'personnes' : 'personne'}`
}

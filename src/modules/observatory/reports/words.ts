import { frenchNumber } from '#kernel/french'
import type { Amount, Table } from '../model.ts'

/**
 * An amount as it is read: « 9,2 », « entre 3 210 et 7 840 », « au moins 120 », « s », « nd ». The unit is said beside.
 *
 * @param unit  of the number, in French: shares have one decimal, densities two, counts none; what is cited has those of
 *              its source
 */
export function writtenAmount(amount: Amount, unit: string): string {
  switch (amount.kind) {
    case 'value':
      return writtenNumber(amount.value, unit, amount.decimals)
    case 'interval': {
      const { least, most } = amount
      if (most === null) return `au moins ${writtenNumber(least, unit)}`
      if (most === least) return writtenNumber(least, unit)
      return `entre ${writtenNumber(least, unit)} et ${writtenNumber(most, unit)}`
    }
    case 'secret':
      return 's'
    case 'not-given':
      return 'nd'
  }
}

/** « 12,0 » for a share, « 2,45 » for a density, « 1 204 » for a count. */
export function writtenNumber(value: number, unit: string, decimals: number = decimalsOf(unit)): string {
  const scaled = Math.round(value * 10 ** decimals)
  if (decimals === 0) return frenchNumber(scaled)
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0')
  const whole = frenchNumber(BigInt(digits.slice(0, -decimals)))
  return `${scaled < 0 ? '\u2212' : ''}${whole},${digits.slice(-decimals)}`
}

/** A name with its unit, unless it says it already: « Part de l’ESS (%) », « Établissements pour 1 000 habitants ». */
export function labelWithUnit(label: string, unit: string | undefined): string {
  const plain = (text: string) => text.replaceAll(/\s/g, ' ').toLowerCase()
  return unit === undefined || unit === '' || plain(label).includes(plain(unit)) ? label : `${label} (${unit})`
}

/** With its unit, as it stands in a sentence: « 9,2 % », « entre 3 210 et 7 840 salariés », « secret ». */
export function amountWithUnit(amount: Amount, unit: string): string {
  if (amount.kind === 'secret') return 'secret'
  if (amount.kind === 'not-given') return 'non disponible'
  return `${writtenAmount(amount, unit)}${unit.startsWith('%') ? '\u202f' : ' '}${unit}`
}

/** A number to draw with: the middle of nothing is drawn, so an interval, a secret and a missing one have none. */
export function drawable(amount: Amount | undefined): number | undefined {
  return amount?.kind === 'value' ? amount.value : undefined
}

/** Every amount a table shows. */
export function amountsOf({ cells }: Pick<Table, 'cells'>): readonly Amount[] {
  return cells.flat()
}

/** What a mark in a cell means: said under each table that has one. */
export const MARKS = {
  secret:
    's : secret statistique. Le chiffre existe, mais il ferait connaître une entreprise : il repose sur moins de trois, ou une seule fait plus de 85 % du total. Ce n’est jamais zéro.',
  'not-given': 'nd : non disponible. La source ne donne pas ce chiffre. Ce n’est jamais zéro.',
  interval:
    'Un intervalle, « entre … et … » : la source ne donne que des tranches de taille. Le vrai nombre est entre les deux.',
} as const

export type Mark = keyof typeof MARKS

/** The marks that need to be explained, in the order they are told. */
export function marksIn(amounts: readonly Amount[]): readonly Mark[] {
  const kinds = new Set(amounts.map(({ kind }) => kind))
  return (['secret', 'not-given', 'interval'] as const).filter((mark) => kinds.has(mark))
}

// A place has a few structures for 1 000 inhabitants: one decimal would make most places alike.
function decimalsOf(unit: string): number {
  if (unit.startsWith('%')) return 1
  return /1\s?000/.test(unit) ? 2 : 0
}

import { frenchNumber } from '#kernel/french'
import type { Amount, Table } from '../model.ts'

/**
 * An amount as it is read: « 9,2 », « entre 3 210 et 7 840 », « au moins 120 », « s », « nd ». The unit is said beside.
 *
 * @param unit  of the number, in French: shares and densities have one decimal, counts none
 */
export function writtenAmount(amount: Amount, unit: string): string {
  switch (amount.kind) {
    case 'value':
      return writtenNumber(amount.value, unit)
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

/** « 12,0 » for a share, « 1 204 » for a count. */
export function writtenNumber(value: number, unit: string): string {
  if (!isRatio(unit)) return frenchNumber(Math.round(value))
  const tenths = Math.round(value * 10)
  return `${frenchNumber(Math.trunc(tenths / 10))},${Math.abs(tenths % 10)}`
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

function isRatio(unit: string): boolean {
  return unit.startsWith('%') || /1[\s\u00a0\u202f]?000/.test(unit) || unit.startsWith('point')
}

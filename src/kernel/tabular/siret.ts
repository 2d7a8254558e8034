import { isSiret } from '#kernel/perimeter'
import type { FaultKind } from './model.ts'

/**
 * What is wrong with a SIRET, as it came out of a file. Nothing is repaired: a digit that a spreadsheet has taken away is in
 * no file any more.
 *
 * @see  the key of Luhn, with the exception of La Poste
 */
export function siretFault(value: string): FaultKind | undefined {
  // No establishment has the number 00000: the five last digits were rounded, or a SIREN was filled with zeros.
  if (/^\d{9}0{5}$/.test(value)) return 'siret-rounded'
  if (isSiret(value)) return undefined
  if (/^[+-]?\d+([.,]\d+)?\s*E\s*\+?\d+$/i.test(value)) return 'siret-exponent'
  if (/^\d{9,14}[.,]\d*$/.test(value)) return 'siret-decimal'
  if (!/^\d+$/.test(value)) return 'siret-letters'
  // A number of 14 digits that begins with 0 comes out of a column of numbers with 13, or fewer.
  if (value.length >= 11 && value.length < 14 && isSiret(value.padStart(14, '0'))) return 'siret-zero-lost'
  return value.length === 14 ? 'siret-key' : 'siret-length'
}

import { done, type Result, refuse } from '#kernel/result'
import { isLaPoste, luhnSum } from './key.ts'

/** An organisation, by the number people know. */
export type OrganisationNumber =
  | { readonly kind: 'siren'; readonly value: string }
  | { readonly kind: 'siret'; readonly value: string; readonly siren: string }
  | { readonly kind: 'rna'; readonly value: string }

export type NumberRefusal =
  | 'broken-by-spreadsheet'
  | 'rna-wrong-form'
  | 'letters'
  | 'wrong-length'
  | 'only-zeros'
  | 'wrong-key'

/**
 * Reads a SIREN (9 digits), a SIRET (14) or an RNA number (W and 9), written with or without spaces and dots. Nothing is
 * guessed: a number with a digit missing is refused.
 *
 * @see https://www.sirene.fr: the key of Luhn; the SIRETs of La Poste follow another rule
 */
export function readOrganisationNumber(text: string): Result<OrganisationNumber, NumberRefusal> {
  const written = text.trim().toUpperCase()
  // A spreadsheet that took a SIRET for a quantity: the last digits are lost for good.
  if (/^\d[.,]\d+E\+?\d+$/.test(written)) return refuse('broken-by-spreadsheet')
  const value = written.replace(/[\s.\-_\u00a0\u202f]/g, '')
  if (value.startsWith('W')) return isRna(value) ? done({ kind: 'rna', value }) : refuse('rna-wrong-form')
  if (/\D/.test(value)) return refuse('letters')
  if (value.length !== 9 && value.length !== 14) return refuse('wrong-length')
  if (/^0{9}/.test(value)) return refuse('only-zeros')
  if (!(value.length === 9 ? isSiren(value) : isSiret(value))) return refuse('wrong-key')
  return done(value.length === 9 ? { kind: 'siren', value } : { kind: 'siret', value, siren: value.slice(0, 9) })
}

/** Nine digits that bear their key. */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && luhnSum(text) % 10 === 0
}

/** Fourteen digits that bear their key, by Luhn or, for La Poste, by the plain sum of the digits. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false
  return luhnSum(text) % 10 === 0 || (isLaPoste(text) && plainSum(text) % 5 === 0)
}

/** « W623001234 »; overseas a letter follows the 9: « W9T1000123 ». */
export function isRna(text: string): boolean {
  return /^W(\d{9}|9[A-Z]\d{7})$/.test(text)
}

function plainSum(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0)
}

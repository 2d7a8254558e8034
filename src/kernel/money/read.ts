import { french } from '#kernel/french'
import { done, type Result, refuse } from '#kernel/result'
import { type Cents, cents } from './cents.ts'

/** Why a number written by a person cannot be read: it has no single plain reading, so nothing is guessed. */
export type NumberFault =
  | 'missing'
  | 'negative'
  | 'scientific'
  | 'two-decimal-marks'
  | 'ambiguous-thousands'
  | 'misplaced-spaces'
  | 'too-long'
  | 'not-whole'
  | 'unreadable'
export type MoneyFault = NumberFault | 'below-one-cent'

/** Beyond, it is a mistake of typing: no French budget has 16 digits. */
const LONGEST = 15

/**
 * Reads an amount in euros, exactly: « 1250 », « 1250,5 », « 1250.50 », « 1 250,50 € ». Spaces are read only where
 * they part groups of three digits. « 1.250 » and « 1,250 » may mean two things and are refused.
 */
export function readCents(text: string): Result<Cents, MoneyFault> {
  const number = readDecimal(text.replace(/\s*(€|EUR)$/i, ''))
  if (!number.ok) return number
  const { whole, decimals } = number.value
  if (!/^\d{0,2}0*$/.test(decimals)) return refuse('below-one-cent')
  return done(cents(BigInt(whole) * 100n + BigInt(decimals.slice(0, 2).padEnd(2, '0'))))
}

/** Reads a whole number, as a number of votes: « 1234 », « 1 234 ». */
export function readCount(text: string): Result<bigint, NumberFault> {
  const number = readDecimal(text)
  if (!number.ok) return number
  const { whole, decimals } = number.value
  return /^0*$/.test(decimals) ? done(BigInt(whole)) : refuse('not-whole')
}

/** Says what is wrong and what to write, after the name of the column. */
export function sentenceOfNumberFault(fault: MoneyFault): string {
  return SENTENCES[fault]
}

const SENTENCES: Readonly<Record<MoneyFault, string>> = {
  missing: french`il manque. Écrivez un nombre, 0 s'il n'y en a pas.`,
  negative: french`un nombre négatif n'est pas possible. Écrivez un nombre positif.`,
  scientific: french`le tableur l'a abrégé. Affichez la cellule comme un nombre entier, puis enregistrez à nouveau.`,
  'two-decimal-marks': french`il y a plusieurs points ou virgules. Écrivez par exemple 1250,50.`,
  'ambiguous-thousands': french`cela peut se lire de deux façons. Écrivez les milliers sans point ni virgule, par exemple 1250 ou 1250,50.`,
  'misplaced-spaces': french`les espaces ne séparent pas des groupes de trois chiffres. Écrivez les chiffres à la suite.`,
  'too-long': french`ce nombre est trop long. Vérifiez-le.`,
  'not-whole': french`il faut un nombre entier. Écrivez-le sans virgule.`,
  unreadable: french`ce n'est pas un nombre attendu ici. Écrivez des chiffres, par exemple 1250.`,
  'below-one-cent': french`il y a plus de deux chiffres après la virgule. Arrondissez au centime.`,
}

type Decimal = { readonly whole: string; readonly decimals: string }

function readDecimal(written: string): Result<Decimal, NumberFault> {
  // Spreadsheets write three kinds of space between thousands: plain, no-break, narrow no-break.
  const text = written.trim().replace(/[\u00a0\u202f\u2009]/g, ' ')
  const fault = faultOf(text)
  if (fault !== undefined) return refuse(fault)
  const [whole = '', decimals = ''] = text.replaceAll(' ', '').split(/[.,]/)
  return done({ whole, decimals })
}

function faultOf(text: string): NumberFault | undefined {
  if (text === '') return 'missing'
  if (/^[-−]\s*\d/.test(text)) return 'negative'
  if (/^\d+([.,]\d+)?E\+?\d+$/i.test(text)) return 'scientific'
  if (!/^[\d .,]+$/.test(text) || !/^\d/.test(text) || !/\d$/.test(text)) return 'unreadable'
  if ((text.match(/[.,]/g) ?? []).length > 1) return 'two-decimal-marks'
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return 'ambiguous-thousands'
  if (!/^(\d+|\d{1,3}( \d{3})+)([.,]\d+)?$/.test(text)) return 'misplaced-spaces'
  return text.replace(/\D/g, '').length > LONGEST ? 'too-long' : undefined
}

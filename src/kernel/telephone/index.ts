import { done, type Result, refuse } from '#kernel/result'

/** A number in its international writing: « +33612345678 » (ITU-T E.164). */
export type E164 = `+${number}`

export type MobileRefusal =
  | 'number-unreadable'
  /** A French number, but no text message reaches it. */
  | 'number-not-mobile'
  | 'number-abroad'

/**
 * Reads a mobile number as people write it: « 06 12 34 56 78 », « +33 6 12 34 56 78 », « 0692 12 34 56 ».
 *
 * A number of a département d’outre-mer is written the same at home and has a code of its own abroad: 0690 is Guadeloupe,
 * +590. The collectivités of the Pacific and Saint-Pierre-et-Miquelon have numbers of their own: they are abroad here.
 *
 * @param acceptsAbroad  whether any other country's number is taken as it is
 * @see                  Arcep, plan national de numérotation (décision 2018-0881): 06 and 07 are mobile
 */
export function readMobile(typed: string, acceptsAbroad = false): Result<E164, MobileRefusal> {
  const plain = typed.replaceAll(/[\s.\-‐-―()/]/gu, '').replace(/^00/, '+')
  if (!/^\+?\d+$/.test(plain)) return refuse('number-unreadable')
  const national = nationalOf(plain)
  if (national === undefined) return plain.startsWith('+') ? abroad(plain, acceptsAbroad) : refuse('number-unreadable')
  if (!/^[67]/.test(national)) return refuse('number-not-mobile')
  return done(`+${overseasCode(national) ?? '33'}${national}` as E164)
}

/** Mobile ranges of the départements d’outre-mer, by their first three figures. */
const OVERSEAS: Readonly<Record<string, string>> = {
  639: '262',
  690: '590',
  691: '590',
  692: '262',
  693: '262',
  694: '594',
  696: '596',
  697: '596',
}

function overseasCode(national: string): string | undefined {
  return OVERSEAS[national.slice(0, 3)]
}

/** The nine figures after the 0 of a French number; undefined: it is not one. */
function nationalOf(plain: string): string | undefined {
  // Many write the 0 also after the code of the country.
  const read = /^(?:\+33|\+(26[2]|59[046]))?0?([1-9]\d{8})$/.exec(plain)
  if (!read) return undefined
  const [, code, national = ''] = read
  const isBare = !plain.startsWith('+')
  if (isBare && !plain.startsWith('0')) return undefined
  return code === undefined || overseasCode(national) === code || /^[1-5]/.test(national) ? national : undefined
}

function abroad(plain: string, isAccepted: boolean): Result<E164, MobileRefusal> {
  // A French code before figures that make no French number: a mistake, not a journey.
  if (/^\+(33|262|59[046])/.test(plain) || !/^\+[1-9]\d{6,14}$/.test(plain)) return refuse('number-unreadable')
  return isAccepted ? done(plain as E164) : refuse('number-abroad')
}

import { fraction } from '#kernel/fraction'
import type { Fraction } from '../model.ts'

/** « p/q » in lowest terms, « p » when q is 1. */
export function textOf({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

/** The exact number that `textOf` writes; nothing when the text is written in any other way. */
export function fractionFrom(text: string): Fraction | undefined {
  const [numerator, denominator = '1'] = /^\d+(\/[1-9]\d*)?$/.test(text) ? text.split('/') : []
  if (numerator === undefined) return undefined
  const value = fraction(BigInt(numerator), BigInt(denominator))
  return textOf(value) === text ? value : undefined
}

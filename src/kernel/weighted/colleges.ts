import { add, compare, type Fraction, fraction, ZERO } from '#kernel/fraction'
import { done, type Result, refuse } from '#kernel/result'
import type { College } from './model.ts'

/** Why colleges cannot be those of an assembly, gravest first. */
export type CollegesRefusal = 'none' | 'weight-not-positive' | 'total-not-one' | 'too-few' | 'weight-outside-the-law'

const ONE = fraction(1n)

/**
 * @param isCooperative  of a SCIC: three colleges at least, each of 10 to 50 % of the votes
 * @see  loi 47-1775 du 10 septembre 1947, art. 19 octies
 */
export function decideColleges(
  colleges: readonly College[],
  isCooperative: boolean,
): Result<readonly College[], CollegesRefusal> {
  if (colleges.length === 0) return refuse('none')
  if (colleges.some(({ weight }) => weight.numerator <= 0n)) return refuse('weight-not-positive')
  if (compare(colleges.map(({ weight }) => weight).reduce(add, ZERO), ONE) !== 0) return refuse('total-not-one')
  if (!isCooperative) return done(colleges)
  if (colleges.length < 3) return refuse('too-few')
  const isLawful = colleges.every(
    ({ weight }) => compare(weight, fraction(1n, 10n)) >= 0 && compare(weight, fraction(1n, 2n)) <= 0,
  )
  return isLawful ? done(colleges) : refuse('weight-outside-the-law')
}

/** Reads « 3/10 », « 30 % », « 12,5 % » or « 0,3 » exactly; undefined: none of these. */
export function readWeight(text: string): Fraction | undefined {
  const bare = text.replaceAll(/\s/g, '')
  const [, over, under] = /^(\d{1,6})\/(\d{1,6})$/.exec(bare) ?? []
  if (over !== undefined && under !== undefined) {
    return BigInt(under) === 0n ? undefined : fraction(BigInt(over), BigInt(under))
  }
  const [, whole, decimals = '', percent] = /^(\d{1,6})(?:[.,](\d{1,6}))?(%?)$/.exec(bare) ?? []
  if (whole === undefined) return undefined
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * (percent ? 100n : 1n))
}

/** « 3/10 », « 1 »: in lowest terms. */
export function writtenFraction({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

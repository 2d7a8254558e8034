import type { Choices } from './choices.ts'
import { type Meta, wholeNumber } from './meta.ts'
import { note, type Reading } from './rows.ts'

/** What the META section allows a ballot; a limit that is absent is undefined. */
export type Limits = {
  readonly length: Range
  /** On the points given to one project, and on their sum in one ballot. */
  readonly points: Range
  readonly sum: Range
}

type Range = { readonly least: number | undefined; readonly most: number | undefined; readonly name: string }

export function readLimits(reading: Reading, meta: Meta): Limits {
  const range = (name: string): Range => ({
    least: wholeNumber(reading, meta, `min_${name}`),
    most: wholeNumber(reading, meta, `max_${name}`),
    name,
  })
  return { length: range('length'), points: range('points'), sum: range('sum_points') }
}

/**
 * Notes a ballot outside its limits: it is counted all the same, for only the organiser knows why it was accepted.
 * A blank ballot is noted as such and nothing more.
 */
export function noteLimits(reading: Reading, limits: Limits, { chosen, given, pointDecimals }: Choices): void {
  if (chosen.length === 0) return
  check(reading, limits.length, chosen.length)
  if (given.length === 0) return
  const scale = 10 ** pointDecimals
  let sum = 0
  for (const points of given) {
    check(reading, limits.points, points / scale)
    sum += points
  }
  check(reading, limits.sum, sum / scale)
}

function check(reading: Reading, { least, most, name }: Range, value: number): void {
  if (least !== undefined && value < least) note(reading, 'ballot-outside-limits', `min_${name} ${least} > ${value}`)
  if (most !== undefined && value > most) note(reading, 'ballot-outside-limits', `max_${name} ${most} < ${value}`)
}

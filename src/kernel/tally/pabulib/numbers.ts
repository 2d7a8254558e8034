import { done, type Result, refuse } from '#kernel/result'
import { type FaultKind, fault, type ReadingFault } from './faults.ts'

/** `digits` × 10^-decimals, exactly, with the fewest decimals: 360.50 is 3605 and 1. */
export type Decimal = { readonly digits: bigint; readonly decimals: number }

const LONGEST_WHOLE = 15
const LONGEST_DECIMALS = 9

/**
 * Reads an amount > 0 as the format writes it: digits, and a point before the decimals.
 *
 * @param text     the cell, as written
 * @param subject  what the number is, for the sentence: `budget`, `cost`, `points`
 */
export function readAmount(text: string, subject: string, line: number): Result<Decimal, ReadingFault> {
  const number = readDecimal(text)
  if (typeof number === 'string') return refuse(fault(number, line, subject, text.trim()))
  return number.digits === 0n ? refuse(fault('number-zero', line, subject, text.trim())) : done(number)
}

/** Reads a number ≥ 0, or tells what is wrong with its writing. */
export function readDecimal(text: string): Decimal | FaultKind {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return whatIsWrong(text.trim())
  const kept = decimals.replace(/0+$/, '')
  if (whole.replace(/^0+/, '').length > LONGEST_WHOLE || kept.length > LONGEST_DECIMALS) return 'number-too-long'
  return { digits: BigInt(whole + kept), decimals: kept.length }
}

export function scaled({ digits, decimals }: Decimal, toDecimals: number): bigint {
  return digits * 10n ** BigInt(toDecimals - decimals)
}

function whatIsWrong(text: string): FaultKind {
  if (text === '') return 'number-missing'
  if (/^[-−]\s*[\d.,]+$/.test(text)) return 'number-negative'
  if (/^\d+,\d*$/.test(text)) return 'number-has-comma'
  if (/^\d[\d.,'’\s]*\d$/.test(text)) return 'number-has-separators'
  return 'number-unreadable'
}

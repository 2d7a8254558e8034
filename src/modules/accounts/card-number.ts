import type { Random } from './codes.ts'

/**
 * The number of a card: eight digits drawn, then two check digits. Two digits exchanged or one misread is told at once,
 * before anything is tried.
 *
 * @see ISO/IEC 7064, MOD 97-10
 */
export function drawCardNumber(random: Random): string {
  const drawn = new DataView(random(8).buffer).getBigUint64(0) % 100_000_000n
  const body = drawn.toString().padStart(8, '0')
  return body + checkDigitsOf(body)
}

/** What was typed, without spaces; undefined when it cannot be the number of a card. */
export function readCardNumber(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s.\-–]/gu, '')
  return /^\d{10}$/.test(digits) && checkDigitsOf(digits.slice(0, 8)) === digits.slice(8) ? digits : undefined
}

/** « 4821 0573 96 ». */
export function spellCardNumber(number: string): string {
  return [number.slice(0, 4), number.slice(4, 8), number.slice(8)].join(' ')
}

function checkDigitsOf(body: string): string {
  return String(98 - ((Number(body) * 100) % 97)).padStart(2, '0')
}

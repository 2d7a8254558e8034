import { createHmac } from 'node:crypto'

/** Digits and capitals that cannot be taken for one another, on paper or aloud: 32 of them, five bits each. */
const CLEAR = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const SIGNS = 12

/**
 * A printed code: twelve clear signs, 60 bits.
 *
 * @param key   of the installation
 * @param seed  of the batch: forgotten once its sheets are printed, and nobody makes the code again
 */
export function printedCode(key: Uint8Array, seed: Uint8Array, rank: number): string {
  const bytes = createHmac('sha256', key).update(seed).update(`code ${rank}`).digest()
  // 32 divides 256: each sign is as likely as the others.
  return Array.from(bytes.subarray(0, SIGNS), (byte) => CLEAR[byte % CLEAR.length]).join('')
}

/** The word a leader types to follow a batch: six figures, in pairs when it is read. */
export function leaderWord(key: Uint8Array, seed: Uint8Array): string {
  const bytes = createHmac('sha256', key).update(seed).update('leader').digest()
  return String(bytes.readUInt32BE(0) % 100_000_000).padStart(8, '0')
}

/** « 7KX4 9TQM 2BRA »: as it is printed, read aloud and typed. */
export function groupedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? ''
}

/** What was typed or read by a camera, without what people add, and with the signs that look alike taken for what they are. */
export function plainPrintedCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\s.\-‐-―_]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[01I]/g, (sign) => LOOKS_LIKE[sign] ?? sign)
}

// Never printed: who types one saw another.
const LOOKS_LIKE: Readonly<Record<string, string>> = { 0: 'Q', 1: 'L', I: 'L' }

export function isPrintedCode(code: string): boolean {
  return code.length === SIGNS && [...code].every((sign) => CLEAR.includes(sign))
}

/** What is kept of a code. */
export function hashOfPrintedCode(key: Uint8Array, pollId: string, code: string): Uint8Array {
  return createHmac('sha256', key).update(`printed ${pollId} ${code}`).digest()
}

/**
 * Covers the key of who uses a code by the code itself, or uncovers it: without the code nobody tells whose it was, and
 * with it the same person is let in again to change their vote.
 */
export function coveredBy(key: Uint8Array, code: string, roll: Uint8Array): Uint8Array {
  const cover = createHmac('sha256', key).update(`holder ${code}`).digest()
  return new Uint8Array(roll.map((byte, at) => byte ^ cover[at]!))
}

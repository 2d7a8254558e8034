import { createHmac, timingSafeEqual } from 'node:crypto'

/** Bytes that nobody can guess: `context.random`. */
export type Random = (bytes: number) => Uint8Array

/** Digits and capitals that cannot be taken for one another, on paper or aloud: no 0 O Q, no 1 I L, no U beside V. */
const CLEAR = '23456789ABCDEFGHJKMNPRSTVWXYZ'

/** Six digits, for a mail: short enough to be told aloud. */
export function drawShortCode(random: Random): string {
  return draw(random, '0123456789', 6)
}

/** Ten clear characters (48 bits), for an address somebody is guessing at. */
export function drawLongCode(random: Random): string {
  return draw(random, CLEAR, 10)
}

/** Twelve clear characters (58 bits), for a printed card. */
export function drawCardCode(random: Random): string {
  return draw(random, CLEAR, 12)
}

/** In groups, as it is printed and read aloud: « 12 34 56 », « 7KX4 9TQM 2BRA ». */
export function inGroups(code: string): string {
  const size = code.length === 6 || code.length === 10 ? 2 : 4
  return code.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? ''
}

/** What was typed, without the spaces, hyphens and small letters that people add. */
export function plainCode(typed: string): string {
  return typed.replaceAll(/[\s.\-–_]/gu, '').toUpperCase()
}

/** What is kept of a code: without the key of the installation, the table does not tell it. */
export function hashOfCode(key: Uint8Array, owner: string, code: string): Uint8Array {
  return createHmac('sha256', key).update(`${owner} ${code}`).digest()
}

/** Whether two hashes are the same, in a time that says nothing of where they differ. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

// A byte beyond the last whole round of the alphabet is drawn again: each character is as likely as the others.
function draw(random: Random, alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length)
  let code = ''
  while (code.length < length) {
    for (const byte of random(length * 2)) {
      if (byte < limit && code.length < length) code += alphabet[byte % alphabet.length]
    }
  }
  return code
}

import { createHmac } from 'node:crypto'

// Read aloud and typed by hand: no letter that looks like a digit.
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** A code for one act, as « KQ7M-2XHD-9RTB »: 12 signs of 30, about 59 bits. */
export function oneActCode(random: (bytes: number) => Uint8Array): string {
  // 240 is the last multiple of 30 under 256: bytes above it would favour the first letters.
  let signs = ''
  while (signs.length < 12) {
    for (const byte of random(16)) if (byte < 240 && signs.length < 12) signs += ALPHABET[byte % 30]
  }
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** What the database keeps of a code: nobody who reads it can use it. Case, spaces and hyphens do not matter. */
export function hashOfOneActCode(key: Uint8Array, code: string): Uint8Array {
  return createHmac('sha256', key)
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()
}

import { assert } from '#kernel/result'

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower case, two digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += DIGITS[byte]
  return text
}

/** @throws  when the text is not lower-case hexadecimal: who reads the world checks it first */
export function bytesOfHex(text: string): Uint8Array<ArrayBuffer> {
  assert(/^([0-9a-f]{2})*$/.test(text), 'hexadecimal has two digits a byte, in lower case')
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16)
  return bytes
}

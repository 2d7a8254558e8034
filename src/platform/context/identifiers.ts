/**
 * A UUID version 7: 48 bits of milliseconds since 1970, then 74 random bits.
 *
 * Made here because PostgreSQL before 18 has no `uuidv7()`, and because time and chance arrive as arguments.
 *
 * @param random  gives that many random bytes
 * @see           RFC 9562, section 5.7
 */
export function newIdAt(now: Date, random: (bytes: number) => Uint8Array): string {
  const bytes = new Uint8Array(16)
  bytes.set(random(10), 6)
  new DataView(bytes.buffer).setUint16(0, Math.floor(now.getTime() / 2 ** 32))
  new DataView(bytes.buffer).setUint32(2, now.getTime() % 2 ** 32)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

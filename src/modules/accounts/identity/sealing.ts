import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals a text: it can be read and changed by nobody who lacks the key (AES-256-GCM).
 *
 * @param key      32 bytes, of one purpose
 * @param nonce    12 bytes drawn for this very sealing
 * @param boundTo  what it belongs to, as a person's identifier: it opens nowhere else
 */
export function seal(key: Uint8Array, nonce: Uint8Array, text: string, boundTo: string): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()])
}

/** @returns undefined when it was sealed by another key, for something else, or changed since */
export function unseal(key: Uint8Array, sealed: Uint8Array, boundTo: string): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** What is kept of a secret that has no guess: 256 random bits need no key. `purpose` keeps tables apart. */
export function hashOf(purpose: string, secret: string): Uint8Array {
  return createHash('sha256').update(`filigrane ${purpose} ${secret}`).digest()
}

/** What is kept of something that could be guessed, as an address: nothing can be tried without the key. */
export function keyedHash(key: Uint8Array, ...parts: readonly string[]): Uint8Array {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest()
}

/** The same as text for an address or a form. */
export function keyedText(key: Uint8Array, ...parts: readonly string[]): string {
  return Buffer.from(keyedHash(key, ...parts)).toString('base64url')
}

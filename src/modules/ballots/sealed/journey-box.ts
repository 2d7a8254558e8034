import { createCipheriv, createDecipheriv } from 'node:crypto'

/** What closes a box: 32 bytes, and what it is about, so that a box of one thing never opens as another. */
export type BoxKey = { readonly key: Uint8Array; readonly about: string }

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Hides bytes that the voter's browser carries for us (AES-256-GCM). Its length depends on theirs only.
 *
 * @param random  draws bytes by chance
 * @returns       base64url: fits in a cookie
 */
export function lockBox(content: Uint8Array, { key, about }: BoxKey, random: (bytes: number) => Uint8Array): string {
  const iv = random(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const hidden = [cipher.update(content), cipher.final()]
  return Buffer.concat([iv, ...hidden, cipher.getAuthTag()]).toString('base64url')
}

/** @returns undefined when it was made by another key, about something else, or changed by one bit */
export function openBox(box: string, { key, about }: BoxKey): Uint8Array | undefined {
  const bytes = Buffer.from(box, 'base64url')
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]))
  } catch {
    return undefined
  }
}

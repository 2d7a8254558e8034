import { hkdfSync } from 'node:crypto'
import { endSecretFile, secretFile } from './secret-file.ts'

/**
 * A key of 32 bytes for one purpose, always the same in one installation: « e-mail codes », « form tokens ».
 *
 * @throws  when the key of that purpose was ended
 */
export type KeyFor = {
  (purpose: string): Uint8Array
  /**
   * Ends a key for good: what it hid stays hidden from everybody. Ended twice, it is ended.
   *
   * @param purpose  one that begins with « vote-pepper: », drawn apart from the others
   */
  readonly end: (purpose: string) => void
}

/**
 * The keys of this installation, all derived from one secret: who learns one learns no other. Those of « vote-pepper:… »
 * have a file each, drawn apart, so that one can be destroyed alone.
 *
 * @param folder  of the secrets; never in the database, saved apart from it
 * @see           RFC 5869 (HKDF)
 */
export function openKeys(folder: string): KeyFor {
  const root = Buffer.from(secretFile(folder, 'root.key'), 'base64url')
  const keyFor = (purpose: string) => derived(canEnd(purpose) ? ownSecret(folder, purpose) : root, purpose)
  return Object.assign(keyFor, { end: (purpose: string) => endSecretFile(folder, fileOf(purpose)) })
}

/** The same from a secret at hand, for tests. */
export function keysFrom(secret: Uint8Array): KeyFor {
  const ended = new Set<string>()
  const keyFor = (purpose: string) => {
    if (ended.has(purpose)) throw new Error(`The key of ${purpose} was ended`)
    return derived(secret, purpose)
  }
  return Object.assign(keyFor, { end: (purpose: string) => void ended.add(purpose) })
}

function derived(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'filigrane', purpose, 32))
}

function canEnd(purpose: string): boolean {
  return /^vote-pepper:[0-9a-f-]{36}$/.test(purpose)
}

function ownSecret(folder: string, purpose: string): Buffer {
  return Buffer.from(secretFile(folder, fileOf(purpose)), 'base64url')
}

function fileOf(purpose: string): string {
  if (!canEnd(purpose)) throw new Error(`The key of ${purpose} is derived with the others: it cannot end alone`)
  return `${purpose.replace(':', '-')}.key`
}

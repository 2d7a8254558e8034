import { hkdfSync } from 'node:crypto'
import { secretFile } from './secret-file.ts'

/** A key of 32 bytes for one purpose, always the same in one installation: « e-mail codes », « form tokens ». */
export type KeyFor = (purpose: string) => Uint8Array

/**
 * The keys of this installation, all derived from one secret: who learns one learns no other.
 *
 * @param folder  of the secrets; never in the database, saved apart from it
 * @see           RFC 5869 (HKDF)
 */
export function openKeys(folder: string): KeyFor {
  return keysFrom(Buffer.from(secretFile(folder, 'root.key'), 'base64url'))
}

/** The same from a secret at hand, for tests. */
export function keysFrom(secret: Uint8Array): KeyFor {
  return (purpose) => new Uint8Array(hkdfSync('sha256', secret, 'filigrane', purpose, 32))
}

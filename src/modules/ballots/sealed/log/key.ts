import { hexOf } from '#kernel/merkle'
import type { KeyFor } from '#platform/secrets'

/** The pair that signs the heads of this installation's logs; `publicKey` in hexadecimal, as manifests say it. */
export type LogKey = { readonly privateKey: CryptoKey; readonly publicKey: string }

const KNOWN = new WeakMap<KeyFor, Promise<LogKey>>()

/** The key of the logs of this installation: always the same, derived from its secret. */
export function logKeyFrom(keyFor: KeyFor): Promise<LogKey> {
  const known = KNOWN.get(keyFor) ?? deriveKey(keyFor('vote-log'))
  KNOWN.set(keyFor, known)
  return known
}

// What stands before the 32 bytes of an Ed25519 key in PKCS #8: RFC 8410, §7.
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)

async function deriveKey(seed: Uint8Array): Promise<LogKey> {
  const privateKey = await crypto.subtle.importKey('pkcs8', new Uint8Array([...PKCS8, ...seed]), 'Ed25519', true, [
    'sign',
  ])
  const { x } = await crypto.subtle.exportKey('jwk', privateKey)
  return { privateKey, publicKey: hexOf(Buffer.from(x!, 'base64url')) }
}

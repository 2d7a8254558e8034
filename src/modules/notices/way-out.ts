import { createHmac, timingSafeEqual } from 'node:crypto'
import type { KeyFor } from '#platform/secrets'

const ID_BYTES = 16
const SEAL_BYTES = 16

/**
 * Where « unsubscribe » leads for one person and one subject: an identifier drawn at random and its seal. It says nothing of
 * anyone, nobody makes one up, and it never ends by itself.
 *
 * @see  RFC 8058
 */
export function wayOutPath(keyFor: KeyFor, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return `/lettres/desinscription/${Buffer.concat([bytes, sealOf(keyFor, bytes)]).toString('base64url')}`
}

/** @returns  the identifier; undefined for what is not a token of this installation */
export function readWayOut(keyFor: KeyFor, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + SEAL_BYTES || bytes.toString('base64url') !== token) return undefined
  const [id, seal] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)]
  if (!timingSafeEqual(seal, sealOf(keyFor, id))) return undefined
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function sealOf(keyFor: KeyFor, id: Uint8Array): Buffer {
  return createHmac('sha256', keyFor('ways out of mails')).update(id).digest().subarray(0, SEAL_BYTES)
}

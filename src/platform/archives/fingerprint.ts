import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '#kernel/canonical-json'
import type { Context } from '#platform/context'
import type { ArchivedRecord } from './kinds.ts'

/** What a bordereau lists of a record. */
export type ListedItem = { readonly position: number; readonly recordId: string; readonly fingerprint: Uint8Array }

/** The bytes of a record as the Archives receive it: canonical JSON, the same for the same record. */
export function recordBytes({ id, title, from, until, content, attachments }: ArchivedRecord): Buffer {
  const pieces = attachments.map(({ name, sha256, mediaType, sizeBytes }) => {
    return { Nom: name, Type: mediaType, Octets: sizeBytes, 'SHA-256': Buffer.from(sha256).toString('hex') }
  })
  const told = { Identifiant: id, Titre: title, Du: from, Au: until, Contenu: plain(content), Pièces: pieces }
  return Buffer.from(`${canonicalJson(told as never)}\n`)
}

/**
 * What says whether a record is still what was signed: keyed, so that a short record cannot be guessed from it.
 *
 * @returns  32 bytes
 */
export function fingerprintOf(context: Pick<Context, 'keyFor'>, record: ArchivedRecord): Buffer {
  return createHmac('sha256', context.keyFor('archive fingerprints')).update(recordBytes(record)).digest()
}

/** SHA-256 of a whole list, one line an item: printed on the bordereau, so that the paper signs this list and no other. */
export function listHashOf(items: readonly ListedItem[]): Buffer {
  const hash = createHash('sha256')
  for (const { position, recordId, fingerprint } of items) {
    hash.update(`${position} ${recordId} ${Buffer.from(fingerprint).toString('hex')}\n`)
  }
  return hash.digest()
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

// Moments and large integers as text: canonical JSON holds neither.
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]))
}

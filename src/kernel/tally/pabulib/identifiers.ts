import { mix, tableSize } from '../hashing.ts'

/** Finds a project from the bytes of its identifier, without making a string of each choice of each ballot. */
export type Identifiers = { readonly find: (bytes: Uint8Array, start: number, end: number) => number }

const NOBODY = -1

/** @param ids  all different; the answer of `find` is the position here, -1 when none */
export function indexIdentifiers(ids: readonly string[]): Identifiers {
  const encoded = ids.map((id) => new TextEncoder().encode(id))
  const mask = tableSize(ids.length) - 1
  const slots = new Int32Array(mask + 1).fill(NOBODY)
  encoded.forEach((id, index) => {
    let slot = hash(id, 0, id.length) & mask
    while (slots[slot] !== NOBODY) slot = (slot + 1) & mask
    slots[slot] = index
  })
  const find = (bytes: Uint8Array, start: number, end: number) => {
    let slot = hash(bytes, start, end) & mask
    while (slots[slot] !== NOBODY && !isSame(encoded[slots[slot]!]!, bytes, start, end)) slot = (slot + 1) & mask
    return slots[slot]!
  }
  return { find }
}

/** Positions among those of `starts` whose bytes were already met before, in order. */
export function repeatedAmong(bytes: Uint8Array, starts: Int32Array, ends: Int32Array): readonly number[] {
  const mask = tableSize(starts.length) - 1
  const slots = new Int32Array(mask + 1).fill(NOBODY)
  const repeated: number[] = []
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!
    const end = ends[index]!
    let slot = hash(bytes, start, end) & mask
    let holder = slots[slot]!
    while (holder !== NOBODY && !isSameSlice(bytes, starts[holder]!, ends[holder]!, start, end)) {
      slot = (slot + 1) & mask
      holder = slots[slot]!
    }
    if (holder === NOBODY) slots[slot] = index
    else repeated.push(index)
  }
  return repeated
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let seed = 0x811c9dc5
  for (let at = start; at < end; at++) seed = mix(seed, bytes[at]!)
  return seed
}

function isSame(id: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (id.length !== end - start) return false
  for (let at = 0; at < id.length; at++) if (id[at] !== bytes[start + at]) return false
  return true
}

function isSameSlice(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false
  for (let at = 0; at < bEnd - b; at++) if (bytes[a + at] !== bytes[b + at]) return false
  return true
}

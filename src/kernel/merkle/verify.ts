import type { ConsistencyClaim, Hash, InclusionClaim } from './model.ts'
import { emptyRoot, nodeHash } from './sha256.ts'

/**
 * Whether the proof shows that the leaf stands at that place of the tree of that root.
 *
 * @see  RFC 9162, §2.1.3.2
 */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  let [place, last] = [index, size - 1]
  let hash = leafHash
  for (const sibling of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && isSame(hash, root)
}

/**
 * Whether the proof shows that the larger tree begins with the whole of the smaller.
 *
 * @see  RFC 9162, §2.1.4.2
 */
export function verifyConsistency({ from, to, oldRoot, newRoot, proof }: ConsistencyClaim): boolean {
  if (!isCount(from) || !isCount(to) || from > to) return false
  if (from === to) return proof.length === 0 && isSame(oldRoot, newRoot)
  // Every log begins with nothing.
  if (from === 0) return proof.length === 0 && isSame(oldRoot, emptyRoot())
  let [place, last] = [from - 1, to - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  // A power of two is a complete subtree: its root is a node of the larger tree, and the proof leaves it out.
  const [first, ...others] = place === 0 ? [oldRoot, ...proof] : proof
  if (!first) return false
  let [old, now] = [first, first]
  for (const sibling of others) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      ;[old, now] = [nodeHash(sibling, old), nodeHash(sibling, now)]
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else now = nodeHash(now, sibling)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && isSame(old, oldRoot) && isSame(now, newRoot)
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isSame(a: Hash, b: Hash): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

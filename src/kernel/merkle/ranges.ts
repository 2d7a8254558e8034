import { assert } from '#kernel/result'
import type { Hash } from './model.ts'
import { emptyRoot, nodeHash } from './sha256.ts'

/** Leaves `start` to `end` - 1; what a proof is made of is the hash of such a range. */
export type Range = { readonly start: number; readonly end: number }

/** A complete subtree: leaves `index` × 2^level and the following 2^level - 1. */
export type Node = { readonly level: number; readonly index: number }

/** @see  RFC 6962, §2.1.1, PATH(m, D[n]): from the leaf up */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  assert(Number.isInteger(index) && index >= 0 && index < size, 'a leaf stands inside its tree')
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start)
    const isLeft = index < middle
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle })
    ;[start, end] = isLeft ? [start, middle] : [middle, end]
  }
  return ranges.reverse()
}

/** @see  RFC 6962, §2.1.2, PROOF(m, D[n]); nothing is needed for an empty tree, nor for the same */
export function consistencyRanges(from: number, to: number): readonly Range[] {
  assert(Number.isInteger(from) && from >= 0 && from <= to, 'a log only grows')
  if (from === 0 || from === to) return []
  const ranges: Range[] = []
  let [start, end] = [0, to]
  while (end !== from) {
    const middle = start + largestPowerBelow(end - start)
    const isLeft = from <= middle
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle })
    ;[start, end] = isLeft ? [start, middle] : [middle, end]
  }
  // The old tree's own last subtree is known to whoever holds its root only when it is the whole of it.
  if (start > 0) ranges.push({ start, end })
  return ranges.reverse()
}

/** The complete subtrees of a range that a proof names, largest first. */
export function nodesOf({ start, end }: Range): readonly Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    const level = Math.floor(Math.log2(end - at))
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The hash of a range from those of its complete subtrees. */
export function joined(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => nodeHash(left, right))
}

function largestPowerBelow(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1)
}

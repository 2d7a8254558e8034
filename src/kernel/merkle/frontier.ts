import { assert } from '#kernel/result'
import type { Frontier, Hash } from './model.ts'
import { joined } from './ranges.ts'
import { nodeHash } from './sha256.ts'

/** A log before its first leaf. */
export const EMPTY: Frontier = { size: 0, peaks: [] }

/** @returns  the state after one more leaf; one hash on average */
export function append(frontier: Frontier, leafHash: Hash): Frontier {
  const peaks = [...frontier.peaks]
  let last = leafHash
  // Each 1 at the end of the size in binary is a complete subtree that the new leaf makes twice as large.
  for (let { size } = frontier; size % 2 === 1; size = (size - 1) / 2) {
    const left = peaks.pop()
    assert(left, 'a log has one peak for each bit of its size')
    last = nodeHash(left, last)
  }
  return { size: frontier.size + 1, peaks: [...peaks, last] }
}

/** The state of a log whose leaves are at hand. */
export function frontierOf(leafHashes: Iterable<Hash>): Frontier {
  let frontier = EMPTY
  for (const each of leafHashes) frontier = append(frontier, each)
  return frontier
}

export function rootOf({ peaks }: Frontier): Hash {
  return joined(peaks)
}

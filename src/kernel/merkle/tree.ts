import { assert } from '#kernel/result'
import type { Hash, Tree } from './model.ts'
import { consistencyRanges, inclusionRanges, joined, nodesOf, type Range } from './ranges.ts'
import { nodeHash } from './sha256.ts'

/** A log whose leaf hashes are at hand; building costs one hash a leaf, a proof a few. */
export function treeOf(leafHashes: readonly Hash[]): Tree {
  const levels = levelsOf(leafHashes)
  const size = leafHashes.length
  const hashOf = (range: Range) => joined(nodesOf(range).map(({ level, index }) => levels[level]![index]!))
  return {
    size,
    root: (of = size) => {
      assert(of <= size, 'a tree has the roots of its past, not of its future')
      return hashOf({ start: 0, end: of })
    },
    inclusion: (index, of = size) => {
      assert(of <= size, 'a tree has the proofs of its past, not of its future')
      return inclusionRanges(index, of).map(hashOf)
    },
    consistency: (from, to = size) => {
      assert(to <= size, 'a tree has the proofs of its past, not of its future')
      return consistencyRanges(from, to).map(hashOf)
    },
  }
}

/** Every complete subtree, by level then place. */
function levelsOf(leafHashes: readonly Hash[]): readonly (readonly Hash[])[] {
  const levels: (readonly Hash[])[] = [leafHashes]
  for (let below = leafHashes; below.length > 1; below = levels.at(-1)!) {
    levels.push(
      Array.from({ length: Math.floor(below.length / 2) }, (_, at) => nodeHash(below[2 * at]!, below[2 * at + 1]!)),
    )
  }
  return levels
}

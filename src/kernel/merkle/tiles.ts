import { assert } from '#kernel/result'
import type { Hash, Tile, TiledProofs } from './model.ts'
import { consistencyRanges, inclusionRanges, joined, type Node, nodesOf, type Range } from './ranges.ts'
import { nodeHash } from './sha256.ts'

/** Hashes in a full tile, and the levels of the tree that one level of tiles stands for. */
const WIDTH = 256
const HEIGHT = 8

/**
 * The static files of a log of `size` leaves: one per 256 hashes and level.
 *
 * @param before  size for which files were already made: the full tiles of that time are left out
 * @see           C2SP tlog-tiles; docs/specifications/public-log.md
 */
export function tileFiles(leafHashes: readonly Hash[], size = leafHashes.length, before = 0): readonly Tile[] {
  assert(before <= size && size <= leafHashes.length, 'tiles are made of leaves at hand')
  const tiles: Tile[] = []
  let hashes = leafHashes.slice(0, size)
  for (let level = 0; hashes.length > 0; level++) {
    const kept = Math.floor(before / WIDTH ** (level + 1))
    for (let index = kept; index * WIDTH < hashes.length; index++) {
      const part = hashes.slice(index * WIDTH, (index + 1) * WIDTH)
      tiles.push({ name: nameOf(level, index, part.length), content: concatenated(part) })
    }
    hashes = Array.from({ length: Math.floor(hashes.length / WIDTH) }, (_, index) =>
      topOf(hashes.slice(index * WIDTH, (index + 1) * WIDTH)),
    )
  }
  return tiles
}

/**
 * @param read  a file by its name (`0/000`), `undefined` when there is none
 * @param size  of the log that the files were made for; proofs of any smaller size can be asked
 * @throws      when a file that a log of this size must have is missing or of another length
 */
export function proofsFromTiles(read: (name: string) => Promise<Uint8Array | undefined>, size: number): TiledProofs {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const tileOf = (level: number, index: number) => {
    const width = Math.min(WIDTH, Math.floor(size / WIDTH ** level) - index * WIDTH)
    const name = nameOf(level, index, width)
    if (!tiles.has(name)) tiles.set(name, readWhole(read, name, 32 * width))
    return tiles.get(name)!
  }
  const hashOf = async (range: Range) => joined(await Promise.all(nodesOf(range).map((node) => readNode(tileOf, node))))
  return {
    root: (of) => {
      assert(of <= size, 'tiles have the roots of their past')
      return hashOf({ start: 0, end: of })
    },
    inclusion: (index, of) => {
      assert(of <= size, 'tiles have the proofs of their past')
      return Promise.all(inclusionRanges(index, of).map(hashOf))
    },
    consistency: (from, to) => {
      assert(to <= size, 'tiles have the proofs of their past')
      return Promise.all(consistencyRanges(from, to).map(hashOf))
    },
  }
}

/** `0/000`, `0/x001/234.p/17`: the index by three digits, and the width where the tile is not full. */
function nameOf(level: number, index: number, width: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `${level}/${path}${width < WIDTH ? `.p/${width}` : ''}`
}

async function readWhole(
  read: (name: string) => Promise<Uint8Array | undefined>,
  name: string,
  length: number,
): Promise<Uint8Array> {
  const content = await read(name)
  if (content?.length !== length) throw new Error(`The tile ${name} has not its ${length} bytes`)
  return content
}

// A subtree of up to 128 hashes of a tile never crosses its edge: both are aligned on powers of two.
async function readNode(
  tileOf: (level: number, index: number) => Promise<Uint8Array>,
  { level, index }: Node,
): Promise<Hash> {
  const tileLevel = Math.floor(level / HEIGHT)
  const width = 2 ** (level - tileLevel * HEIGHT)
  const first = index * width
  const tile = await tileOf(tileLevel, Math.floor(first / WIDTH))
  const at = first % WIDTH
  return topOf(Array.from({ length: width }, (_, each) => tile.slice(32 * (at + each), 32 * (at + each + 1))))
}

/** @param hashes  1, 2, 4 … 256 of them */
function topOf(hashes: readonly Hash[]): Hash {
  let level = hashes
  while (level.length > 1) {
    const below = level
    level = Array.from({ length: below.length / 2 }, (_, at) => nodeHash(below[2 * at]!, below[2 * at + 1]!))
  }
  return level[0]!
}

function concatenated(hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(32 * hashes.length)
  for (const [at, hash] of hashes.entries()) bytes.set(hash, 32 * at)
  return bytes
}

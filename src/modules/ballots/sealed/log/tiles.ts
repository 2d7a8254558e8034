import { frontierOf, type Hash, rootOf, type Tile } from '#kernel/merkle'
import { assert } from '#kernel/result'

/** Hashes in a full tile. */
export const WIDTH = 256

/** What is known of a log whose files were made up to a size: its leaves from there on, and its last tiles. */
export type Making = {
  readonly before: number
  readonly size: number
  /** Hashes of leaves `from` to `size` - 1; `from` is the first leaf of the tile that was not full. */
  readonly leaves: readonly Hash[]
  /** Reads a file made before, by its name. */
  readonly read: (name: string) => Promise<Uint8Array>
}

/** The first leaf that is needed to make the files of what came after `before`. */
export function firstNeeded(before: number): number {
  return Math.floor(before / WIDTH) * WIDTH
}

/**
 * The new files of a log, made from those of before: the work is that of the new leaves, however long the log is.
 *
 * @see  docs/specifications/public-log.md, « Static files »; `tileFiles` of the kernel, which makes all of them
 */
export async function newTiles({ before, size, leaves, read }: Making): Promise<readonly Tile[]> {
  assert(
    leaves.length === size - firstNeeded(before),
    'leaves are those of the tile that was not full, and all after it',
  )
  const tiles: Tile[] = []
  let hashes = leaves
  for (let level = 0; hashes.length > 0; level += 1) {
    const made = tilesOf(level, Math.floor(before / WIDTH ** (level + 1)), hashes)
    tiles.push(...made.map(({ name, hashes: each }) => ({ name, content: joined(each) })))
    // Upwards go the tops of tiles that became full; beside them stand those of the tile above that was not.
    const tops = made
      .filter(({ hashes: each }) => each.length === WIDTH)
      .map(({ hashes: each }) => rootOf(frontierOf(each)))
    const above = Math.floor(before / WIDTH ** (level + 1))
    const kept = above % WIDTH
    const standing =
      tops.length > 0 && kept > 0 ? split(await read(tileName(level + 1, Math.floor(above / WIDTH), kept))) : []
    hashes = tops.length > 0 ? [...standing, ...tops] : []
  }
  return tiles
}

/** `0/000`, `0/x001/234.p/17`: the index by three digits, and the width where the tile is not full. */
export function tileName(level: number, index: number, width: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `${level}/${path}${width < WIDTH ? `.p/${width}` : ''}`
}

/** The names of all the files of a log of that size. */
export function allTileNames(size: number): readonly string[] {
  const names: string[] = []
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / WIDTH)) {
    for (let index = 0; index * WIDTH < count; index += 1) {
      names.push(tileName(level, index, Math.min(WIDTH, count - index * WIDTH)))
    }
  }
  return names
}

function tilesOf(level: number, first: number, hashes: readonly Hash[]) {
  return Array.from({ length: Math.ceil(hashes.length / WIDTH) }, (_, at) => {
    const part = hashes.slice(at * WIDTH, (at + 1) * WIDTH)
    return { name: tileName(level, first + at, part.length), hashes: part }
  })
}

function joined(hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(32 * hashes.length)
  for (const [at, hash] of hashes.entries()) bytes.set(hash, 32 * at)
  return bytes
}

function split(content: Uint8Array): readonly Hash[] {
  return Array.from({ length: content.length / 32 }, (_, at) => content.slice(32 * at, 32 * at + 32))
}

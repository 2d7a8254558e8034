import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, mkdtemp, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** A file by what it is: SHA-256 of its bytes, and how many there are. */
export type Content = { readonly sha256: Buffer; readonly sizeBytes: number }

/** Files kept by content under one folder: « ab/cdef… » by their hash. */
export type Disk = {
  /** Where files arrive and are looked at, on the same volume: from there a rename puts them in their place. */
  readonly aside: string
  /** A new folder of `aside`, for one file and what is made of it. */
  roomAside(): Promise<string>
  /** Puts a file of `aside` in its place, safe on the disk before this returns. Its old name is gone. */
  keep(path: string, content: Content): Promise<void>
  pathOf(sha256: Uint8Array): string
  remove(sha256: Uint8Array): Promise<void>
  /** Contents that have been there since before a moment. */
  listOlderThan(moment: Date): Promise<readonly Buffer[]>
  /** Bytes left on the volume. */
  freeBytes(): Promise<number>
  /** Ends what waits aside since before a moment: uploads that were cut. */
  sweepAside(moment: Date): Promise<number>
}

export function openDisk(folder: string): Disk {
  const aside = join(folder, 'aside')
  const pathOf = (sha256: Uint8Array) => {
    const name = Buffer.from(sha256).toString('hex')
    return join(folder, name.slice(0, 2), name.slice(2))
  }
  return {
    aside,
    pathOf,
    roomAside: async () => {
      await mkdir(aside, { recursive: true, mode: 0o700 })
      return mkdtemp(join(aside, 'room-'))
    },
    keep: async (path, { sha256 }) => {
      const place = pathOf(sha256)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      await synced(path)
      await rename(path, place)
      // The name itself is safe once its folder is.
      await synced(dirname(place))
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    listOlderThan: (moment) => listContents(folder, moment),
    freeBytes: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    sweepAside: (moment) => sweep(aside, moment),
  }
}

/** Reads a file once, without holding it, and says what it is. */
export async function contentOf(path: string): Promise<Content> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { sha256: hash.digest(), sizeBytes: (await stat(path)).size }
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function listContents(folder: string, moment: Date): Promise<readonly Buffer[]> {
  const found: Buffer[] = []
  for (const shelf of await namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue
    for (const rest of await namesIn(join(folder, shelf))) {
      const isContent = /^[0-9a-f]{62}$/.test(rest)
      if (isContent && (await isOlder(join(folder, shelf, rest), moment))) found.push(Buffer.from(shelf + rest, 'hex'))
    }
  }
  return found
}

async function sweep(aside: string, moment: Date): Promise<number> {
  let ended = 0
  for (const name of await namesIn(aside)) {
    const path = join(aside, name)
    if (!(await isOlder(path, moment))) continue
    await rm(path, { recursive: true, force: true })
    ended += 1
  }
  return ended
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function isOlder(path: string, moment: Date): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && found.mtimeMs < moment.getTime()
}

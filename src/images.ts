import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'

/** Longest a picture may take: one is drawn in half a second, and a slow machine is not a fault. */
const PATIENCE_MS = 30_000
/** Drawings that wait; who comes after is told there is no picture now. */
const MOST_WAITING = 20
/** Pictures kept on the disk, some 30 kB each: the oldest go first. */
const MOST_KEPT = 2_000

type Places = {
  /** The project: where the program that draws is. */
  readonly root: string
  /** Folder of our faces and their fonts.conf. */
  readonly fonts: string
  /** Where pictures are kept, by the hash of their drawing. */
  readonly cache: string
}

/**
 * Makes PNGs of drawings in a child process, one at a time, and keeps them on the disk.
 *
 * @returns  undefined when too many wait already, or when it cannot be drawn, as `onFault` is told
 */
export function drawInChild(places: Places, onFault: (error: unknown) => void) {
  const underWay = new Map<string, Promise<Uint8Array<ArrayBuffer> | undefined>>()
  let last: Promise<unknown> = Promise.resolve()

  return async (svg: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const name = `${createHash('sha256').update(svg).digest('hex').slice(0, 32)}.png`
    const kept = await readFile(join(places.cache, name)).catch(() => undefined)
    if (kept !== undefined) return new Uint8Array(kept)
    const begun = underWay.get(name)
    if (begun) return begun
    if (underWay.size >= MOST_WAITING) return undefined

    const drawn = last
      .then(() => draw(places, svg, name))
      .catch((error: unknown) => {
        onFault(error)
        return undefined
      })
    last = drawn
    underWay.set(name, drawn)
    return drawn.finally(() => underWay.delete(name))
  }
}

async function draw(places: Places, svg: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const child = spawn(process.execPath, [join(places.root, 'src/images.child.ts')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    env: { PATH: process.env.PATH, FONTCONFIG_PATH: places.fonts, FONTCONFIG_FILE: join(places.fonts, 'fonts.conf') },
  })
  // Readers come first: a picture can wait.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  child.stdin.on('error', () => {}) // It ended before it had read all: its status tells why.
  child.stdin.end(svg)
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const [status, png, complaint] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)])
  if (status !== 0) throw new Error(`The picture ended with status ${status}: ${complaint.toString().slice(0, 500)}`)
  await keep(places.cache, name, png)
  return new Uint8Array(png)
}

async function keep(folder: string, name: string, png: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true })
  const aside = join(folder, `.${name}.${process.pid}`)
  await writeFile(aside, png)
  await rename(aside, join(folder, name))
  const names = (await readdir(folder)).filter((each) => each.endsWith('.png'))
  if (names.length <= MOST_KEPT) return
  const dated = await Promise.all(names.map(async (each) => ({ each, at: (await stat(join(folder, each))).mtimeMs })))
  const oldest = dated.sort((a, b) => a.at - b.at).slice(0, names.length - MOST_KEPT)
  await Promise.all(oldest.map(({ each }) => rm(join(folder, each), { force: true })))
}

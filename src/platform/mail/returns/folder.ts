import { lstat, mkdir, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '#platform/context'
import { noteBounce } from './note.ts'
import { readBounce } from './read.ts'

/** What became of the files found: read and gone, or put aside for somebody to look at. */
export type ReturnsRead = { readonly noted: number; readonly ignored: number; readonly aside: number }

const LARGEST_BYTES = 1_000_000
const MOST_A_ROUND = 200
// A file that is still being written: those who know better write elsewhere and rename.
const SETTLED_MS = 2_000

/** Folder, inside that of the returns, of what could not be read. */
export const ASIDE = 'mis-de-cote'

/**
 * Reads the reports of delivery that a mail fetcher dropped as `.eml` files, and removes them: they hold addresses. What is no
 * report, too large or broken is put aside.
 */
export async function readReturns(
  context: Pick<Context, 'db' | 'keyFor' | 'now'>,
  folder: string,
): Promise<ReturnsRead> {
  const count = { noted: 0, ignored: 0, aside: 0 }
  for (const path of await listReturns(folder)) {
    const fate = await readOne(context, path)
    if (fate === 'aside') await putAside(folder, path)
    else await rm(path, { force: true })
    count[fate] += 1
  }
  return count
}

/** What was put aside so long ago that nobody will look. @returns  how many went */
export async function purgeAside(folder: string, before: Date): Promise<number> {
  let count = 0
  for (const path of await listNames(join(folder, ASIDE))) {
    const { mtime } = await stat(path)
    if (mtime >= before) continue
    await rm(path, { force: true })
    count += 1
  }
  return count
}

async function listReturns(folder: string): Promise<readonly string[]> {
  const paths: string[] = []
  for (const path of await listNames(folder)) {
    const { mtimeMs } = await lstat(path)
    if (path.endsWith('.eml') && Date.now() - mtimeMs > SETTLED_MS) paths.push(path)
    if (paths.length === MOST_A_ROUND) break
  }
  return paths
}

async function listNames(folder: string): Promise<readonly string[]> {
  const names: string[] = []
  try {
    for await (const entry of await opendir(folder)) {
      if (!entry.isDirectory()) names.push(join(folder, entry.name))
      if (names.length === 10 * MOST_A_ROUND) break
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return names.sort()
}

async function readOne(context: Pick<Context, 'db' | 'keyFor' | 'now'>, path: string): Promise<keyof ReturnsRead> {
  const file = await lstat(path)
  if (!file.isFile() || file.size > LARGEST_BYTES) return 'aside'
  const bounce = await readBounce(await readFile(path)).catch(() => undefined)
  if (!bounce) return 'aside'
  return (await noteBounce(context, bounce)) ? 'noted' : 'ignored'
}

async function putAside(folder: string, path: string): Promise<void> {
  const aside = join(folder, ASIDE)
  await mkdir(aside, { recursive: true })
  await rename(path, join(aside, path.slice(path.lastIndexOf('/') + 1)))
}

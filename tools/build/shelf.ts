import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'

/** Where builds are kept: `dist/<key>` in the clone, or `dist-<key>` in the user's cache when the clone is read-only. */
export type Shelf = { readonly folder: string; readonly prefix: string; readonly insideClone: boolean }

const KEPT = 3
const HOUR_MS = 3_600_000

export function chooseShelf(root: string, key: string): Shelf {
  const inside: Shelf = { folder: join(root, 'dist'), prefix: '', insideClone: true }
  if (existsSync(join(inside.folder, key, 'manifest.json')) || canMake(inside.folder)) return inside
  return { folder: cacheFolder(), prefix: 'dist-', insideClone: false }
}

/** Deletes old builds: the last three stay, and any used within the hour, for a service may still read it. */
export function pruneShelf(shelf: Shelf, key: string): void {
  const builds = readdirSync(shelf.folder)
    .filter((name) => name !== shelf.prefix + key && isBuild(name, shelf.prefix))
    .map((name) => ({
      path: join(shelf.folder, name),
      aside: name.startsWith('.'),
      usedAt: usedAt(shelf.folder, name),
    }))
    .sort((a, b) => b.usedAt - a.usedAt)
  const finished = builds.filter((build) => !build.aside).slice(KEPT - 1)
  const abandoned = builds.filter((build) => build.aside)
  for (const build of [...finished, ...abandoned]) {
    if (build.usedAt < Date.now() - HOUR_MS) rmSync(build.path, { recursive: true, force: true })
  }
}

function isBuild(name: string, prefix: string): boolean {
  return (
    /^\.[0-9a-f]{16}-\d+$/.test(name) || (name.startsWith(prefix) && /^[0-9a-f]{16}$/.test(name.slice(prefix.length)))
  )
}

function usedAt(folder: string, name: string): number {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function canMake(folder: string): boolean {
  const probe = join(folder, `.write-${process.pid}`)
  try {
    mkdirSync(probe, { recursive: true })
    rmSync(probe, { recursive: true })
    return true
  } catch (error) {
    if (isReadOnly(error)) return false
    throw error
  }
}

function isReadOnly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EROFS', 'EACCES', 'EPERM'].includes(String(error.code))
}

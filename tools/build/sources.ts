import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = realpathSync(resolve(import.meta.dirname, '../..'))

const SETTINGS = ['package-lock.json', 'package.json', 'tsconfig.json', 'tools/build.ts']

/** Fingerprint of all a build depends on: the path of the clone, the settings, and every source but the tests. */
export function fingerprintSources(root: string): string {
  const hash = createHash('sha256').update(root)
  for (const path of [...SETTINGS, ...listSources(root, 'tools/build'), ...listSources(root, 'src')]) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

function listSources(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|testing)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Assets } from '#ui/page'

/** A script as browsers receive it. */
export type PublishedScript = { readonly path: string; readonly sha256: string }

/** What the pages of the vote run in the browser: these, and the pieces they share. */
const ENTRIES = ['vote', 'seal.worker', 'proof-of-work', 'proof-of-work.worker', 'printed-code'] as const

const known = new Map<string, readonly PublishedScript[]>()

/** @returns none where the service runs without a build, as tests do */
export function listScripts({ islands = {} }: Pick<Assets, 'islands'>): readonly PublishedScript[] {
  const build = process.env.FILIGRANE_BUILD
  const entries = ENTRIES.flatMap((name) => islands[name] ?? [])
  if (build === undefined || entries.length === 0) return []
  const key = entries.join(' ')
  const found = known.get(key) ?? withPieces(join(build, 'public'), entries)
  known.set(key, found)
  return found
}

// A built file names the pieces it loads: `import … from "./shared-4F5G6H.js"`.
function withPieces(folder: string, entries: readonly string[]): readonly PublishedScript[] {
  const met = new Map<string, string>()
  const waiting = [...entries]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (met.has(path)) continue
    const text = readFileSync(join(folder, path.replace('/public/', '')))
    met.set(path, createHash('sha256').update(text).digest('hex'))
    const pieces = [...text.toString('utf8').matchAll(/["']\.\/(shared-[A-Z0-9]+\.js)["']/g)]
    waiting.push(...pieces.map(([, piece]) => `/public/${piece}`))
  }
  return [...met].map(([path, sha256]) => ({ path, sha256 }))
}

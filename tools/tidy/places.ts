import { dirname, join, normalize } from 'node:path/posix'
import type { Tree } from './tree.ts'

/** Where a file of `src` belongs: its ring, and in the rings made of units, which one. */
export type Place = {
  readonly ring: 'kernel' | 'platform' | 'ui' | 'modules' | 'islands' | 'cli' | 'root'
  /** `tally` in `src/kernel/tally/model.ts`; '' where the ring has no units. */
  readonly unit: string
  /** What follows: `model.ts`. */
  readonly rest: string
}

const WITH_UNITS = ['kernel', 'platform', 'modules'] as const
const WITHOUT_UNITS = ['ui', 'islands', 'cli'] as const

/** @returns undefined outside `src` */
export function placeOf(path: string): Place | undefined {
  const [top, ring = '', ...rest] = path.split('/')
  if (top !== 'src') return undefined
  const withUnits = WITH_UNITS.find((name) => name === ring)
  if (withUnits) return { ring: withUnits, unit: rest[0] ?? '', rest: rest.slice(1).join('/') }
  const without = WITHOUT_UNITS.find((name) => name === ring)
  return { ring: without ?? 'root', unit: '', rest: without ? rest.join('/') : [ring, ...rest].join('/') }
}

/** The file an import names, for those of the house; undefined for packages, Node and files that do not exist. */
export function resolveImport(tree: Tree, from: string, specifier: string): string | undefined {
  const path = pathOf(from, specifier)
  return path !== undefined && tree.has(path) ? path : undefined
}

/** @returns path from the root that the import points to, whether it exists or not; undefined for packages and Node */
export function pathOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier))
  const named = /^#(kernel|platform|modules|ui)\/(.+)$/.exec(specifier)
  if (!named) return undefined
  return named[1] === 'ui' ? `src/ui/${named[2]}.tsx` : `src/${named[1]}/${named[2]}/index.ts`
}

/** Layer of a module's file by its first name: `pages` for `pages.tsx`, `pages/list.tsx` and `pages.test.tsx`. */
export function layerOf(rest: string, layers: Readonly<Record<string, unknown>>): string {
  const name = rest.split('/')[0]!.split('.')[0]!
  return Object.hasOwn(layers, name) ? name : 'model'
}

import { cycles } from './cycles.ts'
import { decisions, dependencies, links, testsBesideCode } from './documents.ts'
import { layers } from './layers.ts'
import { rings } from './rings.ts'
import { pagesStayOnTheSite, shape } from './shape.ts'
import type { Tree } from './tree.ts'
import { names, sizes, words } from './words.ts'

/** The rules of the house, in the order a reader of ARCHITECTURE.md meets them. */
export const RULES = {
  rings,
  layers,
  shape,
  pagesStayOnTheSite,
  cycles,
  words,
  names,
  sizes,
  testsBesideCode,
  links,
  dependencies,
  decisions,
} as const

/** @returns every breach of every rule, one plain sentence each */
export function tidy(tree: Tree): readonly string[] {
  return Object.values(RULES).flatMap((rule) => rule(tree))
}

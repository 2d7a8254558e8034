import type { Json } from '#kernel/canonical-json'
import type { Rule } from '../model.ts'
import type { Certificate } from './model.ts'

export const FORMAT = 'filigrane-certificate-1'

/**
 * Whether what was read has the parts that a checker takes as hints. All the rest is compared with what the ballots
 * give, so it needs no other look.
 */
export function isCertificate(value: unknown, kind: Rule['kind']): value is Certificate {
  if (!isRecord(value) || value.format !== FORMAT || !isRecord(value.election) || !isRecord(value.rule)) return false
  if (!Array.isArray(value.winners) || !isRecord(value.proof)) return false
  if (kind !== 'equal-shares') return true
  const { shares } = value.proof
  if (!isRecord(shares) || !areRounds(shares.rounds)) return false
  return shares.addOne === null || (isRecord(shares.addOne) && areRounds(shares.addOne.next))
}

/** Where two pieces of JSON differ first, by names joined by dots; nothing when they say the same. */
export function difference(expected: unknown, given: unknown, at = ''): string | undefined {
  if (Object.is(expected, given)) return undefined
  if (!isTree(expected) || !isTree(given) || Array.isArray(expected) !== Array.isArray(given)) return at
  for (const name of new Set([...Object.keys(expected), ...Object.keys(given)])) {
    const found = difference(member(expected, name), member(given, name), at ? `${at}.${name}` : name)
    if (found !== undefined) return found
  }
  return undefined
}

function areRounds(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((each) => isRecord(each) && typeof each.project === 'string' && typeof each.price === 'string')
  )
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return isTree(value) && !Array.isArray(value)
}

function member(tree: object, name: string): unknown {
  return Object.hasOwn(tree, name) ? (tree as Readonly<Record<string, Json>>)[name] : undefined
}

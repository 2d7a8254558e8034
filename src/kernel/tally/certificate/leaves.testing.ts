/** A number somewhere in a piece of JSON, with another in its place: « 12 » is one, « 3/7 » has two. */
export type Leaf = { readonly at: readonly string[]; readonly changed: unknown }

/** Every number, also those written in text; identifiers of projects are texts like the others. */
export function leavesOf(value: unknown, at: readonly string[] = []): readonly Leaf[] {
  if (typeof value === 'number') return [{ at, changed: value + 1 }]
  if (typeof value === 'boolean') return [{ at, changed: !value }]
  if (typeof value === 'string') return changesOf(value).map((changed) => ({ at, changed }))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...at, name]))
}

/** The same JSON with that one change. */
export function withLeaf(value: unknown, { at, changed }: Leaf): unknown {
  const copy = structuredClone(value)
  let parent = copy as Record<string, unknown>
  for (const name of at.slice(0, -1)) parent = parent[name] as Record<string, unknown>
  parent[at.at(-1)!] = changed
  return copy
}

/** One more, in each of the numbers of a text. */
function changesOf(text: string): readonly string[] {
  return [...text.matchAll(/\d+/g)].map(
    (match) => `${text.slice(0, match.index)}${BigInt(match[0]) + 1n}${text.slice(match.index + match[0].length)}`,
  )
}

import type { Contributions, Taggable, TaggedThing } from '#platform/context'
import type { Reader } from './versions.ts'

/** Something of any module, and what kind of thing it is. */
export type Thing = Taggable & Omit<TaggedThing, 'id'> & { readonly kindLabel: string }

export type ThingKind = { readonly module: string; readonly kind: string; readonly label: string }

/** Kinds of things that may be tagged, in the order of the modules. */
export function listThingKinds(contributions: Contributions): readonly ThingKind[] {
  return contributions.flatMap(({ module, taggable = [] }) =>
    taggable.map(({ kind, label }) => ({ module, kind, label })),
  )
}

/** Everything of a year that may be tagged, kind by kind, the last first. */
export async function listThings(
  db: Reader,
  contributions: Contributions,
  year: number,
  only?: Pick<ThingKind, 'module' | 'kind'>,
): Promise<readonly Thing[]> {
  const [from, until] = [`${year}-01-01`, `${year + 1}-01-01`]
  const kinds = contributions.flatMap(({ module, taggable = [] }) => taggable.map((each) => ({ module, ...each })))
  const asked = kinds.filter(({ module, kind }) => !only || (only.module === module && only.kind === kind))
  const lists = asked.map(async ({ module, kind, label, list }) =>
    (await list(db, from, until)).map((thing) => ({ ...thing, module, kind, kindLabel: label })),
  )
  return (await Promise.all(lists)).flat()
}

/** Names a thing among all. */
export function keyOf({ module, kind, id }: TaggedThing): string {
  return `${module}/${kind}/${id}`
}

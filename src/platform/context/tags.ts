import type { Context } from './context.ts'
import type { Place, TaggedThing } from './contributions.ts'

/** What a thing is for, as the modules after it say: each leads to its page. */
export async function readTags(
  { db, contributions }: Pick<Context, 'db' | 'contributions'>,
  thing: TaggedThing,
): Promise<readonly Place[]> {
  const told = await Promise.all(contributions.map((each) => each.tagsOf?.(db, thing)))
  return told.flatMap((places) => places ?? [])
}

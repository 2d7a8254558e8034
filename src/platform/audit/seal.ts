import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import { nextSeal, type Seal } from './chain.ts'
import { findLastSeal, insertSeal, listUnsealed, lockTrail } from './seals.ts'

type World = { readonly db: Kysely<DB>; now(): Date }

/** Entries under one seal at most: what is hashed at once stays small. */
const AT_ONCE = 5_000

/**
 * Puts under seal every entry that is not, in as many seals as it takes. Run every minute; several processes may: they
 * take turns, and each entry is sealed once.
 *
 * @returns the new seals, in order
 */
export async function sealTrail(world: World, atOnce = AT_ONCE): Promise<readonly Seal[]> {
  const made: Seal[] = []
  for (;;) {
    const seal = await sealSome(world, atOnce)
    if (seal) made.push(seal)
    if (!seal || seal.entryCount < atOnce) return made
  }
}

// READ COMMITTED: what follows the lock sees what the sealer before us committed.
function sealSome({ db, now }: World, atOnce: number): Promise<Seal | undefined> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await lockTrail(transaction)
      const entries = await listUnsealed(transaction, atOnce)
      if (entries.length === 0) return undefined
      const seal = nextSeal(await findLastSeal(transaction), entries, now())
      await insertSeal(transaction, seal, entries)
      return seal
    })
}

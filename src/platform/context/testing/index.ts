import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import { openFiles } from '#platform/files'
import { enqueue } from '#platform/jobs'
import { keysFrom } from '#platform/secrets'
import type { Context } from '../context.ts'
import { newIdAt } from '../identifiers.ts'
import { NO_SETTINGS, type Settings } from '../settings.ts'

/** The morning of every test, unless it says otherwise. */
export const TEST_NOW = new Date('2026-03-02T09:00:00.000Z')

export const TEST_SETTINGS: Settings = { ...NO_SETTINGS, territoryName: 'Territoire d’essai' }

// Its folder is made when a file arrives: most tests have none.
const TEST_FILES = openFiles({
  folder: join(tmpdir(), `filigrane-files-${process.pid}`),
  root: resolve(import.meta.dirname, '../../../..'),
})

/**
 * A context for tests: the clock stands still at `TEST_NOW`, chance is drawn from a seed.
 *
 * @param overrides  any part of the context, as `{ now: () => new Date('2026-12-31T23:00:00Z') }`; and `seed`, 1 by default
 */
export function testContext(
  database: { readonly db: Kysely<DB> },
  overrides: Partial<Context> & { readonly seed?: number } = {},
): Context {
  const { seed = 1, ...parts } = overrides
  const now = parts.now ?? (() => new Date(TEST_NOW))
  const random = parts.random ?? seededRandom(seed)
  return {
    db: database.db,
    actor: { kind: 'person', id: '00000000-0000-7000-8000-000000000001' },
    settings: TEST_SETTINGS,
    keyFor: keysFrom(Buffer.from(`the keys of tests ${seed}`)),
    contributions: [],
    enqueue,
    files: TEST_FILES,
    newId: () => newIdAt(now(), random),
    ...parts,
    now,
    random,
  }
}

/** Bytes that look random and are the same for the same seed: SHA-256 of the seed and a counter. */
export function seededRandom(seed: number): (bytes: number) => Uint8Array {
  let drawn = 0
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () => {
      drawn += 1
      return createHash('sha256').update(`${seed} ${drawn}`).digest()
    })
    return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes))
  }
}

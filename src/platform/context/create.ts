import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import type { Files } from '#platform/files'
import { enqueue } from '#platform/jobs'
import type { KeyFor } from '#platform/secrets'
import type { Actor, Context } from './context.ts'
import type { Contributions } from './contributions.ts'
import { newIdAt } from './identifiers.ts'
import type { Settings } from './settings.ts'

export type World = {
  readonly db: Kysely<DB>
  /** Asked each time: settings change while the service runs. */
  readonly settings: () => Settings
  readonly contributions: Contributions
  readonly keyFor: KeyFor
  readonly files: Files
}

/** The context of the real world: this machine's clock, the system's randomness. It acts as the machine until `actingAs`. */
export function createContext(world: World): Context {
  const now = () => new Date()
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  return {
    db: world.db,
    contributions: world.contributions,
    keyFor: world.keyFor,
    files: world.files,
    get settings() {
      return world.settings()
    },
    enqueue,
    now,
    random,
    newId: () => newIdAt(now(), random),
    actor: { kind: 'machine', name: 'filigrane' },
  }
}

/** The same world for one request: what is done in it is done by `actor`. */
export function actingAs(context: Context, actor: Actor): Context {
  return { ...context, actor }
}

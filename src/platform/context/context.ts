import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import type { Files } from '#platform/files'
import type { Enqueue } from '#platform/jobs'
import type { KeyFor } from '#platform/secrets'
import type { Contributions } from './contributions.ts'
import type { Settings } from './settings.ts'

/** The outside world, handed in as a value: nothing else reaches the database, the clock or chance. */
export type Context = {
  readonly db: Kysely<DB>
  readonly actor: Actor
  /** As they are now: an agent may change them while the service runs. */
  readonly settings: Settings
  readonly contributions: Contributions
  /** Adds a job in the act's own transaction: it runs if, and only if, the transaction commits. */
  readonly enqueue: Enqueue
  /** Where files that people join lie, and who looks at them. Acts touch rows only: bytes come before, or by jobs. */
  readonly files: Files
  /** Keys of this installation, one for each purpose; never in the database. */
  readonly keyFor: KeyFor
  now(): Date
  /** A UUID version 7: identifiers drawn later sort later, to the millisecond. */
  newId(): string
  random(bytes: number): Uint8Array
}

/** Who acts. Identifiers are opaque: a name or an address never stands here. */
export type Actor =
  | { readonly kind: 'visitor' }
  /** `actingFor`: on behalf of that other person, as the history then says. */
  | { readonly kind: 'person'; readonly id: string; readonly actingFor?: string }
  | { readonly kind: 'machine'; readonly name: string }

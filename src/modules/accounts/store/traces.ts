import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Count } from '../sign-in-rules.ts'

export type TraceKind = 'mail' | 'known-mail' | 'network' | 'code-failed' | 'card-failed' | 'network-failed'

/** Something counted about somebody, known by a hash only. */
export type Trace = { readonly kind: TraceKind; readonly subject: Uint8Array }

/** Others who count the same subject wait until this transaction ends: no two read the same count. */
export async function lockSubject(transaction: Transaction<DB>, subject: Uint8Array): Promise<void> {
  const key = new DataView(subject.buffer, subject.byteOffset).getBigInt64(0)
  await sql`SELECT pg_advisory_xact_lock(${key.toString()}::bigint)`.execute(transaction)
}

/** How often, since when, until when; what happened before `since` is left out. */
export async function countTraces(db: Kysely<DB>, { kind, subject }: Trace, since: Date): Promise<Count> {
  const row = await db
    .selectFrom('sign_in_trace')
    .select((eb) => [
      eb.fn.countAll<bigint>().as('count'),
      eb.fn.min('happened_at').as('first'),
      eb.fn.max('happened_at').as('last'),
    ])
    .where('subject_hash', '=', Buffer.from(subject))
    .where('kind', '=', kind)
    .where('happened_at', '>', since)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), first: row.first ?? undefined, last: row.last ?? undefined }
}

export async function insertTraces(transaction: Transaction<DB>, traces: readonly Trace[], now: Date): Promise<void> {
  await transaction
    .insertInto('sign_in_trace')
    .values(traces.map(({ kind, subject }) => ({ kind, subject_hash: Buffer.from(subject), happened_at: now })))
    .execute()
}

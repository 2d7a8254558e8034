import { type Kysely, sql } from 'kysely'
import { assert } from '#kernel/result'
import type { DB } from './types.generated.ts'

/**
 * Tells every process, when the transaction commits, that something changed: for caches. Never more than identifiers.
 *
 * @param payload  at most 7 999 bytes, PostgreSQL's limit
 */
export async function broadcast(transaction: Kysely<DB>, channel: string, payload: string): Promise<void> {
  assert(Buffer.byteLength(payload) < 8000, 'a notification holds less than 8 000 bytes')
  await sql`SELECT pg_notify(${channel}, ${payload})`.execute(transaction)
}

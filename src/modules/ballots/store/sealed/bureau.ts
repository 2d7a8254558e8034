import { type Kysely, sql, type Transaction } from 'kysely'
import type { Commitment } from '#kernel/shares'
import type { DB } from '#platform/database'
import type { PollKey, ShareFact } from '../../sealed/shares.ts'
import type { Stamp } from './drafts.ts'

/** The key of the last ceremony: once the poll is published, the manifest's. */
export async function findLastKey(db: Kysely<DB>, pollId: string): Promise<PollKey | undefined> {
  const row = await db
    .selectFrom('bureau_key')
    .leftJoin('rehearsal', 'rehearsal.key_id', 'bureau_key.id')
    .select(['id', 'public_key', 'threshold', 'has_spare', 'shares', 'made_at', 'passed_at'])
    .where('poll_id', '=', pollId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      publicKey: row.public_key.toString('hex'),
      threshold: row.threshold,
      hasSpare: row.has_spare,
      shares: row.shares as unknown as readonly Commitment[],
      madeAt: row.made_at,
      rehearsedAt: row.passed_at,
    }
  )
}

export async function insertKey(
  transaction: Transaction<DB>,
  pollId: string,
  key: Pick<PollKey, 'id' | 'publicKey' | 'threshold' | 'hasSpare' | 'shares'>,
  stamp: Stamp,
): Promise<void> {
  await transaction
    .insertInto('bureau_key')
    .values({
      id: key.id,
      poll_id: pollId,
      public_key: Buffer.from(key.publicKey, 'hex'),
      threshold: key.threshold,
      has_spare: key.hasSpare,
      shares: JSON.stringify(key.shares),
      made_by: stamp.by,
      made_at: stamp.at,
    })
    .execute()
}

export async function listShareFacts(db: Kysely<DB>, keyId: string): Promise<readonly ShareFact[]> {
  const rows = await db
    .selectFrom('share_fact')
    .select(['number', 'kind', 'at'])
    .where('key_id', '=', keyId)
    .orderBy('at')
    .execute()
  return rows.map(({ number, kind, at }) => ({ number, kind: kind as ShareFact['kind'], at }))
}

export async function insertShareFacts(
  transaction: Transaction<DB>,
  keyId: string,
  facts: readonly { readonly id: string; readonly number: number; readonly kind: ShareFact['kind'] }[],
  stamp: Stamp,
): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map((fact) => ({ ...fact, key_id: keyId, said_by: stamp.by, at: stamp.at }))
  await transaction.insertInto('share_fact').values(rows).execute()
}

export async function insertRehearsal(transaction: Transaction<DB>, keyId: string, stamp: Stamp): Promise<void> {
  await transaction
    .insertInto('rehearsal')
    .values({ key_id: keyId, said_by: stamp.by, passed_at: stamp.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Names of people who hold a seat, as they are shown at the desk; never in a page kept for all. */
export async function listNames(db: Kysely<DB>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, display_name AS name FROM person WHERE id = ANY(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Seal, SealedEntry } from './chain.ts'

/** One sealer, and one writer of the file, at a time among all processes: held until the end of the transaction. */
export async function lockTrail(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TRAIL_LOCK})`.execute(transaction)
}

// Any number, the same in every process; advisory locks belong to one database.
const TRAIL_LOCK = 4_711_004

/** Entries under no seal yet, the oldest first, at most `limit`. */
export async function listUnsealed(db: Kysely<DB>, limit: number): Promise<readonly SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    SELECT ${COLUMNS} FROM audit_entry AS entry
    WHERE NOT EXISTS (SELECT FROM audit_sealed_entry WHERE entry_id = entry.id)
    ORDER BY done_at, id LIMIT ${limit}`.execute(db)
  return rows
}

/** What a seal holds, in the order it was sealed in; an entry that was deleted is missing. */
export async function listEntriesUnder(db: Kysely<DB>, number: number): Promise<readonly SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    SELECT ${COLUMNS} FROM audit_sealed_entry
    JOIN audit_entry AS entry ON entry.id = entry_id
    WHERE seal_number = ${number}
    ORDER BY done_at, entry.id`.execute(db)
  return rows
}

// By name and in text: what is hashed depends on no driver, no time zone and no order of columns.
const COLUMNS = sql`entry.id::text, act, object, actor, acting_for::text, details::text,
  to_char(done_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS done_at`

/** How much waits for a seal, and since when. */
export async function findTail(
  db: Kysely<DB>,
): Promise<{ readonly count: number; readonly oldest: Date | null; readonly late: number }> {
  const { rows } = await sql<{ count: number; oldest: Date | null; late: number }>`
    SELECT (SELECT count(*)::integer FROM audit_entry AS entry
            WHERE NOT EXISTS (SELECT FROM audit_sealed_entry WHERE entry_id = entry.id)) AS count,
           (SELECT min(done_at) FROM audit_entry AS entry
            WHERE NOT EXISTS (SELECT FROM audit_sealed_entry WHERE entry_id = entry.id)) AS oldest,
           (SELECT count(*)::integer FROM audit_entry AS entry
            JOIN audit_sealed_entry ON entry_id = entry.id
            JOIN audit_seal ON number = seal_number
            WHERE sealed_at > done_at + interval '1 hour') AS late`.execute(db)
  return rows[0]!
}

export async function findLastSeal(db: Kysely<DB>): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`SELECT ${SEAL} FROM audit_seal ORDER BY number DESC LIMIT 1`.execute(db)
  return rows[0]
}

/** Seals after this number, in order. */
export async function listSealsAfter(db: Kysely<DB>, number: number, limit: number): Promise<readonly Seal[]> {
  const { rows } = await sql<Seal>`
    SELECT ${SEAL} FROM audit_seal WHERE number > ${number} ORDER BY number LIMIT ${limit}`.execute(db)
  return rows
}

const SEAL = sql`number, encode(previous_head, 'hex') AS "previousHead", entry_count AS "entryCount",
  encode(entries_hash, 'hex') AS "entriesHash", encode(head, 'hex') AS head,
  to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "sealedAt"`

export async function insertSeal(
  transaction: Transaction<DB>,
  seal: Seal,
  entries: readonly SealedEntry[],
): Promise<void> {
  await sql`
    INSERT INTO audit_seal (number, previous_head, entry_count, entries_hash, sealed_at, head)
    VALUES (${seal.number}, decode(${seal.previousHead}, 'hex'), ${seal.entryCount},
            decode(${seal.entriesHash}, 'hex'), ${seal.sealedAt}, decode(${seal.head}, 'hex'))`.execute(transaction)
  const ids = entries.map(({ id }) => id)
  await sql`
    INSERT INTO audit_sealed_entry (entry_id, seal_number)
    SELECT unnest(${ids}::uuid[]), ${seal.number}`.execute(transaction)
}

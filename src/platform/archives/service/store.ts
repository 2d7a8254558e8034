import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { NewEntry, ServiceEntry } from './entries.ts'

/** Everything that was entered, the last first. */
export async function listServiceEntries(db: Kysely<DB>): Promise<readonly ServiceEntry[]> {
  const { rows } = await sql<ServiceEntry>`
    SELECT id, item, is_withdrawn AS "isWithdrawn", reference, signed_on::text AS "signedOn", signed_by AS "signedBy",
      reason, entered_at AS "enteredAt"
    FROM service_entry JOIN service_signature ON entry_id = id
    ORDER BY entered_at DESC, id DESC LIMIT 500`.execute(db)
  return rows
}

/** Who enters waits for who is entering: each sees what the other wrote. */
export async function lockEntering(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('service entry'))`.execute(transaction)
}

export async function insertServiceEntry(
  transaction: Transaction<DB>,
  entry: NewEntry & { readonly id: string; readonly enteredBy: string; readonly enteredAt: Date },
): Promise<void> {
  await sql`
    INSERT INTO service_entry (id, item, is_withdrawn, reference, signed_on, entered_by, entered_at)
    VALUES (${entry.id}, ${entry.item}, ${entry.isWithdrawn}, ${entry.reference}, ${entry.signedOn}, ${entry.enteredBy},
      ${entry.enteredAt})`.execute(transaction)
  await sql`
    INSERT INTO service_signature (entry_id, signed_by, reason)
    VALUES (${entry.id}, ${entry.signedBy}, ${entry.reason})`.execute(transaction)
}

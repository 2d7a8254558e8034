import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { OpeningRefusal } from '../../sealed/opening.ts'

/** What a machine of the bureau sent to be published. */
export type Sent = { readonly id: string; readonly packed: Uint8Array; readonly sentBy: string; readonly sentAt: Date }

/** Keeps it in the place of what was sent before. */
export async function insertSent(transaction: Transaction<DB>, pollId: string, sent: Sent): Promise<void> {
  const values = {
    id: sent.id,
    packed: Buffer.from(sent.packed),
    sent_by: sent.sentBy,
    sent_at: sent.sentAt,
    refusal: null,
  }
  await transaction
    .insertInto('opening_sent')
    .values({ poll_id: pollId, ...values })
    .onConflict((conflict) => conflict.column('poll_id').doUpdateSet(values))
    .execute()
}

/** What is still to be counted; `undefined` once it was, or another was sent. */
export async function findSent(db: Kysely<DB>, id: string): Promise<(Sent & { readonly pollId: string }) | undefined> {
  const row = await db
    .selectFrom('opening_sent')
    .selectAll()
    .where('id', '=', id)
    .where('refusal', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      ...{ id: row.id, pollId: row.poll_id, sentBy: row.sent_by, sentAt: row.sent_at },
      packed: new Uint8Array(row.packed),
    }
  )
}

/** Where the last sending stands; `undefined`: nothing waits. */
export async function findSending(
  db: Kysely<DB>,
  pollId: string,
): Promise<{ readonly sentAt: Date; readonly refusal: OpeningRefusal | null } | undefined> {
  const row = await db
    .selectFrom('opening_sent')
    .select(['sent_at', 'refusal'])
    .where('poll_id', '=', pollId)
    .executeTakeFirst()
  return row && { sentAt: row.sent_at, refusal: row.refusal as OpeningRefusal | null }
}

/** @returns  whether it was still there */
export async function deleteSent(transaction: Transaction<DB>, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('opening_sent').where('id', '=', id).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Keeps why it was not published; the ballots go. */
export async function refuseSent(db: Kysely<DB>, id: string, refusal: string): Promise<void> {
  await db
    .updateTable('opening_sent')
    .set({ refusal, packed: Buffer.alloc(0) })
    .where('id', '=', id)
    .execute()
}

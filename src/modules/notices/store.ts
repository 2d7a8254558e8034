import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, ContactMessage as MessageRow } from '#platform/database'
import type { StoredMessage, Subject } from './model.ts'

type Reader = Kysely<DB>

/**
 * When messages came from this network since a moment. Whoever asks holds the network until the end of the transaction:
 * messages sent at once are counted one after the other.
 */
export async function listPace(
  transaction: Transaction<DB>,
  network: Uint8Array,
  since: Date,
): Promise<readonly Date[]> {
  const key = Buffer.from(network)
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(encode(${key}::bytea, 'hex'), 0))`.execute(transaction)
  const rows = await transaction
    .selectFrom('contact_pace')
    .select('sent_at')
    .where('network', '=', key)
    .where('sent_at', '>', since)
    .execute()
  return rows.map((row) => row.sent_at)
}

export async function insertPace(
  transaction: Transaction<DB>,
  pace: { readonly id: string; readonly network: Uint8Array; readonly sentAt: Date },
): Promise<void> {
  await transaction
    .insertInto('contact_pace')
    .values({ id: pace.id, network: Buffer.from(pace.network), sent_at: pace.sentAt })
    .execute()
}

export async function insertMessage(
  transaction: Transaction<DB>,
  message: Omit<StoredMessage, 'answeredAt'>,
): Promise<void> {
  await transaction
    .insertInto('contact_message')
    .values({
      id: message.id,
      reference: message.reference,
      subject: message.subject,
      body: message.body,
      name: message.name ?? null,
      email: message.email ?? null,
      telephone: message.telephone ?? null,
      commune_code: message.communeCode ?? null,
      received_at: message.receivedAt,
    })
    .execute()
}

/** The oldest that waits first, then those answered, the last first. `limit` of each. */
export async function listMessages(db: Reader, limit: number) {
  const [waiting, answered] = await Promise.all([
    db
      .selectFrom('contact_message')
      .selectAll()
      .where('answered_at', 'is', null)
      .orderBy('received_at')
      .limit(limit)
      .execute(),
    db
      .selectFrom('contact_message')
      .selectAll()
      .where('answered_at', 'is not', null)
      .orderBy('answered_at', 'desc')
      .limit(limit)
      .execute(),
  ])
  return { waiting: waiting.map(messageOf), answered: answered.map(messageOf) }
}

/** Those of these messages that are still kept. */
export async function listExistingMessages(db: Reader, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await db.selectFrom('contact_message').select('id').where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}

export async function findMessage(db: Reader, reference: string): Promise<StoredMessage | undefined> {
  const row = await db.selectFrom('contact_message').selectAll().where('reference', '=', reference).executeTakeFirst()
  return row && messageOf(row)
}

/** How many wait, and since when the first. */
export async function findWaiting(db: Reader): Promise<{ readonly count: number; readonly since: Date | undefined }> {
  const row = await db
    .selectFrom('contact_message')
    .select(({ fn }) => [fn.countAll<bigint>().as('count'), fn.min('received_at').as('since')])
    .where('answered_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), since: row.since ?? undefined }
}

/** @returns  the message; undefined when there is no such message waiting */
export async function markAnswered(
  transaction: Transaction<DB>,
  id: string,
  answered: { readonly at: Date; readonly by: string | null },
): Promise<StoredMessage | undefined> {
  const row = await transaction
    .updateTable('contact_message')
    .set({ answered_at: answered.at, answered_by: answered.by })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && messageOf(row)
}

/** Messages that came before a moment. @returns  how many went */
export async function deleteMessagesBefore(db: Reader, before: Date): Promise<bigint> {
  return (await db.deleteFrom('contact_message').where('received_at', '<', before).executeTakeFirst()).numDeletedRows
}

export async function deletePaceBefore(db: Reader, before: Date): Promise<bigint> {
  return (await db.deleteFrom('contact_pace').where('sent_at', '<', before).executeTakeFirst()).numDeletedRows
}

/** Messages whose sender gave one of these addresses. */
export async function listMessagesFrom(db: Reader, addresses: readonly string[]): Promise<readonly StoredMessage[]> {
  const rows = await fromAddresses(db, addresses).selectAll().orderBy('received_at').execute()
  return rows.map(messageOf)
}

export async function deleteMessagesFrom(transaction: Transaction<DB>, addresses: readonly string[]): Promise<bigint> {
  const ids = fromAddresses(transaction, addresses).select('id')
  return (await transaction.deleteFrom('contact_message').where('id', 'in', ids).executeTakeFirst()).numDeletedRows
}

function fromAddresses(db: Reader, addresses: readonly string[]) {
  const known = addresses.map((address) => address.toLowerCase())
  return db.selectFrom('contact_message').where(sql<string>`lower(email)`, 'in', known.length > 0 ? known : [''])
}

function messageOf(row: Selectable<MessageRow>): StoredMessage {
  return {
    id: row.id,
    reference: row.reference,
    subject: row.subject as Subject,
    body: row.body,
    name: row.name ?? undefined,
    email: row.email ?? undefined,
    telephone: row.telephone ?? undefined,
    communeCode: row.commune_code ?? undefined,
    receivedAt: row.received_at,
    answeredAt: row.answered_at ?? undefined,
  }
}

import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Assurance } from '#platform/sessions'

export type SessionRow = {
  readonly id: string
  readonly personId: string
  readonly displayName: string
  readonly assurance: Assurance
  readonly actingFor: { readonly personId: string; readonly displayName: string } | undefined
  readonly openedAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
}

export type NewSession = {
  readonly id: string
  readonly secretHash: Uint8Array
  readonly personId: string
  readonly assurance: Assurance
  readonly device: string
  readonly openedAt: Date
  readonly expiresAt: Date
}

export async function insertSession(transaction: Transaction<DB>, session: NewSession): Promise<void> {
  await transaction
    .insertInto('session')
    .values({
      id: session.id,
      secret_hash: Buffer.from(session.secretHash),
      person_id: session.personId,
      assurance: session.assurance,
      device: session.device,
      opened_at: session.openedAt,
      seen_at: session.openedAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** The session of a secret, while it is open and its person is there. */
export async function findSession(db: Kysely<DB>, secretHash: Uint8Array, now: Date): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('person as other', 'other.id', 'session.acting_for')
    .select([
      'session.id',
      'person_id',
      'assurance',
      'opened_at',
      'seen_at',
      'expires_at',
      'person.display_name',
      'acting_for',
      'other.display_name as other_name',
    ])
    .where('secret_hash', '=', Buffer.from(secretHash))
    .where('expires_at', '>', now)
    .where('person.erased_at', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      displayName: row.display_name,
      assurance: row.assurance as Assurance,
      actingFor: row.acting_for === null ? undefined : { personId: row.acting_for, displayName: row.other_name ?? '' },
      openedAt: row.opened_at,
      seenAt: row.seen_at,
      expiresAt: row.expires_at,
    }
  )
}

/** The session was used: it lives on until `expiresAt`. */
export async function touchSession(db: Kysely<DB>, id: string, seenAt: Date, expiresAt: Date): Promise<void> {
  await db.updateTable('session').set({ seen_at: seenAt, expires_at: expiresAt }).where('id', '=', id).execute()
}

export async function deleteSession(db: Kysely<DB>, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute()
}

/** @returns how many were open */
export async function deleteSessionsOf(db: Kysely<DB>, personId: string): Promise<bigint> {
  const deleted = await db.deleteFrom('session').where('person_id', '=', personId).executeTakeFirst()
  return deleted.numDeletedRows
}

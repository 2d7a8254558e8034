import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Assurance } from '#platform/sessions'

export type SessionRow = {
  readonly id: string
  readonly personId: string
  readonly displayName: string
  readonly assurance: Assurance
  readonly actingFor: { readonly personId: string; readonly displayName: string } | undefined
  /** Else, acting for somebody takes the role of an agent. */
  readonly actsByMandate: boolean
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
    .leftJoin('mandate', 'mandate.id', 'session.acting_by')
    .select([
      'session.id',
      'person_id',
      'assurance',
      'opened_at',
      'seen_at',
      'expires_at',
      'person.display_name',
      'acting_for',
      'acting_by',
      'other.display_name as other_name',
    ])
    .where('secret_hash', '=', Buffer.from(secretHash))
    .where('expires_at', '>', now)
    .where('person.erased_at', 'is', null)
    // Acting for somebody ends with the right to: a form filled for them must not be sent in one's own name.
    .where((eb) => eb.or([eb('acting_for', 'is', null), eb('other.erased_at', 'is', null)]))
    .where((eb) =>
      eb.or([eb('acting_by', 'is', null), eb.and([eb('revoked_at', 'is', null), eb('mandate.ends_at', '>', now)])]),
    )
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      displayName: row.display_name,
      assurance: row.assurance as Assurance,
      actingFor: row.acting_for === null ? undefined : { personId: row.acting_for, displayName: row.other_name ?? '' },
      actsByMandate: row.acting_by !== null,
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

export type OpenSession = {
  readonly id: string
  readonly assurance: Assurance
  readonly device: string
  readonly openedAt: Date
  readonly seenAt: Date
}

/** The open sessions of a person, the last used first. */
export async function listSessionsOf(db: Kysely<DB>, personId: string, now: Date): Promise<readonly OpenSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'assurance', 'device', 'opened_at', 'seen_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    assurance: row.assurance as Assurance,
    device: row.device,
    openedAt: row.opened_at,
    seenAt: row.seen_at,
  }))
}

/**
 * The session goes on under another secret, acting for somebody or no longer: who had copied the old one has nothing.
 *
 * @param acting  for whom, and by which mandate when the actor is not an agent; undefined to act for oneself again
 */
export async function rotateSession(
  transaction: Transaction<DB>,
  id: string,
  secretHash: Uint8Array,
  acting: { readonly personId: string; readonly mandateId: string | null } | undefined,
): Promise<void> {
  await transaction
    .updateTable('session')
    .set({
      secret_hash: Buffer.from(secretHash),
      acting_for: acting?.personId ?? null,
      acting_by: acting?.mandateId ?? null,
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteSession(db: Kysely<DB>, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute()
}

export async function deleteSessionOfSecret(db: Kysely<DB>, secretHash: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('secret_hash', '=', Buffer.from(secretHash)).execute()
}

/** Closes a session of this person; another's is left alone. */
export async function deleteOwnSession(db: Kysely<DB>, personId: string, id: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

/** Keeps the sessions last used, so many: a person has only so many devices. */
export async function deleteSessionsBeyond(db: Kysely<DB>, personId: string, kept: number): Promise<void> {
  await db
    .deleteFrom('session')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('session as older')
        .select('older.id')
        .where('older.person_id', '=', personId)
        .orderBy('older.seen_at', 'desc')
        .orderBy('older.id', 'desc')
        .offset(kept),
    )
    .execute()
}

/** @returns how many were open */
export async function deleteSessionsOf(db: Kysely<DB>, personId: string): Promise<bigint> {
  const deleted = await db.deleteFrom('session').where('person_id', '=', personId).executeTakeFirst()
  return deleted.numDeletedRows
}

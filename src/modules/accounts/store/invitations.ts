import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** An agent asked in. */
export type Invitation = {
  readonly id: string
  /** In lower case. */
  readonly address: string
  readonly displayName: string
  /** Whom it is for, once known. */
  readonly personId: string | undefined
  readonly makesAdministrator: boolean
  readonly expiresAt: Date
  readonly usedAt: Date | undefined
}

export async function insertInvitation(
  transaction: Transaction<DB>,
  invitation: Omit<Invitation, 'usedAt'> & { readonly codeHash: Uint8Array; readonly invitedAt: Date },
): Promise<void> {
  await transaction
    .insertInto('invitation')
    .values({
      id: invitation.id,
      code_hash: Buffer.from(invitation.codeHash),
      address: invitation.address,
      display_name: invitation.displayName,
      person_id: invitation.personId ?? null,
      makes_administrator: invitation.makesAdministrator,
      invited_at: invitation.invitedAt,
      expires_at: invitation.expiresAt,
    })
    .execute()
}

export async function lockInvitation(
  transaction: Transaction<DB>,
  codeHash: Uint8Array,
): Promise<Invitation | undefined> {
  const row = await transaction
    .selectFrom('invitation')
    .selectAll()
    .where('code_hash', '=', Buffer.from(codeHash))
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      address: row.address,
      displayName: row.display_name,
      personId: row.person_id ?? undefined,
      makesAdministrator: row.makes_administrator,
      expiresAt: row.expires_at,
      usedAt: row.used_at ?? undefined,
    }
  )
}

export async function useInvitation(
  transaction: Transaction<DB>,
  used: { readonly id: string; readonly personId: string; readonly at: Date },
): Promise<void> {
  await transaction
    .updateTable('invitation')
    .set({ person_id: used.personId, used_at: used.at })
    .where('id', '=', used.id)
    .execute()
}

/** The code a starting service prints; with several processes, each prints its own and all count for their hour. */
export async function insertFirstRunCode(
  db: Kysely<DB>,
  code: { readonly hash: Uint8Array; readonly drawnAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await db.deleteFrom('first_run_code').where('expires_at', '<=', code.drawnAt).execute()
  await db
    .insertInto('first_run_code')
    .values({ code_hash: Buffer.from(code.hash), drawn_at: code.drawnAt, expires_at: code.expiresAt })
    .execute()
}

/** When the code ends, if it is one; held until the transaction ends. */
export async function findFirstRunCode(transaction: Transaction<DB>, hash: Uint8Array): Promise<Date | undefined> {
  const row = await transaction
    .selectFrom('first_run_code')
    .select('expires_at')
    .where('code_hash', '=', Buffer.from(hash))
    .forUpdate()
    .executeTakeFirst()
  return row?.expires_at
}

export async function deleteFirstRunCodes(transaction: Transaction<DB>): Promise<void> {
  await transaction.deleteFrom('first_run_code').execute()
}

/** What a browser that gave a right code may do: add a first strong way in for a person. */
export type Enrolment = {
  readonly personId: string
  readonly displayName: string
  readonly makesAdministrator: boolean
  readonly expiresAt: Date
}

export async function insertEnrolment(
  transaction: Transaction<DB>,
  browserHash: Uint8Array,
  enrolment: Omit<Enrolment, 'displayName'> & { readonly openedAt: Date },
): Promise<void> {
  const values = {
    person_id: enrolment.personId,
    makes_administrator: enrolment.makesAdministrator,
    opened_at: enrolment.openedAt,
    expires_at: enrolment.expiresAt,
  }
  await transaction
    .insertInto('enrolment')
    .values({ browser_hash: Buffer.from(browserHash), ...values })
    .onConflict((conflict) => conflict.constraint('enrolment_pkey').doUpdateSet(values))
    .execute()
}

export async function findEnrolment(
  db: Kysely<DB>,
  browserHash: Uint8Array,
  now: Date,
): Promise<Enrolment | undefined> {
  const row = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person_id', 'display_name', 'makes_administrator', 'expires_at'])
    .where('browser_hash', '=', Buffer.from(browserHash))
    .where('expires_at', '>', now)
    .where('person.erased_at', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      personId: row.person_id,
      displayName: row.display_name,
      makesAdministrator: row.makes_administrator,
      expiresAt: row.expires_at,
    }
  )
}

export async function deleteEnrolment(transaction: Transaction<DB>, browserHash: Uint8Array): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('enrolment')
    .where('browser_hash', '=', Buffer.from(browserHash))
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

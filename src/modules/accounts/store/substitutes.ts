import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** A substitute is asked to confirm one act. */
export type SubstituteCall = {
  readonly id: string
  readonly grantId: string
  readonly personId: string
  readonly codeHash: Uint8Array
  readonly calledAt: Date
  readonly expiresAt: Date
}

/** Writes the call; those that are over go, whoever they were to. */
export async function insertCall(transaction: Transaction<DB>, call: SubstituteCall): Promise<void> {
  await transaction.deleteFrom('substitute_call').where('expires_at', '<=', call.calledAt).execute()
  await transaction
    .insertInto('substitute_call')
    .values({
      id: call.id,
      grant_id: call.grantId,
      person_id: call.personId,
      code_hash: Buffer.from(call.codeHash),
      called_at: call.calledAt,
      expires_at: call.expiresAt,
    })
    .execute()
}

/** The call this code answers, if it was sent to this person and still counts. */
export async function findCall(
  db: Kysely<DB>,
  answer: { readonly personId: string; readonly codeHash: Uint8Array; readonly now: Date },
): Promise<{ readonly grantId: string } | undefined> {
  const row = await db
    .selectFrom('substitute_call')
    .select('grant_id')
    .where('person_id', '=', answer.personId)
    .where('code_hash', '=', Buffer.from(answer.codeHash))
    .where('expires_at', '>', answer.now)
    .executeTakeFirst()
  return row && { grantId: row.grant_id }
}

/** A code serves once; an act settled needs none any more. */
export async function deleteCallsAbout(transaction: Transaction<DB>, grantId: string): Promise<void> {
  await transaction.deleteFrom('substitute_call').where('grant_id', '=', grantId).execute()
}

/** An address of the person that they proved, if they have one. */
export async function findAddressOf(db: Kysely<DB>, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('person_email')
    .select('address')
    .where('person_id', '=', personId)
    .orderBy('verified_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.address
}

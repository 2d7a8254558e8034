import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

export type Card = { readonly id: string; readonly personId: string; readonly number: string; readonly issuedAt: Date }

export type NewCard = Card & { readonly codeHash: Uint8Array; readonly issuedBy: string }

export async function insertCard(transaction: Transaction<DB>, card: NewCard): Promise<void> {
  await transaction
    .insertInto('person_card')
    .values({
      id: card.id,
      person_id: card.personId,
      number: card.number,
      code_hash: Buffer.from(card.codeHash),
      issued_by: card.issuedBy,
      issued_at: card.issuedAt,
    })
    .execute()
}

/** The card in use of a person. */
export async function findCardOf(db: Kysely<DB>, personId: string): Promise<Card | undefined> {
  const row = await db
    .selectFrom('person_card')
    .select(['id', 'person_id', 'number', 'issued_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && { id: row.id, personId: row.person_id, number: row.number, issuedAt: row.issued_at }
}

/** The card in use under a number, with what its code is checked against. */
export async function findCardByNumber(
  db: Kysely<DB>,
  number: string,
): Promise<{ readonly personId: string; readonly codeHash: Uint8Array; readonly isFictitious: boolean } | undefined> {
  const row = await db
    .selectFrom('person_card')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person_id', 'code_hash', 'is_fictitious'])
    .where('number', '=', number)
    .where('revoked_at', 'is', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return row && { personId: row.person_id, codeHash: row.code_hash, isFictitious: row.is_fictitious }
}

/** @returns whether there was one */
export async function revokeCardOf(transaction: Transaction<DB>, personId: string, now: Date): Promise<boolean> {
  const revoked = await transaction
    .updateTable('person_card')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows > 0n
}

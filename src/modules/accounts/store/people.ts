import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

export type Person = { readonly id: string; readonly displayName: string }

export async function insertPerson(transaction: Transaction<DB>, person: Person, createdAt: Date): Promise<void> {
  await transaction
    .insertInto('person')
    .values({ id: person.id, display_name: person.displayName, created_at: createdAt })
    .execute()
}

export async function insertEmail(
  transaction: Transaction<DB>,
  email: { readonly personId: string; readonly address: string; readonly verifiedAt: Date },
): Promise<void> {
  await transaction
    .insertInto('person_email')
    .values({ person_id: email.personId, address: email.address, verified_at: email.verifiedAt })
    .execute()
}

/** Everyone who has this address, in the order they came. `address` is in lower case. */
export async function listPeopleByEmail(db: Kysely<DB>, address: string): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom('person_email')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person.id', 'display_name'])
    .where('address', '=', address)
    .where('erased_at', 'is', null)
    .orderBy('person.created_at')
    .orderBy('person.id')
    .execute()
  return rows.map(({ id, display_name }) => ({ id, displayName: display_name }))
}

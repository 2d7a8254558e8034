import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'

export type Person = { readonly id: string; readonly displayName: string }

export async function insertPerson(
  transaction: Transaction<DB>,
  person: Person & { readonly isFictitious?: boolean },
  createdAt: Date,
): Promise<void> {
  await transaction
    .insertInto('person')
    .values({
      id: person.id,
      display_name: person.displayName,
      is_fictitious: person.isFictitious ?? false,
      created_at: createdAt,
    })
    .execute()
}

/** Somebody who is there: an erased person is nobody. */
export async function findPerson(db: Kysely<DB>, id: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'display_name'])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return row && personOf(row)
}

export async function renamePerson(transaction: Transaction<DB>, { id, displayName }: Person): Promise<void> {
  await transaction.updateTable('person').set({ display_name: displayName }).where('id', '=', id).execute()
}

/** The people of the demonstration, in the order they came. */
export async function listFictitiousPeople(db: Kysely<DB>): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'display_name'])
    .where('is_fictitious', '=', true)
    .where('erased_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(personOf)
}

export type FoundPerson = Person & {
  readonly addresses: readonly string[]
  readonly hasCard: boolean
}

/**
 * People an agent looks for: by a part of their name, by their whole address, or by the number of their card.
 *
 * @param words  not empty; `%` and `_` are letters like others
 */
export async function searchPeople(db: Kysely<DB>, words: string, limit: number): Promise<readonly FoundPerson[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  const digits = words.replaceAll(/\D/g, '')
  const rows = await db
    .selectFrom('person')
    .select((eb) => [
      'id',
      'display_name',
      sql<string[]>`ARRAY(SELECT address FROM person_email WHERE person_id = person.id ORDER BY address)`.as(
        'addresses',
      ),
      eb
        .exists(eb.selectFrom('person_card').whereRef('person_id', '=', 'person.id').where('revoked_at', 'is', null))
        .as('has_card'),
    ])
    .where('erased_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('display_name', 'ilike', pattern),
        eb('id', 'in', eb.selectFrom('person_email').select('person_id').where('address', '=', words.toLowerCase())),
        eb('id', 'in', eb.selectFrom('person_card').select('person_id').where('number', '=', digits)),
      ]),
    )
    .orderBy('display_name')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...personOf(row), addresses: row.addresses, hasCard: Boolean(row.has_card) }))
}

function personOf({ id, display_name }: { readonly id: string; readonly display_name: string }): Person {
  return { id, displayName: display_name }
}

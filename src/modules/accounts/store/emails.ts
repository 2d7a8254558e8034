import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Person } from './people.ts'

/** The address joins the person; once more changes nothing. `address` is in lower case. */
export async function insertEmail(
  transaction: Transaction<DB>,
  email: {
    readonly personId: string
    readonly address: string
    readonly verifiedAt: Date
    readonly isBeyondHousehold?: boolean
  },
): Promise<void> {
  await transaction
    .insertInto('person_email')
    .values({
      person_id: email.personId,
      address: email.address,
      verified_at: email.verifiedAt,
      is_beyond_household: email.isBeyondHousehold ?? false,
    })
    .onConflict((conflict) => conflict.constraint('person_email_pkey').doUpdateSet({ verified_at: email.verifiedAt }))
    .execute()
}

export async function deleteEmail(transaction: Transaction<DB>, personId: string, address: string): Promise<void> {
  await transaction
    .deleteFrom('person_email')
    .where('person_id', '=', personId)
    .where('address', '=', address)
    .execute()
}

export async function listEmailsOf(db: Kysely<DB>, personId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('person_email')
    .select('address')
    .where('person_id', '=', personId)
    .orderBy('verified_at')
    .orderBy('address')
    .execute()
  return rows.map(({ address }) => address)
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

/** Whether one more can come in without a code: two acts on a person's ways in wait for one another. */
export async function lockPerson(transaction: Transaction<DB>, personId: string): Promise<void> {
  await transaction.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute()
}

/** An address that more people share than a household does. */
export type CrowdedAddress = {
  /** Enough to know it when one is told the whole: « l…@exemple.fr ». */
  readonly hint: string
  readonly personCount: number
  /** Who came when there were many already. */
  readonly beyondCount: number
}

/** The addresses that were flagged, the most shared first; never in full, an agent who is asked types it. */
export async function listCrowdedAddresses(db: Kysely<DB>, limit: number): Promise<readonly CrowdedAddress[]> {
  const rows = await db
    .selectFrom('person_email')
    .innerJoin('person', 'person.id', 'person_id')
    .select((eb) => [
      'address',
      eb.fn.countAll<bigint>().as('people'),
      eb.fn.countAll<bigint>().filterWhere('is_beyond_household', '=', true).as('beyond'),
    ])
    .where('erased_at', 'is', null)
    .groupBy('address')
    .having((eb) => eb.fn.agg<boolean>('bool_or', ['is_beyond_household']), '=', true)
    .orderBy('people', 'desc')
    .orderBy('address')
    .limit(limit)
    .execute()
  return rows.map(({ address, people, beyond }) => ({
    hint: `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`,
    personCount: Number(people),
    beyondCount: Number(beyond),
  }))
}

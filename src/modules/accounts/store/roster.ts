import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { Day } from '../roles/days.ts'
import type { GrantedRole } from '../roles/model.ts'

/** Somebody as the desk shows them. */
export type RosterPerson = {
  readonly id: string
  readonly displayName: string
  readonly addresses: readonly string[]
  readonly hasCard: boolean
  readonly createdAt: Date
  readonly sessionCount: number
}

/** Somebody who holds something today. */
export type RoleHolder = {
  readonly personId: string
  readonly displayName: string
  readonly roles: readonly GrantedRole[]
}

/** The people this page names, by identifier; those who were erased have an empty name. */
export async function listNames(db: Kysely<DB>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'display_name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, display_name }) => [id, display_name]))
}

export async function findRosterPerson(db: Kysely<DB>, id: string, now: Date): Promise<RosterPerson | undefined> {
  const row = await db
    .selectFrom('person')
    .select((eb) => [
      'id',
      'display_name',
      'created_at',
      sql<string[]>`ARRAY(SELECT address FROM person_email WHERE person_id = person.id ORDER BY address)`.as(
        'addresses',
      ),
      eb
        .exists(eb.selectFrom('person_card').whereRef('person_id', '=', 'person.id').where('revoked_at', 'is', null))
        .as('has_card'),
      eb
        .selectFrom('session')
        .select((count) => count.fn.countAll<bigint>().as('count'))
        .whereRef('person_id', '=', 'person.id')
        .where('expires_at', '>', now)
        .as('sessions'),
    ])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      displayName: row.display_name,
      addresses: row.addresses,
      hasCard: Boolean(row.has_card),
      createdAt: row.created_at,
      sessionCount: Number(row.sessions ?? 0),
    }
  )
}

/** Everybody who holds something on that day, by name; of one role when asked. */
export async function listRoleHolders(
  db: Kysely<DB>,
  today: Day,
  role?: GrantedRole,
  limit = 500,
): Promise<readonly RoleHolder[]> {
  const rows = await db
    .selectFrom('role_in_effect')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person.id', 'display_name', sql<GrantedRole[]>`array_agg(DISTINCT role ORDER BY role)`.as('roles')])
    .where('starts_on', '<=', today)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>=', today)]))
    .groupBy(['person.id', 'display_name'])
    .$if(role !== undefined, (query) => query.having(sql<boolean>`bool_or(role = ${role!})`))
    .orderBy('display_name')
    .orderBy('person.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, display_name, roles }) => ({ personId: id, displayName: display_name, roles }))
}

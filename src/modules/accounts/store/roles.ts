import { type Kysely, type NotNull, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { HeldRole, Role } from '#platform/sessions'
import type { Day } from '../roles/days.ts'
import type { ConfirmationWay, GrantedRole, RoleGrant } from '../roles/model.ts'

export type NewGrant = Pick<
  RoleGrant,
  | 'id'
  | 'personId'
  | 'role'
  | 'object'
  | 'startsOn'
  | 'endsOn'
  | 'needsConfirmation'
  | 'delegatedFrom'
  | 'askedBy'
  | 'askedAt'
>

/** One decision about roles at a time: « never the last administrator » spans rows that no lock of a row can hold. */
export async function lockRoles(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${ROLES_LOCK})`.execute(transaction)
}

// Any number, the same in every process; advisory locks belong to one database.
const ROLES_LOCK = 4_711_008

export async function insertGrant(transaction: Transaction<DB>, grant: NewGrant, reason: string | null): Promise<void> {
  await transaction
    .insertInto('role_grant')
    .values({
      id: grant.id,
      person_id: grant.personId,
      role: grant.role,
      object: grant.object,
      starts_on: grant.startsOn,
      ends_on: grant.endsOn,
      needs_confirmation: grant.needsConfirmation,
      delegated_from: grant.delegatedFrom,
      asked_by: grant.askedBy,
      asked_at: grant.askedAt,
    })
    .execute()
  if (reason !== null) await insertReason(transaction, grant.id, 'grant', reason)
}

export async function insertConfirmation(
  transaction: Transaction<DB>,
  grantId: string,
  confirmed: { readonly by: string | null; readonly with: ConfirmationWay; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('role_confirmation')
    .values({
      grant_id: grantId,
      confirmed_by: confirmed.by,
      confirmed_with: confirmed.with,
      confirmed_at: confirmed.at,
    })
    .execute()
}

export async function insertRevocation(
  transaction: Transaction<DB>,
  revocation: { readonly grantId: string; readonly by: string | null; readonly at: Date; readonly reason: string },
): Promise<void> {
  await transaction
    .insertInto('role_revocation')
    .values({ grant_id: revocation.grantId, revoked_by: revocation.by, revoked_at: revocation.at })
    .execute()
  await insertReason(transaction, revocation.grantId, 'revocation', revocation.reason)
}

async function insertReason(
  transaction: Transaction<DB>,
  grantId: string,
  step: 'grant' | 'revocation',
  reason: string,
): Promise<void> {
  await transaction.insertInto('role_reason').values({ grant_id: grantId, step, reason }).execute()
}

export async function findGrant(db: Kysely<DB>, id: string): Promise<RoleGrant | undefined> {
  const rows = await grants(db).where('role_grant.id', '=', id).execute()
  return rows.map(grantOf)[0]
}

/** Everything the person was ever given, the last first. */
export async function listGrantsOf(db: Kysely<DB>, personId: string): Promise<readonly RoleGrant[]> {
  const rows = await grants(db).where('role_grant.person_id', '=', personId).orderBy('asked_at', 'desc').execute()
  return rows.map(grantOf)
}

/** The same, or undefined when there is no such person any more. */
export async function findHeldBy(db: Kysely<DB>, personId: string): Promise<readonly RoleGrant[] | undefined> {
  const person = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return person && listGrantsOf(db, personId)
}

/** What waits for a second person, the oldest first; what is over waits no more. */
export async function listWaiting(db: Kysely<DB>, today: Day): Promise<readonly RoleGrant[]> {
  const rows = await grants(db)
    .where('needs_confirmation', '=', true)
    .where('role_confirmation.grant_id', 'is', null)
    .where('role_revocation.grant_id', 'is', null)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>=', today)]))
    .orderBy('asked_at')
    .execute()
  return rows.map(grantOf)
}

/** Grants in effect on that day: of everybody, of one person, of one role. */
export async function listInEffect(
  db: Kysely<DB>,
  today: Day,
  only: { readonly personId?: string; readonly role?: GrantedRole } = {},
): Promise<readonly RoleGrant[]> {
  const rows = await grants(db)
    .where('role_grant.id', 'in', inEffect(db, today))
    .$if(only.personId !== undefined, (query) => query.where('role_grant.person_id', '=', only.personId!))
    .$if(only.role !== undefined, (query) => query.where('role_grant.role', '=', only.role!))
    .orderBy('role_grant.asked_at')
    .execute()
  return rows.map(grantOf)
}

/** Loans of a role, those of today and to come first. */
export async function listDelegations(db: Kysely<DB>): Promise<readonly RoleGrant[]> {
  const rows = await grants(db)
    .where('delegated_from', 'is not', null)
    .orderBy('ends_on', 'desc')
    .orderBy('role_grant.id')
    .limit(200)
    .execute()
  return rows.map(grantOf)
}

/** What counts on that day, for a session: read at each request of somebody signed in. */
export async function listHeldRoles(db: Kysely<DB>, personId: string, today: Day): Promise<readonly HeldRole[]> {
  const rows = await db
    .selectFrom('role_in_effect')
    .select(['role', 'object'])
    .distinct()
    .where('person_id', '=', personId)
    .where('role', '<>', 'substitute')
    .where('starts_on', '<=', today)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>=', today)]))
    .execute()
  return rows.map(({ role, object }) => ({ role: role as Role, object }))
}

/** Grants of administrator that have no end and were not lent: one must always remain. */
export async function listLastingAdministrators(db: Kysely<DB>, today: Day): Promise<readonly RoleGrant[]> {
  const held = await listInEffect(db, today, { role: 'administrator' })
  return held.filter(
    ({ endsOn, delegatedFrom, object }) => endsOn === null && delegatedFrom === null && object === null,
  )
}

/** Whether nobody but this person could manage roles: they can neither be erased nor give the role up. */
export async function isLastAdministrator(db: Kysely<DB>, personId: string, today: Day): Promise<boolean> {
  const lasting = await listLastingAdministrators(db, today)
  return lasting.length > 0 && lasting.every((grant) => grant.personId === personId)
}

/** Whether somebody was ever an administrator here: the first run is then over. */
export async function hasHadAdministrator(db: Kysely<DB>): Promise<boolean> {
  const row = await db
    .selectFrom('role_grant')
    .innerJoin('role_confirmation', 'grant_id', 'role_grant.id')
    .select('role_grant.id')
    .where('role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function inEffect(db: Kysely<DB>, today: Day) {
  return db
    .selectFrom('role_in_effect')
    .select('grant_id')
    .$narrowType<{ grant_id: NotNull }>()
    .where('starts_on', '<=', today)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>=', today)]))
}

function grants(db: Kysely<DB>) {
  return db
    .selectFrom('role_grant')
    .leftJoin('role_confirmation', 'role_confirmation.grant_id', 'role_grant.id')
    .leftJoin('role_revocation', 'role_revocation.grant_id', 'role_grant.id')
    .leftJoin('role_reason as why', (join) =>
      join.onRef('why.grant_id', '=', 'role_grant.id').on('why.step', '=', 'grant'),
    )
    .leftJoin('role_reason as why_not', (join) =>
      join.onRef('why_not.grant_id', '=', 'role_grant.id').on('why_not.step', '=', 'revocation'),
    )
    .select([
      'role_grant.id',
      'role_grant.person_id',
      'role_grant.role',
      'role_grant.object',
      'role_grant.starts_on',
      'role_grant.ends_on',
      'needs_confirmation',
      'delegated_from',
      'asked_by',
      'asked_at',
      'confirmed_by',
      'confirmed_with',
      'confirmed_at',
      'revoked_by',
      'revoked_at',
      'why.reason as reason',
      'why_not.reason as revocation_reason',
    ])
}

type GrantRow = Awaited<ReturnType<ReturnType<typeof grants>['execute']>>[number]

function grantOf(row: GrantRow): RoleGrant {
  return {
    id: row.id,
    personId: row.person_id,
    role: row.role as GrantedRole,
    object: row.object,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    needsConfirmation: row.needs_confirmation,
    delegatedFrom: row.delegated_from,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    confirmed: row.confirmed_at && {
      by: row.confirmed_by,
      with: row.confirmed_with as ConfirmationWay,
      at: row.confirmed_at,
    },
    revoked: row.revoked_at && { by: row.revoked_by, at: row.revoked_at },
    reason: row.reason,
    revocationReason: row.revocation_reason,
  }
}

import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, InterestLink as LinkRow } from '#platform/database'
import type { Role } from '#platform/sessions'
import type { Visa, VisaStep } from '../circuit.ts'
import type { InterestKind, InterestLink, NamedLink } from '../interests.ts'
import type { Day } from '../model.ts'

type Reader = Kysely<DB>

export async function insertInterest(
  transaction: Transaction<DB>,
  link: InterestLink,
  declaredAt: Date,
): Promise<void> {
  await transaction
    .insertInto('interest_link')
    .values({
      id: link.id,
      person_id: link.personId,
      organisation_id: link.organisationId,
      organisation_name: link.organisationName,
      kind: link.kind,
      starts_on: link.startsOn,
      ends_on: link.endsOn,
      source: link.source,
      declared_at: declaredAt,
    })
    .execute()
}

/** @returns  false when there is no such link, or it starts after that day, or ended before */
export async function endInterest(transaction: Transaction<DB>, id: string, endsOn: Day): Promise<boolean> {
  const result = await transaction
    .updateTable('interest_link')
    .set({ ends_on: endsOn })
    .where('id', '=', id)
    .where('starts_on', '<=', endsOn)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>', endsOn)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** The register, by name. */
export async function listInterests(db: Reader): Promise<readonly NamedLink[]> {
  const rows = await named(db).orderBy('display_name').orderBy('organisation_name').limit(2000).execute()
  return rows.map(namedOf)
}

export async function listInterestsOf(db: Reader, personId: string): Promise<readonly InterestLink[]> {
  const rows = await db.selectFrom('interest_link').selectAll().where('person_id', '=', personId).execute()
  return rows.map(linkOf)
}

/** Links to any of these organisations in force on a day, with who has them. */
export async function listInterestsIn(
  db: Reader,
  organisationIds: readonly string[],
  day: Day,
): Promise<readonly NamedLink[]> {
  if (organisationIds.length === 0) return []
  const rows = await named(db)
    .where('organisation_id', 'in', organisationIds)
    .where('starts_on', '<=', day)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>=', day)]))
    .orderBy('display_name')
    .execute()
  return rows.map(namedOf)
}

export async function deleteInterestsOf(transaction: Transaction<DB>, personId: string): Promise<bigint> {
  return (await transaction.deleteFrom('interest_link').where('person_id', '=', personId).executeTakeFirst())
    .numDeletedRows
}

/** Links that ended before a day. @returns  how many went */
export async function deleteInterestsBefore(db: Reader, day: Day): Promise<bigint> {
  return (await db.deleteFrom('interest_link').where('ends_on', '<', day).executeTakeFirst()).numDeletedRows
}

export type Somebody = { readonly personId: string; readonly displayName: string }

/** Who may have a link to declare: those who hold a role on the territory's behalf. */
export async function listDeclarers(db: Reader, today: Day): Promise<readonly Somebody[]> {
  return holders(db, today, DECLARERS).execute().then(peopleOf)
}

const DECLARERS = ['agent', 'finance-agent', 'elected-member', 'committee-member', 'council-member', 'administrator']

/** Who may give a visa that day, and until when they are away. */
export async function listSigners(
  db: Reader,
  roles: readonly Role[],
  today: Day,
): Promise<readonly (Somebody & { readonly awayUntil: Day | null })[]> {
  const rows = await holders(db, today, roles)
    .select(
      sql<string | null>`(SELECT max(absence.ends_on)::text FROM absence
        WHERE absence.person_id = person.id AND absence.starts_on <= ${today} AND absence.ends_on >= ${today})`.as(
        'away',
      ),
    )
    .execute()
  return rows.map(({ id, display_name, away }) => ({ personId: id, displayName: display_name, awayUntil: away }))
}

export async function insertVisa(
  transaction: Transaction<DB>,
  decisionId: string,
  visa: Visa & { readonly id: string },
): Promise<void> {
  await transaction
    .insertInto('decision_visa')
    .values({
      id: visa.id,
      decision_id: decisionId,
      round: visa.round,
      step: visa.step,
      is_given: visa.isGiven,
      given_by: visa.givenBy,
      given_at: visa.givenAt,
    })
    .execute()
  if (visa.remark === null) return
  await transaction.insertInto('decision_visa_remark').values({ visa_id: visa.id, remark: visa.remark }).execute()
}

export type NamedVisa = Visa & { readonly decisionId: string; readonly displayName: string }

/** In the order they were given. */
export async function listVisas(db: Reader, decisionIds: readonly string[]): Promise<readonly NamedVisa[]> {
  if (decisionIds.length === 0) return []
  const rows = await db
    .selectFrom('decision_visa')
    .innerJoin('person', 'person.id', 'given_by')
    .leftJoin('decision_visa_remark', 'visa_id', 'decision_visa.id')
    .selectAll('decision_visa')
    .select(['display_name', 'remark'])
    .where('decision_id', 'in', decisionIds)
    .orderBy('given_at')
    .orderBy('decision_visa.id')
    .execute()
  return rows.map((row) => ({
    decisionId: row.decision_id,
    step: row.step as VisaStep,
    round: row.round,
    isGiven: row.is_given,
    givenBy: row.given_by,
    givenAt: row.given_at,
    displayName: row.display_name,
    remark: row.remark,
  }))
}

function holders(db: Reader, today: Day, roles: readonly string[]) {
  return db
    .selectFrom('role_in_effect')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person.id', 'display_name'])
    .where('role', 'in', roles)
    .where('starts_on', '<=', today)
    .where((is) => is.or([is('ends_on', 'is', null), is('ends_on', '>=', today)]))
    .groupBy(['person.id', 'display_name'])
    .orderBy('display_name')
    .limit(1000)
}

function peopleOf(rows: readonly { readonly id: string | null; readonly display_name: string }[]): readonly Somebody[] {
  return rows.map(({ id, display_name }) => ({ personId: id!, displayName: display_name }))
}

function named(db: Reader) {
  return db
    .selectFrom('interest_link')
    .innerJoin('person', 'person.id', 'person_id')
    .selectAll('interest_link')
    .select('display_name')
}

function namedOf(row: Selectable<LinkRow> & { readonly display_name: string }): NamedLink {
  return { ...linkOf(row), displayName: row.display_name }
}

function linkOf(row: Selectable<LinkRow>): InterestLink {
  return {
    id: row.id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    kind: row.kind as InterestKind,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    source: row.source,
  }
}

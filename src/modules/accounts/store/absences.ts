import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Day } from '../roles/days.ts'

/** Somebody is away, from one day to another, both included. Why is nobody's business. */
export type Absence = {
  readonly id: string
  readonly personId: string
  readonly startsOn: Day
  readonly endsOn: Day
}

export async function insertAbsence(transaction: Transaction<DB>, absence: Absence, declaredAt: Date): Promise<void> {
  await transaction
    .insertInto('absence')
    .values({
      id: absence.id,
      person_id: absence.personId,
      starts_on: absence.startsOn,
      ends_on: absence.endsOn,
      declared_at: declaredAt,
    })
    .execute()
}

export async function findAbsence(db: Kysely<DB>, id: string): Promise<Absence | undefined> {
  const row = await absences(db).where('absence.id', '=', id).executeTakeFirst()
  return row && absenceOf(row)
}

export async function deleteAbsence(transaction: Transaction<DB>, id: string): Promise<void> {
  await transaction.deleteFrom('absence').where('id', '=', id).execute()
}

/** Absences that touch a period, in the order of the calendar, with who is away. */
export async function listAbsences(
  db: Kysely<DB>,
  from: Day,
  until: Day,
): Promise<readonly (Absence & { readonly displayName: string })[]> {
  const rows = await absences(db)
    .innerJoin('person', 'person.id', 'person_id')
    .select('display_name')
    .where('ends_on', '>=', from)
    .where('starts_on', '<', until)
    .orderBy('starts_on')
    .orderBy('absence.id')
    .execute()
  return rows.map((row) => ({ ...absenceOf(row), displayName: row.display_name }))
}

function absences(db: Kysely<DB>) {
  return db.selectFrom('absence').select(['absence.id', 'person_id', 'starts_on', 'ends_on'])
}

function absenceOf(row: { id: string; person_id: string; starts_on: string; ends_on: string }): Absence {
  return { id: row.id, personId: row.person_id, startsOn: row.starts_on, endsOn: row.ends_on }
}

import { type Kysely, sql, type Transaction } from 'kysely'
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

/**
 * Among the thirty days to come, those when fewer than two people can give and confirm a role: « du 03/08/2026 au
 * 14/08/2026 (1) ». Days in a row are told as one period: a day less its rank is the same along a row.
 */
export const SHORT_PERIODS = sql<{ told: string }>`
      WITH calendar AS (
        SELECT (now() AT TIME ZONE 'Europe/Paris')::date + number AS day FROM generate_series(0, 29) AS number
      ),
      short AS (
        SELECT day, count(DISTINCT held.person_id) AS present,
               day - (row_number() OVER (ORDER BY day))::integer AS run
        FROM calendar
        LEFT JOIN role_in_effect AS held
          ON held.role IN ('administrator', 'substitute') AND held.object IS NULL
         AND day >= held.starts_on AND (held.ends_on IS NULL OR day <= held.ends_on)
         AND NOT EXISTS (
           SELECT FROM absence
           WHERE absence.person_id = held.person_id AND day BETWEEN absence.starts_on AND absence.ends_on)
        GROUP BY day
        HAVING count(DISTINCT held.person_id) < 2
            OR count(DISTINCT held.person_id) FILTER (WHERE held.role = 'administrator') < 1
      )
      SELECT 'du ' || to_char(min(day), 'DD/MM/YYYY') || ' au ' || to_char(max(day), 'DD/MM/YYYY')
             || ' (' || min(present) || ')' AS told
      FROM short GROUP BY run ORDER BY min(day)`

export async function listShortPeriods(db: Kysely<DB>): Promise<readonly string[]> {
  const { rows } = await SHORT_PERIODS.execute(db)
  return rows.map(({ told }) => told)
}

function absences(db: Kysely<DB>) {
  return db.selectFrom('absence').select(['absence.id', 'person_id', 'starts_on', 'ends_on'])
}

function absenceOf(row: { id: string; person_id: string; starts_on: string; ends_on: string }): Absence {
  return { id: row.id, personId: row.person_id, startsOn: row.starts_on, endsOn: row.ends_on }
}

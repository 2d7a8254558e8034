import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { HeldChange, NeutralPeriod } from './periods.ts'
import { USUAL_MONTHS } from './store.inbox.ts'

type Reader = Kysely<DB> | Transaction<DB>

/** The last one first. */
export async function listPeriods(db: Reader): Promise<readonly NeutralPeriod[]> {
  return db
    .selectFrom('notice_neutral_period')
    .select(['id', 'name', 'starts_on as startsOn', 'ends_on as endsOn'])
    .orderBy('starts_on', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
}

export async function insertPeriod(transaction: Transaction<DB>, period: NeutralPeriod, at: Date): Promise<void> {
  await transaction
    .insertInto('notice_neutral_period')
    .values({
      id: period.id,
      name: period.name,
      starts_on: period.startsOn,
      ends_on: period.endsOn,
      declared_at: at,
    })
    .execute()
}

export async function deletePeriod(transaction: Transaction<DB>, id: string): Promise<void> {
  await transaction.deleteFrom('notice_neutral_period').where('id', '=', id).execute()
}

/** Publicity that waits, the first told first. */
export async function listHeld(db: Reader): Promise<readonly HeldChange[]> {
  const { rows } = await sql<HeldChange & { readonly people: bigint }>`
    SELECT subject, object, state, min(sentence) AS sentence, min(href) AS href, count(*) AS people,
      min(told_at) AS "toldAt", told_by AS "toldBy"
    FROM notice_message WHERE delivery = 'held'
    GROUP BY subject, object, state, told_by ORDER BY min(told_at), object, state LIMIT 100`.execute(db)
  return rows.map(({ people, ...held }) => ({ ...held, peopleCount: Number(people) }))
}

/** Lets go what was held: it leaves with the next digest, or at once. */
export async function releaseHeld(
  transaction: Transaction<DB>,
  { object, state }: Pick<HeldChange, 'object' | 'state'>,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE notice_message SET
      delivery = CASE WHEN due_at IS NULL THEN 'inbox' ELSE 'waiting' END, approved_at = ${now}
    WHERE delivery = 'held' AND object = ${object} AND state = ${state}`.execute(transaction)
}

/** How long messages are kept, in months. */
export async function findKeptMonths(db: Reader): Promise<number> {
  const row = await db.selectFrom('notice_setting').select('kept_months').executeTakeFirst()
  return row?.kept_months ?? USUAL_MONTHS
}

export async function storeKeptMonths(transaction: Transaction<DB>, months: number): Promise<void> {
  await transaction
    .insertInto('notice_setting')
    .values({ is_only: true, kept_months: months })
    .onConflict((conflict) => conflict.constraint('notice_setting_pkey').doUpdateSet({ kept_months: months }))
    .execute()
}

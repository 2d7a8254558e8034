import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { dueAt, USUAL_SCHEDULE } from '#platform/notices'
import type { Choices, Rhythm } from './choices.ts'

type Reader = Kysely<DB> | Transaction<DB>

/** What a person chose; what the house does where they chose nothing. */
export async function findChoices(db: Reader, personId: string): Promise<Choices> {
  const rhythms = await db
    .selectFrom('notice_rhythm')
    .select(['subject', 'rhythm'])
    .where('person_id', '=', personId)
    .execute()
  const schedule = await db
    .selectFrom('notice_schedule')
    .select([sql<string>`to_char(daily_at, 'HH24:MI')`.as('dailyAt'), 'weekday'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const places = await db
    .selectFrom('notice_place')
    .select('place')
    .where('person_id', '=', personId)
    .orderBy('place')
    .execute()
  return {
    rhythms: new Map(rhythms.map(({ subject, rhythm }) => [subject, rhythm as Rhythm])),
    ...(schedule ?? USUAL_SCHEDULE),
    places: places.map(({ place }) => place),
  }
}

/** Puts these rhythms in place of all those the person had. */
export async function replaceRhythms(
  transaction: Transaction<DB>,
  personId: string,
  rhythms: ReadonlyMap<string, Rhythm>,
): Promise<void> {
  await transaction.deleteFrom('notice_rhythm').where('person_id', '=', personId).execute()
  const rows = [...rhythms].map(([subject, rhythm]) => ({ person_id: personId, subject, rhythm }))
  if (rows.length > 0) await transaction.insertInto('notice_rhythm').values(rows).execute()
}

export async function storeRhythm(
  transaction: Transaction<DB>,
  { personId, subject, rhythm }: { readonly personId: string; readonly subject: string; readonly rhythm: Rhythm },
): Promise<void> {
  await transaction
    .insertInto('notice_rhythm')
    .values({ person_id: personId, subject, rhythm })
    .onConflict((conflict) => conflict.constraint('notice_rhythm_pkey').doUpdateSet({ rhythm }))
    .execute()
}

export async function storeSchedule(
  transaction: Transaction<DB>,
  personId: string,
  { dailyAt, weekday }: Pick<Choices, 'dailyAt' | 'weekday'>,
): Promise<void> {
  await transaction
    .insertInto('notice_schedule')
    .values({ person_id: personId, daily_at: dailyAt, weekday })
    .onConflict((conflict) => conflict.constraint('notice_schedule_pkey').doUpdateSet({ daily_at: dailyAt, weekday }))
    .execute()
}

export async function storePlace(transaction: Transaction<DB>, personId: string, place: string): Promise<void> {
  await transaction
    .insertInto('notice_place')
    .values({ person_id: personId, place })
    .onConflict((conflict) => conflict.constraint('notice_place_pkey').doNothing())
    .execute()
}

export async function deletePlace(transaction: Transaction<DB>, personId: string, place: string): Promise<void> {
  await transaction.deleteFrom('notice_place').where('person_id', '=', personId).where('place', '=', place).execute()
}

/** One person's choices change one after the other. */
export async function lockPerson(transaction: Transaction<DB>, personId: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Gives the messages that wait the rhythm and the moment of what was chosen now. Service mail stays as it is.
 *
 * @param rhythms  how soon now, for each subject
 */
export async function rescheduleWaiting(
  transaction: Transaction<DB>,
  personId: string,
  rhythms: ReadonlyMap<string, Rhythm>,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE notice_message AS message SET
      rhythm = chosen.rhythm,
      due_at = ${dueAt(sql`chosen.rhythm`, now)},
      delivery = CASE chosen.rhythm WHEN 'never' THEN 'inbox' ELSE 'waiting' END
    FROM unnest(${[...rhythms.keys()]}::text[], ${[...rhythms.values()]}::text[]) AS chosen (subject, rhythm)
    LEFT JOIN notice_schedule AS schedule ON schedule.person_id = ${personId}
    WHERE message.person_id = ${personId} AND message.subject = chosen.subject
      AND delivery = 'waiting' AND NOT is_service`.execute(transaction)
}

/** A way out of one subject for one person: the one they have, or this one. @returns its identifier */
export async function findOrInsertWayOut(
  transaction: Transaction<DB>,
  way: { readonly id: string; readonly personId: string; readonly subject: string; readonly at: Date },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO notice_way_out (id, person_id, subject, created_at)
    VALUES (${way.id}, ${way.personId}, ${way.subject}, ${way.at})
    ON CONFLICT ON CONSTRAINT notice_way_out_is_one_a_subject DO UPDATE SET created_at = notice_way_out.created_at
    RETURNING id`.execute(transaction)
  return rows[0]!.id
}

export async function findWayOut(db: Reader, id: string) {
  const row = await db
    .selectFrom('notice_way_out')
    .select(['person_id', 'subject'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { personId: row.person_id, subject: row.subject }
}

import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Change, Concerned } from './tell.ts'

/** When digests come for who has chosen nothing: at 8, on Monday for that of the week. */
export const USUAL_SCHEDULE = { dailyAt: '08:00', weekday: 1 } as const

/** A change as it is written for each person. */
export type WrittenChange = Omit<Change, 'isService' | 'people'> & {
  readonly people: Audience
  readonly isService: boolean
  readonly seed: string
  readonly toldBy: string | null
  /** When it happened. */
  readonly toldAt: Date
  /** When it is written down: later than told, for the last of many. A digest that has left waits for the next. */
  readonly writtenAt: Date
}

/** Those concerned, or some of those who follow, by their identifiers. */
export type Audience = Concerned & { readonly followerIds?: readonly string[] }

/**
 * Writes one message for each person concerned who was not told yet.
 *
 * @returns  how many, and whether a mail must leave at once
 */
export async function insertMessages(
  transaction: Transaction<DB>,
  change: WrittenChange,
): Promise<{ readonly count: number; readonly isUrgent: boolean }> {
  const { subject, place, isService, toldAt, writtenAt } = change
  const isPublicity = subject.isPublicity ?? false
  const { rows } = await sql<{ count: bigint; urgent: bigint }>`
    WITH period AS MATERIALIZED (SELECT ${isPeriodOpen(toldAt)} AS is_open),
    concerned AS (${concernedBy(change.people, place?.communeCode, toldAt)}),
    chosen AS (
      SELECT person.id AS person_id, bool_and(concerned.follows) AS follows,
        CASE WHEN ${isService} THEN 'now' ELSE coalesce(${chosenRhythm(subject.id)}, ${subject.rhythm}) END AS rhythm
      FROM concerned JOIN person ON person.id = concerned.person_id AND person.erased_at IS NULL
      GROUP BY person.id),
    written AS (
      INSERT INTO notice_message (id, person_id, subject, object, state, sentence, href, is_service, is_publicity,
        rhythm, delivery, due_at, told_at, told_by)
      SELECT md5(concat_ws(' ', ${change.seed}::text, chosen.person_id, ${change.object}::text, ${change.state}::text))::uuid, chosen.person_id, ${subject.id}, ${change.object},
        ${change.state},
        CASE WHEN period.is_open THEN ${change.neutralSentence ?? change.sentence} ELSE ${change.sentence} END,
        ${change.href}, ${isService}, ${isPublicity}, chosen.rhythm,
        CASE WHEN ${change.isWritten ?? false} THEN 'mailed' WHEN ${isPublicity} AND period.is_open THEN 'held' WHEN chosen.rhythm = 'never' THEN 'inbox'
          ELSE 'waiting' END,
        ${dueAt(sql`chosen.rhythm`, writtenAt)}, ${toldAt}, ${change.toldBy}::uuid
      FROM chosen CROSS JOIN period LEFT JOIN notice_schedule AS schedule ON schedule.person_id = chosen.person_id
      WHERE NOT (chosen.follows AND chosen.rhythm = 'never')
      -- Two acts that tell the same people wait for one another in one order.
      ORDER BY chosen.person_id
      -- Told already: notice_message_is_told_once.
      ON CONFLICT DO NOTHING
      RETURNING rhythm, delivery)
    SELECT count(*) AS count, count(*) FILTER (WHERE rhythm = 'now' AND delivery = 'waiting') AS urgent
    FROM written`.execute(transaction)
  const [{ count, urgent } = { count: 0n, urgent: 0n }] = rows
  return { count: Number(count), isUrgent: urgent > 0n }
}

/**
 * When a message of this rhythm is due: the next digest of that person by the clocks of Paris. An hour that comes twice, in
 * autumn, is its second; one that does not exist, in spring, is an hour later: a digest comes once either way.
 *
 * @param rhythm  in a query where `schedule` is the person's row of `notice_schedule`, or nothing
 * @returns       null for « never »
 */
export function dueAt(rhythm: RawBuilder<unknown>, now: Date): RawBuilder<Date | null> {
  const clock = sql`(${now}::timestamptz AT TIME ZONE 'Europe/Paris')`
  const hour = sql`coalesce(schedule.daily_at, ${USUAL_SCHEDULE.dailyAt}::time)`
  const weekday = sql`coalesce(schedule.weekday, ${USUAL_SCHEDULE.weekday})`
  const after = (days: RawBuilder<unknown>) =>
    sql`((${clock}::date + (${days})::integer + ${hour}) AT TIME ZONE 'Europe/Paris')`
  const first = (days: RawBuilder<unknown>, step: number) =>
    sql`CASE WHEN ${after(days)} > ${now}::timestamptz THEN ${after(days)} ELSE ${after(sql`${days} + ${sql.lit(step)}`)} END`
  return sql`CASE ${rhythm} WHEN 'now' THEN ${now}::timestamptz WHEN 'daily' THEN ${first(sql`0`, 1)}
    WHEN 'weekly' THEN ${first(sql`(${weekday} - extract(isodow FROM ${clock})::integer + 7) % 7`, 7)} END`
}

/** Whether that moment is in a period before an election, by the calendar of Paris. */
export function isPeriodOpen(now: Date): RawBuilder<SqlBool> {
  return sql`EXISTS (SELECT FROM notice_neutral_period
    WHERE (${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date BETWEEN starts_on AND ends_on)`
}

function chosenRhythm(subject: string): RawBuilder<string | null> {
  return sql`(SELECT rhythm FROM notice_rhythm
    WHERE notice_rhythm.person_id = person.id AND notice_rhythm.subject IN (${subject}, 'all')
    ORDER BY notice_rhythm.subject = 'all' LIMIT 1)`
}

function concernedBy(people: Audience, communeCode: string | undefined, now: Date) {
  const parts = [sql`SELECT unnest(${people.ids ?? []}::uuid[]) AS person_id, false AS follows`]
  if (people.roles) parts.push(holders(people.roles, people.roleObject, now))
  if (people.followers) parts.push(sql`SELECT person_id, true FROM notice_place WHERE ${follows(communeCode)}`)
  if (people.followerIds) parts.push(sql`SELECT unnest(${people.followerIds}::uuid[]), true`)
  return sql.join(parts, sql` UNION ALL `)
}

function holders(roles: readonly string[], object: string | undefined, now: Date) {
  const today = sql`(${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date`
  return sql`SELECT person_id, false FROM role_in_effect
    WHERE role = ANY (${roles}::text[]) AND (object IS NULL OR object = ${object ?? null})
      AND starts_on <= ${today} AND coalesce(ends_on >= ${today}, true)`
}

/**
 * Whether a row of `notice_place` is of somebody who follows that commune. Who follows a place is told of every subject there,
 * as soon as they chose.
 *
 * @param communeCode  undefined: the whole territory, and what is for it is for each place
 */
export function follows(communeCode: string | undefined): RawBuilder<SqlBool> {
  if (communeCode === undefined) return sql`true`
  return sql`place IN ('territory', 'commune:' || ${communeCode}::text,
    (SELECT 'epci:' || epci_code FROM commune WHERE code = ${communeCode}))`
}

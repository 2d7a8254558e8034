import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, DecisionMeeting as MeetingRow } from '#platform/database'
import type { Day } from '../model.ts'
import type { MeetingForm } from '../reading.ts'
import type { Body } from '../sentences.ts'
import { SETTING_NAMES, type Setting, type SettingName } from '../settings.ts'

/** A session of the assembly or of its permanent commission. */
export type Meeting = {
  readonly id: string
  readonly body: Body
  readonly meetsAt: Date
  /** Its day in the territory. */
  readonly on: Day
  readonly place: string
  readonly seatCount: number
  readonly version: number
}

/** @returns  false when that body meets at that moment already */
export async function insertMeeting(
  transaction: Transaction<DB>,
  meeting: MeetingForm & { readonly id: string; readonly createdAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO decision_meeting (id, body, meets_at, place, seat_count, created_at, version)
    VALUES (${meeting.id}, ${meeting.body}, (${`${meeting.on} ${meeting.at}`}::timestamp AT TIME ZONE 'Europe/Paris'),
            ${meeting.place}, ${meeting.seatCount}, ${meeting.createdAt}, 1)
    ON CONFLICT ON CONSTRAINT decision_meeting_is_once DO NOTHING`.execute(transaction)
  return numAffectedRows === 1n
}

/**
 * Another day, hour, place or number of seats, if the meeting is still as it was read.
 *
 * @returns  'exists' when that body meets at that moment already
 */
export async function updateMeeting(
  transaction: Transaction<DB>,
  id: string,
  meeting: MeetingForm & { readonly version: number },
): Promise<'done' | 'exists' | 'moved'> {
  const meetsAt = sql<Date>`(${`${meeting.on} ${meeting.at}`}::timestamp AT TIME ZONE 'Europe/Paris')`
  const { rows } = await sql`SELECT FROM decision_meeting
    WHERE body = ${meeting.body} AND meets_at = ${meetsAt} AND id <> ${id}`.execute(transaction)
  if (rows.length > 0) return 'exists'
  const { numAffectedRows } = await sql`
    UPDATE decision_meeting SET body = ${meeting.body}, meets_at = ${meetsAt}, place = ${meeting.place},
      seat_count = ${meeting.seatCount}, version = version + 1
    WHERE id = ${id} AND version = ${meeting.version}`.execute(transaction)
  return numAffectedRows === 1n ? 'done' : 'moved'
}

export async function findMeeting(db: Kysely<DB>, id: string): Promise<Meeting | undefined> {
  const row = await meetings(db).where('id', '=', id).executeTakeFirst()
  return row && meetingOf(row)
}

/** In the order of the calendar. */
export async function listMeetings(db: Kysely<DB>, from: Date, until?: Date, limit = 200): Promise<readonly Meeting[]> {
  const rows = await meetings(db)
    .where('meets_at', '>=', from)
    .$if(until !== undefined, (query) => query.where('meets_at', '<', until!))
    .orderBy('meets_at')
    .limit(limit)
    .execute()
  return rows.map(meetingOf)
}

export async function listStoredSettings(db: Kysely<DB>): Promise<readonly Setting[]> {
  const rows = await db.selectFrom('decision_setting').selectAll().execute()
  return rows.filter(isKnown).map(({ name, value, source, is_verified }) => {
    return { name, value, source, isVerified: is_verified }
  })
}

/**
 * Writes a setting, if it is still as it was read.
 *
 * @param readValue  the value the form showed
 * @param houseValue the value in force while nothing is stored
 */
export async function putSetting(
  transaction: Transaction<DB>,
  setting: Setting & { readonly setAt: Date; readonly readValue: string; readonly houseValue: string },
): Promise<boolean> {
  const { name, value, source, isVerified, setAt, readValue, houseValue } = setting
  const { numAffectedRows } = await sql`
    INSERT INTO decision_setting (name, value, source, is_verified, set_at)
    SELECT ${name}, ${value}, ${source}, ${isVerified}, ${setAt}
    WHERE ${readValue} = ${houseValue} OR EXISTS (SELECT FROM decision_setting WHERE name = ${name})
    ON CONFLICT (name) DO UPDATE
      SET value = excluded.value, source = excluded.source, is_verified = excluded.is_verified, set_at = excluded.set_at
      WHERE decision_setting.value = ${readValue}`.execute(transaction)
  return numAffectedRows === 1n
}

function isKnown<Row extends { readonly name: string }>(row: Row): row is Row & { readonly name: SettingName } {
  return (SETTING_NAMES as readonly string[]).includes(row.name)
}

function meetings(db: Kysely<DB>) {
  return db
    .selectFrom('decision_meeting')
    .selectAll()
    .select(sql<string>`to_char(meets_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')`.as('day'))
}

function meetingOf(row: Selectable<MeetingRow> & { readonly day: string }): Meeting {
  return {
    id: row.id,
    body: row.body as Body,
    meetsAt: row.meets_at,
    on: row.day,
    place: row.place,
    seatCount: row.seat_count,
    version: row.version,
  }
}

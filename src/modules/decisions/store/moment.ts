import { type Kysely, sql } from 'kysely'
import { dayOf } from '#modules/accounts'
import type { DB } from '#platform/database'
import { convocationOf } from '../deadlines.ts'
import type { Day, Decision } from '../model.ts'
import { settingsFrom } from '../settings.ts'
import { findMeeting, listStoredSettings } from './meetings.ts'

/**
 * When a report was written, when it is sent to the elected members (the first convocation that day or later), and today:
 * what its correction depends on.
 */
export type Moment = { readonly writtenOn: Day; readonly convokedOn: Day | undefined; readonly today: Day }

export async function readMoment(db: Kysely<DB>, decision: Decision, now: Date): Promise<Moment> {
  const meeting = decision.meetingId === null ? undefined : await findMeeting(db, decision.meetingId)
  const settings = settingsFrom(await listStoredSettings(db))
  const writtenOn = dayOf(decision.createdAt)
  const next = meeting && convocationOf(meeting.on, settings)
  const left = meeting ? await listConvocationsLeft(db, meeting.id) : []
  return { writtenOn, convokedOn: left.find((day) => day >= writtenOn) ?? next, today: dayOf(now) }
}

// The day of a convocation that had left when its meeting moved is written with the act of moving it.
async function listConvocationsLeft(db: Kysely<DB>, meetingId: string): Promise<readonly Day[]> {
  const { rows } = await sql<{ day: Day }>`
    SELECT details->>'convokedOn' AS day FROM audit_entry
    WHERE object = ${`meeting:${meetingId}`} AND act = 'decisions.meeting-moved' AND details->>'convokedOn' IS NOT NULL
    ORDER BY day`.execute(db)
  return rows.map(({ day }) => day)
}

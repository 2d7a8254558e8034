import type { Kysely } from 'kysely'
import { dayOf } from '#modules/accounts'
import type { DB } from '#platform/database'
import { convocationOf } from '../deadlines.ts'
import type { Day, Decision } from '../model.ts'
import { settingsFrom } from '../settings.ts'
import { findMeeting, listStoredSettings } from './meetings.ts'

/** When a report was written, when it is sent to the elected members, and today: what its correction depends on. */
export type Moment = { readonly writtenOn: Day; readonly convokedOn: Day | undefined; readonly today: Day }

export async function readMoment(db: Kysely<DB>, decision: Decision, now: Date): Promise<Moment> {
  const meeting = decision.meetingId === null ? undefined : await findMeeting(db, decision.meetingId)
  const settings = settingsFrom(await listStoredSettings(db))
  const convokedOn = meeting && convocationOf(meeting.on, settings)
  return { writtenOn: dayOf(decision.createdAt), convokedOn, today: dayOf(now) }
}

import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import type { Exported } from '../exports.ts'
import { type Settings, settingsFrom } from '../settings.ts'
import { listPublished } from './decisions.ts'
import { listMeetings, listStoredSettings } from './meetings.ts'

const MOST_EXPORTED = 100_000

/** What the SCDL file is made of. */
export async function readExported(
  db: Kysely<DB>,
): Promise<{ readonly exported: readonly Exported[]; readonly settings: Settings }> {
  const [decisions, meetings, stored] = await Promise.all([
    listPublished(db, { limit: MOST_EXPORTED }),
    listMeetings(db, new Date(0), undefined, MOST_EXPORTED),
    listStoredSettings(db),
  ])
  const seats = new Map(meetings.map(({ id, seatCount }) => [id, seatCount]))
  const exported = decisions.map((decision) => ({ decision, seatCount: seats.get(decision.meetingId ?? '') ?? 0 }))
  return { exported, settings: settingsFrom(stored) }
}

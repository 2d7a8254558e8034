import type { Kysely } from 'kysely'
import type { Check } from '#platform/context'
import type { DB } from '#platform/database'
import { moduleOf, type Standing, type StandingCheck } from '../checking.ts'
import { listIncidents } from './incidents.ts'
import { lastAskedAt, listDays, listLastRuns } from './runs.ts'

const DAY_MS = 86_400_000
export const SHOWN_DAYS = 30
const CLOSED_SHOWN = 10

/** Where every check stands: as it was last asked, its last thirty days, the incidents. */
export async function readStanding(db: Kysely<DB>, declared: readonly Check[], now: Date): Promise<Standing> {
  const since = new Date(now.getTime() - SHOWN_DAYS * DAY_MS)
  const [askedAt, runs, days, incidents] = await Promise.all([
    lastAskedAt(db),
    listLastRuns(db, since),
    listDays(db, since),
    listIncidents(db, CLOSED_SHOWN),
  ])
  const known = new Set(declared.map(({ name }) => name))
  // The trail is read by the service itself: no module declares its checks.
  const others = runs.filter(({ name }) => !known.has(name) && moduleOf(name) === 'audit')
  const checks = [...declared, ...others].map(({ name, sentence, severity = 'error' }): StandingCheck => {
    const run = runs.find((each) => each.name === name)
    return { name, severity, sentence: run?.sentence ?? sentence, run, days: days.filter((each) => each.name === name) }
  })
  return { askedAt, checks, incidents }
}

import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '#platform/database'

/** What accounts keep for a time only: each purge erases what is due at that moment, and says how many rows. */
export const PURGES = {
  'accounts.sessions': (now) => [sql`DELETE FROM session WHERE expires_at <= ${now}`],
  'accounts.codes': (now) => [
    sql`DELETE FROM sign_in_challenge WHERE expires_at <= ${daysBefore(now, 1)}`,
    sql`DELETE FROM substitute_call WHERE expires_at <= ${daysBefore(now, 1)}`,
    sql`DELETE FROM first_run_code WHERE expires_at <= ${daysBefore(now, 1)}`,
    sql`DELETE FROM enrolment WHERE expires_at <= ${daysBefore(now, 1)}`,
  ],
  'accounts.providers': (now) => [
    sql`DELETE FROM identity_attempt WHERE started_at <= ${daysBefore(now, 1)}`,
    sql`DELETE FROM pending_identity WHERE found_at <= ${daysBefore(now, 1)}`,
    sql`DELETE FROM spent_challenge WHERE spent_at <= ${daysBefore(now, 1)}`,
  ],
  'accounts.guesses': (now) => [
    sql`DELETE FROM sign_in_trace WHERE happened_at <= ${daysBefore(now, 2)}`,
    sql`DELETE FROM guess_pace WHERE greatest(failed_at, succeeded_at) <= ${daysBefore(now, 30)}`,
  ],
  'accounts.invitations': (now) => [sql`DELETE FROM invitation WHERE expires_at <= ${daysBefore(now, 30)}`],
  // A year: the time to say why a way in does not open any more, and who could act for whom.
  'accounts.former': (now) => [
    sql`DELETE FROM person_card WHERE revoked_at <= ${daysBefore(now, 365)}`,
    sql`DELETE FROM passkey WHERE revoked_at <= ${daysBefore(now, 365)}`,
    sql`DELETE FROM mandate WHERE least(ends_at, revoked_at) <= ${daysBefore(now, 365)}`,
    sql`DELETE FROM absence WHERE ends_on <= ${daysBefore(now, 365)}::date`,
  ],
} as const satisfies Readonly<Record<string, (now: Date) => readonly RawBuilder<unknown>[]>>

export type PurgeName = keyof typeof PURGES

/** @returns how many rows went */
export async function purge(db: Kysely<DB>, name: PurgeName, now: Date): Promise<bigint> {
  let rows = 0n
  for (const statement of PURGES[name](now)) {
    const { numAffectedRows } = await statement.execute(db)
    rows += numAffectedRows ?? 0n
  }
  return rows
}

const DAY_MS = 86_400_000

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS)
}

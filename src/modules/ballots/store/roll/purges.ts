import type { Kysely, Transaction } from 'kysely'
import { actingAs, type DB } from '#platform/database'

export const ROLL_PURGES = [
  'ballots.voters-at-the-door',
  'ballots.voters-to-write-to',
  'ballots.pace',
  'ballots.sheets',
] as const
export type RollPurge = (typeof ROLL_PURGES)[number]

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Erases what is of no use any more, as the registrar. Run twice, the second finds nothing. */
export function purgeRoll(db: Kysely<DB>, purge: RollPurge, now: Date): Promise<bigint> {
  return db.transaction().execute((transaction) =>
    actingAs(transaction, 'registrar', async (registrar) => {
      let count = 0n
      for (const { numDeletedRows } of await PURGES[purge](registrar, now)) count += numDeletedRows
      return count
    }),
  )
}

type Deleted = { readonly numDeletedRows: bigint }

const PURGES: Record<RollPurge, (registrar: Transaction<DB>, now: Date) => Promise<readonly Deleted[]>> = {
  'ballots.voters-at-the-door': async (registrar, now) => [
    await registrar.deleteFrom('vote_challenge').where('expires_at', '<=', now).executeTakeFirstOrThrow(),
    // An hour more: the commission is told meanwhile which batch let a ballot in.
    await registrar.deleteFrom('voter_pass').where('expires_at', '<=', before(now, HOUR_MS)).executeTakeFirstOrThrow(),
    await registrar
      .deleteFrom('voter_departure')
      .where('left_at', '<=', before(now, HOUR_MS))
      .executeTakeFirstOrThrow(),
    await registrar.deleteFrom('vote_sms').where('useful_until', '<=', now).executeTakeFirstOrThrow(),
  ],
  // A reminder leaves within a day; once the vote is closed no ballot is set aside any more.
  'ballots.voters-to-write-to': async (registrar, now) => [
    await registrar
      .deleteFrom('vote_reminder')
      .where('left_at', '<=', before(now, 2 * DAY_MS))
      .executeTakeFirstOrThrow(),
    await registrar
      .deleteFrom('roll_contact')
      .where('poll_id', 'in', (closed) =>
        closed.selectFrom('poll_milestone').select('poll_id').where('kind', '=', 'closed'),
      )
      .executeTakeFirstOrThrow(),
  ],
  'ballots.pace': async (registrar, now) => [
    await registrar
      .deleteFrom('vote_pace')
      .where('happened_at', '<=', before(now, 2 * HOUR_MS))
      .executeTakeFirstOrThrow(),
    await registrar.deleteFrom('spent_work').where('expires_at', '<=', now).executeTakeFirstOrThrow(),
  ],
  // Sheets that nobody said were printed: their codes work, and are not made again.
  'ballots.sheets': async (registrar, now) => {
    const { numUpdatedRows } = await registrar
      .updateTable('code_batch')
      .set({ seed: null })
      .where('seed', 'is not', null)
      .where('issued_at', '<=', before(now, 7 * DAY_MS))
      .executeTakeFirstOrThrow()
    return [{ numDeletedRows: numUpdatedRows }]
  },
}

function before(now: Date, durationMs: number): Date {
  return new Date(now.getTime() - durationMs)
}

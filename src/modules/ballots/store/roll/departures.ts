import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** Somebody sent to FranceConnect and expected back. */
export type Departure = { readonly pollId: string; readonly browserHash: Uint8Array; readonly leftAt: Date }

export async function insertDeparture(
  registrar: Transaction<DB>,
  stateHash: Uint8Array,
  { pollId, browserHash, leftAt }: Departure,
): Promise<void> {
  await registrar
    .insertInto('voter_departure')
    .values({
      state_hash: Buffer.from(stateHash),
      poll_id: pollId,
      browser_hash: Buffer.from(browserHash),
      left_at: leftAt,
    })
    .execute()
}

/** Who comes back does it once: what they come back with is used up, right or wrong. */
export async function takeDeparture(registrar: Transaction<DB>, stateHash: Uint8Array): Promise<Departure | undefined> {
  const row = await registrar
    .deleteFrom('voter_departure')
    .where('state_hash', '=', Buffer.from(stateHash))
    .returning(['poll_id', 'browser_hash', 'left_at'])
    .executeTakeFirst()
  return row && { pollId: row.poll_id, browserHash: row.browser_hash, leftAt: row.left_at }
}

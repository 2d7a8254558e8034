import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { KeyFor } from '#platform/secrets'

type Keeper = { readonly keyFor: KeyFor }

/** An address as the database knows it: without the key, nobody reads it back nor tries addresses on it. */
export function digestOf({ keyFor }: Keeper, address: string): Buffer {
  return createHmac('sha256', keyFor('mail addresses')).update(address.trim().toLowerCase()).digest()
}

/** Those of these addresses that our mails came back from. */
export async function listDead(
  db: Kysely<DB>,
  keeper: Keeper,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const byDigest = new Map(addresses.map((address) => [digestOf(keeper, address).toString('hex'), address]))
  const digests = [...byDigest.keys()].map((digest) => Buffer.from(digest, 'hex'))
  const rows = await db.selectFrom('mail_dead_address').select('digest').where('digest', 'in', digests).execute()
  return new Set(rows.map(({ digest }) => byDigest.get(digest.toString('hex'))!))
}

export async function markDead(
  db: Kysely<DB>,
  keeper: Keeper,
  address: string,
  dead: { readonly personId: string | null; readonly at: Date },
): Promise<void> {
  await sql`
    INSERT INTO mail_dead_address (digest, person_id, bounced_at)
    VALUES (${digestOf(keeper, address)}, ${dead.personId}, ${dead.at})
    ON CONFLICT (digest) DO UPDATE SET bounced_at = excluded.bounced_at,
      person_id = coalesce(excluded.person_id, mail_dead_address.person_id)`.execute(db)
}

/** The address works again: a code sent there came back to us, or its person says so. */
export async function markAlive(db: Kysely<DB>, keeper: Keeper, address: string): Promise<void> {
  await db.deleteFrom('mail_dead_address').where('digest', '=', digestOf(keeper, address)).execute()
}

/** Whether a mail to this person came back: they are asked to look at their address. */
export async function hasDeadAddress(db: Kysely<DB>, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('mail_dead_address')
    .select('bounced_at')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets what is known of the addresses of one person: they looked at it, or they erase their account. */
export async function forgetDeadAddresses(db: Kysely<DB>, personId: string): Promise<void> {
  await db.deleteFrom('mail_dead_address').where('person_id', '=', personId).execute()
}

const YEAR_MS = 365 * 86_400_000

/** An address may have been given to somebody else since: after a year it is tried again. */
export async function purgeDeadAddresses(db: Kysely<DB>, now: Date): Promise<bigint> {
  const before = new Date(now.getTime() - YEAR_MS)
  return (await db.deleteFrom('mail_dead_address').where('bounced_at', '<=', before).executeTakeFirst()).numDeletedRows
}

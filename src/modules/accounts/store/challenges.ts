import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** A code sent to an address for one browser. */
export type ChallengeRow = {
  readonly id: string
  readonly address: string
  readonly codeHash: Uint8Array
  readonly isLong: boolean
  readonly triesLeft: number
  readonly askedAt: Date
  readonly expiresAt: Date
  readonly provedAt: Date | undefined
  readonly spentAt: Date | undefined
}

/** Whose: the browser that asked and, to join an address to an account, the account. */
export type ChallengeOwner = { readonly browserHash: Uint8Array; readonly personId: string | null }

export type NewChallenge = ChallengeOwner & {
  readonly id: string
  readonly address: string
  readonly codeHash: Uint8Array
  readonly isLong: boolean
  readonly triesLeft: number
  readonly askedAt: Date
  readonly expiresAt: Date
}

export async function insertChallenge(transaction: Transaction<DB>, challenge: NewChallenge): Promise<void> {
  await transaction
    .insertInto('sign_in_challenge')
    .values({
      id: challenge.id,
      browser_hash: Buffer.from(challenge.browserHash),
      person_id: challenge.personId,
      address: challenge.address,
      code_hash: Buffer.from(challenge.codeHash),
      is_long: challenge.isLong,
      tries_left: challenge.triesLeft,
      asked_at: challenge.askedAt,
      expires_at: challenge.expiresAt,
    })
    .execute()
}

/** The last code asked for by this owner: a new one replaces those before. */
export function findChallenge(db: Kysely<DB>, owner: ChallengeOwner): Promise<ChallengeRow | undefined> {
  return last(db, owner, false)
}

/** The same, held until the transaction ends: two tries at once are counted one after the other. */
export function lockChallenge(transaction: Transaction<DB>, owner: ChallengeOwner): Promise<ChallengeRow | undefined> {
  return last(transaction, owner, true)
}

async function last(db: Kysely<DB>, owner: ChallengeOwner, held: boolean): Promise<ChallengeRow | undefined> {
  const query = db
    .selectFrom('sign_in_challenge')
    .select(['id', 'address', 'code_hash', 'is_long', 'tries_left', 'asked_at', 'expires_at', 'proved_at', 'spent_at'])
    .where('browser_hash', '=', Buffer.from(owner.browserHash))
    .where('person_id', owner.personId === null ? 'is' : '=', owner.personId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
  const row = await (held ? query.forUpdate() : query).executeTakeFirst()
  return (
    row && {
      id: row.id,
      address: row.address,
      codeHash: row.code_hash,
      isLong: row.is_long,
      triesLeft: row.tries_left,
      askedAt: row.asked_at,
      expiresAt: row.expires_at,
      provedAt: row.proved_at ?? undefined,
      spentAt: row.spent_at ?? undefined,
    }
  )
}

export async function burnTry(transaction: Transaction<DB>, id: string): Promise<void> {
  await transaction
    .updateTable('sign_in_challenge')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function proveChallenge(transaction: Transaction<DB>, id: string, now: Date): Promise<void> {
  await transaction.updateTable('sign_in_challenge').set({ proved_at: now }).where('id', '=', id).execute()
}

export async function spendProof(transaction: Transaction<DB>, id: string, now: Date): Promise<void> {
  await transaction.updateTable('sign_in_challenge').set({ spent_at: now }).where('id', '=', id).execute()
}

/** What this browser was told is forgotten: the next person at a shared screen sees no address. */
export async function forgetChallenges(db: Kysely<DB>, browserHash: Uint8Array): Promise<void> {
  await db.deleteFrom('sign_in_challenge').where('browser_hash', '=', Buffer.from(browserHash)).execute()
}

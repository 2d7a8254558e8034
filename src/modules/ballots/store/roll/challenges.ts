import { type Kysely, sql, type Transaction } from 'kysely'
import { type DB, readAs } from '#platform/database'
import type { Channel } from '../../sealed/evidence-contact.ts'
import type { Signal } from '../../sealed/flags-model.ts'
import type { Person } from '../../sealed/pass.ts'
import { rowOfPerson, textArray } from './passes.ts'

/** A code sent to an address for one browser, with who asked for it. */
export type Challenge = {
  readonly id: string
  readonly pollId: string
  readonly browserHash: Uint8Array
  readonly channel: Channel
  readonly address: string
  readonly contactKey: Uint8Array
  readonly key: Uint8Array
  readonly person: Person
  readonly commune: string | null
  readonly signals: readonly Signal[]
  readonly codeHash: Uint8Array
  readonly triesLeft: number
  readonly expiresAt: Date
}

type Asker = { readonly pollId: string; readonly browserHash: Uint8Array }

/** A new code takes the place of the one before. */
export async function insertChallenge(registrar: Transaction<DB>, challenge: Challenge, askedAt: Date): Promise<void> {
  await deleteChallenge(registrar, challenge)
  await registrar
    .insertInto('vote_challenge')
    .values({
      id: challenge.id,
      poll_id: challenge.pollId,
      browser_hash: Buffer.from(challenge.browserHash),
      channel: challenge.channel,
      address: challenge.address,
      contact_key: Buffer.from(challenge.contactKey),
      key: Buffer.from(challenge.key),
      ...rowOfPerson(challenge.person),
      commune: challenge.commune,
      signals: textArray(challenge.signals),
      code_hash: Buffer.from(challenge.codeHash),
      tries_left: challenge.triesLeft,
      asked_at: askedAt,
      expires_at: challenge.expiresAt,
    })
    .execute()
}

export function findChallenge(db: Kysely<DB>, asker: Asker): Promise<Challenge | undefined> {
  return readAs(db, 'registrar', async (registrar) => {
    const row = await selected(registrar, asker).executeTakeFirst()
    return row && challengeOf(row)
  })
}

/** The same, held until the transaction ends: two tries at once are counted one after the other. */
export async function lockChallenge(registrar: Transaction<DB>, asker: Asker): Promise<Challenge | undefined> {
  const row = await selected(registrar, asker).forUpdate().executeTakeFirst()
  return row && challengeOf(row)
}

export async function burnTry(registrar: Transaction<DB>, id: string): Promise<void> {
  await registrar
    .updateTable('vote_challenge')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function deleteChallenge(registrar: Transaction<DB>, { pollId, browserHash }: Asker): Promise<void> {
  await registrar
    .deleteFrom('vote_challenge')
    .where('poll_id', '=', pollId)
    .where('browser_hash', '=', Buffer.from(browserHash))
    .execute()
}

function selected(registrar: Transaction<DB>, { pollId, browserHash }: Asker) {
  return registrar
    .selectFrom('vote_challenge')
    .selectAll()
    .select(sql<string>`birth_date::text`.as('born'))
    .where('poll_id', '=', pollId)
    .where('browser_hash', '=', Buffer.from(browserHash))
}

type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

function challengeOf(row: Row): Challenge {
  return {
    id: row.id,
    pollId: row.poll_id,
    browserHash: row.browser_hash,
    channel: row.channel as Channel,
    address: row.address,
    contactKey: row.contact_key,
    key: row.key,
    person: { birthName: row.birth_name, firstName: row.first_name, birthDate: row.born },
    commune: row.commune,
    signals: row.signals as readonly Signal[],
    codeHash: row.code_hash,
    triesLeft: row.tries_left,
    expiresAt: row.expires_at,
  }
}

import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { ProviderName } from '#platform/identity'
import type { Attempt, AttemptPurpose, Identity, KnownIdentity } from '../identity/index.ts'

export async function insertAttempt(
  transaction: Transaction<DB>,
  attempt: Omit<Attempt, 'usedAt'> & { readonly stateHash: Uint8Array },
): Promise<void> {
  await transaction
    .insertInto('identity_attempt')
    .values({
      state_hash: Buffer.from(attempt.stateHash),
      browser_hash: Buffer.from(attempt.browserHash),
      provider: attempt.provider,
      purpose: attempt.purpose,
      person_id: attempt.personId ?? null,
      return_path: attempt.returnPath,
      started_at: attempt.startedAt,
    })
    .execute()
}

/** The attempt of a state, held until the transaction ends: two answers at once are read one after the other. */
export async function lockAttempt(transaction: Transaction<DB>, stateHash: Uint8Array): Promise<Attempt | undefined> {
  const row = await transaction
    .selectFrom('identity_attempt')
    .selectAll()
    .where('state_hash', '=', Buffer.from(stateHash))
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      provider: row.provider as ProviderName,
      browserHash: row.browser_hash,
      purpose: row.purpose as AttemptPurpose,
      personId: row.person_id ?? undefined,
      returnPath: row.return_path,
      startedAt: row.started_at,
      usedAt: row.used_at ?? undefined,
    }
  )
}

export async function useAttempt(transaction: Transaction<DB>, stateHash: Uint8Array, at: Date): Promise<void> {
  await transaction
    .updateTable('identity_attempt')
    .set({ used_at: at })
    .where('state_hash', '=', Buffer.from(stateHash))
    .execute()
}

/** Whose identity it is, if it is known and the person is there; held until the transaction ends. */
export async function lockIdentity(
  transaction: Transaction<DB>,
  identity: Pick<Identity, 'provider' | 'subjectHash'>,
): Promise<KnownIdentity | undefined> {
  const row = await identities(transaction)
    .where('provider', '=', identity.provider)
    .where('subject_hash', '=', Buffer.from(identity.subjectHash))
    .forUpdate('person_identity')
    .executeTakeFirst()
  return row && knownOf(row)
}

export async function listIdentitiesOf(db: Kysely<DB>, personId: string): Promise<readonly KnownIdentity[]> {
  const rows = await identities(db).where('person_id', '=', personId).orderBy('provider').execute()
  return rows.map(knownOf)
}

export async function insertIdentity(
  transaction: Transaction<DB>,
  identity: Pick<Identity, 'provider' | 'subjectHash'> & { readonly personId: string; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('person_identity')
    .values({
      provider: identity.provider,
      subject_hash: Buffer.from(identity.subjectHash),
      person_id: identity.personId,
      linked_at: identity.at,
      confirmed_at: identity.at,
    })
    .execute()
}

/** The provider answered for them now. */
export async function confirmIdentity(
  transaction: Transaction<DB>,
  identity: Pick<Identity, 'provider' | 'subjectHash'>,
  at: Date,
): Promise<void> {
  await transaction
    .updateTable('person_identity')
    .set({ confirmed_at: at })
    .where('provider', '=', identity.provider)
    .where('subject_hash', '=', Buffer.from(identity.subjectHash))
    .execute()
}

export async function deleteIdentity(
  transaction: Transaction<DB>,
  personId: string,
  provider: ProviderName,
): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('person_identity')
    .where('person_id', '=', personId)
    .where('provider', '=', provider)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

export type PendingIdentity = Identity & { readonly foundAt: Date }

/** The last who came back in this browser replaces those before. */
export async function insertPending(
  transaction: Transaction<DB>,
  browserHash: Uint8Array,
  pending: PendingIdentity,
): Promise<void> {
  const values = {
    provider: pending.provider,
    subject_hash: Buffer.from(pending.subjectHash),
    display_name: pending.displayName,
    found_at: pending.foundAt,
  }
  await transaction
    .insertInto('pending_identity')
    .values({ browser_hash: Buffer.from(browserHash), ...values })
    .onConflict((conflict) => conflict.constraint('pending_identity_pkey').doUpdateSet(values))
    .execute()
}

export async function findPending(
  db: Kysely<DB>,
  browserHash: Uint8Array,
  foundAfter: Date,
): Promise<PendingIdentity | undefined> {
  const row = await db
    .selectFrom('pending_identity')
    .selectAll()
    .where('browser_hash', '=', Buffer.from(browserHash))
    .where('found_at', '>', foundAfter)
    .executeTakeFirst()
  return (
    row && {
      provider: row.provider as ProviderName,
      subjectHash: row.subject_hash,
      displayName: row.display_name,
      foundAt: row.found_at,
    }
  )
}

/** @returns whether it was still there: two forms at once make one account */
export async function deletePending(transaction: Transaction<DB>, browserHash: Uint8Array): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('pending_identity')
    .where('browser_hash', '=', Buffer.from(browserHash))
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

/** What a session needs to end at the provider too. */
export type SessionIdentity = {
  readonly sessionId: string
  readonly provider: ProviderName
  readonly sealedToken: Uint8Array
  readonly providerSessionHash: Uint8Array | undefined
}

export async function insertSessionIdentity(transaction: Transaction<DB>, held: SessionIdentity): Promise<void> {
  await transaction
    .insertInto('session_identity')
    .values({
      session_id: held.sessionId,
      provider: held.provider,
      sealed_token: Buffer.from(held.sealedToken),
      provider_session_hash: held.providerSessionHash ? Buffer.from(held.providerSessionHash) : null,
    })
    .execute()
}

export async function findSessionIdentity(
  db: Kysely<DB>,
  sessionId: string,
): Promise<Pick<SessionIdentity, 'provider' | 'sealedToken'> | undefined> {
  const row = await db
    .selectFrom('session_identity')
    .select(['provider', 'sealed_token'])
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  return row && { provider: row.provider as ProviderName, sealedToken: row.sealed_token }
}

/** Closes the session that goes with one of a provider. @returns how many were open */
export async function deleteSessionsOfProviderSession(
  transaction: Transaction<DB>,
  provider: ProviderName,
  providerSessionHash: Uint8Array,
): Promise<bigint> {
  const deleted = await transaction
    .deleteFrom('session')
    .where('id', 'in', (is) =>
      is
        .selectFrom('session_identity')
        .select('session_id')
        .where('provider', '=', provider)
        .where('provider_session_hash', '=', Buffer.from(providerSessionHash)),
    )
    .executeTakeFirst()
  return deleted.numDeletedRows
}

function identities(db: Kysely<DB>) {
  return db
    .selectFrom('person_identity')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['provider', 'person_id', 'confirmed_at'])
    .where('person.erased_at', 'is', null)
}

function knownOf(row: {
  readonly provider: string
  readonly person_id: string
  readonly confirmed_at: Date
}): KnownIdentity {
  return { provider: row.provider as ProviderName, personId: row.person_id, confirmedAt: row.confirmed_at }
}

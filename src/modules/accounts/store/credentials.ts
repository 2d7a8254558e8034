import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Pace } from '../identity/index.ts'

export type Passkey = {
  readonly id: string
  readonly personId: string
  /** In base64url. */
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly signCount: number
  readonly transports: readonly string[]
  readonly name: string
  readonly addedAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

/** @returns false when the credential is kept already, for whomever: a device makes a new one each time */
export async function insertPasskey(transaction: Transaction<DB>, passkey: Passkey): Promise<boolean> {
  const inserted = await transaction
    .insertInto('passkey')
    .values({
      id: passkey.id,
      person_id: passkey.personId,
      credential_id: passkey.credentialId,
      public_key: Buffer.from(passkey.publicKey),
      sign_count: BigInt(passkey.signCount),
      transports: [...passkey.transports],
      name: passkey.name,
      added_at: passkey.addedAt,
    })
    .onConflict((conflict) => conflict.constraint('passkey_credential_is_unique').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The passkey a browser says it used, revoked or not, if its person is there; held until the transaction ends. */
export async function lockPasskey(transaction: Transaction<DB>, credentialId: string): Promise<Passkey | undefined> {
  const rows = await passkeys(transaction).where('credential_id', '=', credentialId).forUpdate('passkey').execute()
  return rows.map(passkeyOf)[0]
}

/** Those of a person that open, the oldest first. */
export async function listPasskeysOf(db: Kysely<DB>, personId: string): Promise<readonly Passkey[]> {
  const rows = await passkeys(db)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('added_at')
    .orderBy('passkey.id')
    .execute()
  return rows.map(passkeyOf)
}

export async function usePasskey(transaction: Transaction<DB>, id: string, count: number, at: Date): Promise<void> {
  await transaction
    .updateTable('passkey')
    .set({ sign_count: BigInt(count), used_at: at })
    .where('id', '=', id)
    .execute()
}

/** @returns whether this person has such a passkey, not revoked */
export async function renamePasskey(
  transaction: Transaction<DB>,
  passkey: { readonly id: string; readonly personId: string; readonly name: string },
): Promise<boolean> {
  const changed = await transaction
    .updateTable('passkey')
    .set({ name: passkey.name })
    .where('id', '=', passkey.id)
    .where('person_id', '=', passkey.personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** @returns whether this person had such a passkey, not revoked yet */
export async function revokePasskey(
  transaction: Transaction<DB>,
  passkey: { readonly id: string; readonly personId: string; readonly at: Date },
): Promise<boolean> {
  const changed = await transaction
    .updateTable('passkey')
    .set({ revoked_at: passkey.at })
    .where('id', '=', passkey.id)
    .where('person_id', '=', passkey.personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** @returns false when it was answered before */
export async function spendPasskeyChallenge(
  transaction: Transaction<DB>,
  hash: Uint8Array,
  at: Date,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('spent_challenge')
    .values({ challenge_hash: Buffer.from(hash), spent_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export type Authenticator = {
  readonly personId: string
  readonly sealedSecret: Uint8Array
  readonly enrolledAt: Date
  readonly lastStep: number
}

/** A new authenticator replaces the one before. */
export async function insertAuthenticator(transaction: Transaction<DB>, authenticator: Authenticator): Promise<void> {
  const values = {
    sealed_secret: Buffer.from(authenticator.sealedSecret),
    enrolled_at: authenticator.enrolledAt,
    last_step: BigInt(authenticator.lastStep),
  }
  await transaction
    .insertInto('authenticator')
    .values({ person_id: authenticator.personId, ...values })
    .onConflict((conflict) => conflict.constraint('authenticator_pkey').doUpdateSet(values))
    .execute()
}

export async function findAuthenticator(db: Kysely<DB>, personId: string): Promise<Authenticator | undefined> {
  const row = await authenticators(db).where('person_id', '=', personId).executeTakeFirst()
  return row && authenticatorOf(row)
}

/**
 * Authenticators of who goes by this address or this name, held until the transaction ends; five at most, an address and
 * a name may be those of several.
 */
export async function lockAuthenticatorsNamed(
  transaction: Transaction<DB>,
  named: string,
): Promise<readonly Authenticator[]> {
  const rows = await authenticators(transaction)
    .where((is) =>
      is.or([
        is(is.fn<string>('lower', ['person.display_name']), '=', named),
        is.exists(
          is
            .selectFrom('person_email')
            .select('address')
            .whereRef('person_email.person_id', '=', 'authenticator.person_id')
            .where('address', '=', named),
        ),
      ]),
    )
    .orderBy('person_id')
    .limit(5)
    .forUpdate('authenticator')
    .execute()
  return rows.map(authenticatorOf)
}

export async function useAuthenticator(transaction: Transaction<DB>, personId: string, step: number): Promise<void> {
  await transaction
    .updateTable('authenticator')
    .set({ last_step: BigInt(step) })
    .where('person_id', '=', personId)
    .execute()
}

export async function deleteAuthenticator(transaction: Transaction<DB>, personId: string): Promise<boolean> {
  const deleted = await transaction.deleteFrom('authenticator').where('person_id', '=', personId).executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

/** New recovery codes; those before open nothing any more. */
export async function replaceRecoveryCodes(
  transaction: Transaction<DB>,
  codes: { readonly personId: string; readonly hashes: readonly Uint8Array[]; readonly drawnAt: Date },
): Promise<void> {
  await transaction.deleteFrom('recovery_code').where('person_id', '=', codes.personId).execute()
  if (codes.hashes.length === 0) return
  const rows = codes.hashes.map((hash) => ({
    code_hash: Buffer.from(hash),
    person_id: codes.personId,
    drawn_at: codes.drawnAt,
  }))
  await transaction.insertInto('recovery_code').values(rows).execute()
}

/** @returns whether this was one of the person's codes, not used yet */
export async function useRecoveryCode(
  transaction: Transaction<DB>,
  code: { readonly personId: string; readonly hash: Uint8Array; readonly at: Date },
): Promise<boolean> {
  const used = await transaction
    .updateTable('recovery_code')
    .set({ used_at: code.at })
    .where('code_hash', '=', Buffer.from(code.hash))
    .where('person_id', '=', code.personId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

export async function countRecoveryCodes(db: Kysely<DB>, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_code')
    .select((is) => is.fn.countAll<bigint>().as('count'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The pace of guesses on one key, held until the transaction ends. */
export async function lockPace(transaction: Transaction<DB>, key: Uint8Array, now: Date): Promise<Pace> {
  const row = await transaction
    .insertInto('guess_pace')
    .values({ key_hash: Buffer.from(key), failure_count: 0, failed_at: now })
    // Written again as it is: the row is then ours until the end, whether it was there or not.
    .onConflict((conflict) =>
      conflict.constraint('guess_pace_pkey').doUpdateSet((row) => ({ failed_at: row.ref('guess_pace.failed_at') })),
    )
    .returning(['failure_count', 'failed_at', 'succeeded_at'])
    .executeTakeFirstOrThrow()
  return { failureCount: row.failure_count, failedAt: row.failed_at, succeededAt: row.succeeded_at ?? undefined }
}

export async function writePace(transaction: Transaction<DB>, key: Uint8Array, pace: Required<Pace>): Promise<void> {
  await transaction
    .updateTable('guess_pace')
    .set({
      failure_count: pace.failureCount,
      ...(pace.failedAt && { failed_at: pace.failedAt }),
      succeeded_at: pace.succeededAt ?? null,
    })
    .where('key_hash', '=', Buffer.from(key))
    .execute()
}

function passkeys(db: Kysely<DB>) {
  return db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'person_id')
    .selectAll('passkey')
    .where('person.erased_at', 'is', null)
}

type PasskeyRow = Awaited<ReturnType<ReturnType<typeof passkeys>['execute']>>[number]

function passkeyOf(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    personId: row.person_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    signCount: Number(row.sign_count),
    transports: row.transports,
    name: row.name,
    addedAt: row.added_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }
}

function authenticators(db: Kysely<DB>) {
  return db
    .selectFrom('authenticator')
    .innerJoin('person', 'person.id', 'person_id')
    .selectAll('authenticator')
    .where('person.erased_at', 'is', null)
}

type AuthenticatorRow = Awaited<ReturnType<ReturnType<typeof authenticators>['execute']>>[number]

function authenticatorOf(row: AuthenticatorRow): Authenticator {
  return {
    personId: row.person_id,
    sealedSecret: row.sealed_secret,
    enrolledAt: row.enrolled_at,
    lastStep: Number(row.last_step),
  }
}

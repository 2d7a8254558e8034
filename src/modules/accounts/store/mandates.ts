import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { ActingReason } from '../acting.ts'

/** A right to act for somebody, as one of the two reads it. */
export type Mandate = {
  readonly id: string
  readonly giver: { readonly id: string; readonly displayName: string }
  /** Undefined until somebody accepts it. */
  readonly holder: { readonly id: string; readonly displayName: string } | undefined
  readonly holderAddress: string | undefined
  readonly givenAt: Date
  readonly endsAt: Date
}

export type Acted = { readonly by: string; readonly reason: ActingReason; readonly at: Date }

export async function insertMandate(
  transaction: Transaction<DB>,
  mandate: {
    readonly id: string
    readonly giverId: string
    readonly holderAddress: string
    readonly givenAt: Date
    readonly endsAt: Date
  },
): Promise<void> {
  await transaction
    .insertInto('mandate')
    .values({
      id: mandate.id,
      giver_id: mandate.giverId,
      holder_address: mandate.holderAddress,
      given_at: mandate.givenAt,
      ends_at: mandate.endsAt,
    })
    .execute()
}

/** How many this person offered since then, ended ones too. */
export async function countMandatesSince(db: Kysely<DB>, giverId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('mandate')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('giver_id', '=', giverId)
    .where('given_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** In force now, given by this person. */
export function listMandatesGiven(db: Kysely<DB>, giverId: string, now: Date): Promise<readonly Mandate[]> {
  return list(db, now, (query) => query.where('giver_id', '=', giverId))
}

/** In force now, held by this person. */
export function listMandatesHeld(db: Kysely<DB>, holderId: string, now: Date): Promise<readonly Mandate[]> {
  return list(db, now, (query) => query.where('holder_id', '=', holderId))
}

/** In force now, waiting for somebody at one of this person's addresses. */
export function listMandatesOffered(db: Kysely<DB>, personId: string, now: Date): Promise<readonly Mandate[]> {
  return list(db, now, (query) =>
    query
      .where('giver_id', '<>', personId)
      .where('holder_address', 'in', (eb) =>
        eb.selectFrom('person_email').select('address').where('person_id', '=', personId),
      ),
  )
}

function mandates(db: Kysely<DB>, now: Date) {
  return db
    .selectFrom('mandate')
    .innerJoin('person as giver', 'giver.id', 'giver_id')
    .leftJoin('person as holder', 'holder.id', 'holder_id')
    .select([
      'mandate.id',
      'giver_id',
      'giver.display_name as giver_name',
      'holder_id',
      'holder.display_name as holder_name',
      'holder_address',
      'given_at',
      'ends_at',
    ])
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .where('giver.erased_at', 'is', null)
    .orderBy('given_at')
}

type Query = ReturnType<typeof mandates>

async function list(db: Kysely<DB>, now: Date, only: (query: Query) => Query): Promise<readonly Mandate[]> {
  const rows = await only(mandates(db, now)).execute()
  return rows.map((row) => ({
    id: row.id,
    giver: { id: row.giver_id, displayName: row.giver_name },
    holder: row.holder_id === null ? undefined : { id: row.holder_id, displayName: row.holder_name ?? '' },
    holderAddress: row.holder_address ?? undefined,
    givenAt: row.given_at,
    endsAt: row.ends_at,
  }))
}

export async function acceptMandate(transaction: Transaction<DB>, id: string, holderId: string): Promise<void> {
  await transaction
    .updateTable('mandate')
    .set({ holder_id: holderId, holder_address: null })
    .where('id', '=', id)
    .execute()
}

/**
 * Ends a mandate given or held by this person, and whatever is being done by it.
 *
 * @returns  the two of it; `holderId` is null when nobody had said yes. Undefined when there is none
 */
export async function revokeMandate(
  transaction: Transaction<DB>,
  id: string,
  personId: string,
  now: Date,
): Promise<{ readonly giverId: string; readonly holderId: string | null } | undefined> {
  const revoked = await transaction
    .updateTable('mandate')
    .set({ revoked_at: now, holder_address: null })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('giver_id', '=', personId), eb('holder_id', '=', personId)]))
    .where('revoked_at', 'is', null)
    .returning(['giver_id as giverId', 'holder_id as holderId'])
    .executeTakeFirst()
  if (!revoked) return undefined
  // Closed, not turned into sessions of the holder's own: a form filled for another must not be sent in one's own name.
  await transaction.deleteFrom('session').where('acting_by', '=', id).execute()
  return revoked
}

/** Accepted ones that nobody ended and whose time ran out after one moment, up to another. */
export async function listMandatesOver(
  db: Kysely<DB>,
  after: Date,
  until: Date,
): Promise<readonly { readonly id: string; readonly giverId: string; readonly holderId: string }[]> {
  const rows = await db
    .selectFrom('mandate')
    .select(['id', 'giver_id', 'holder_id'])
    .where('revoked_at', 'is', null)
    .where('holder_id', 'is not', null)
    .where('ends_at', '>', after)
    .where('ends_at', '<=', until)
    .execute()
  return rows.flatMap(({ id, giver_id, holder_id }) =>
    holder_id === null ? [] : [{ id, giverId: giver_id, holderId: holder_id }],
  )
}

export async function insertActing(
  transaction: Transaction<DB>,
  acting: { readonly id: string; readonly actorId: string; readonly personId: string; readonly reason: ActingReason },
  beganAt: Date,
): Promise<void> {
  await transaction
    .insertInto('acting')
    .values({
      id: acting.id,
      actor_id: acting.actorId,
      person_id: acting.personId,
      reason: acting.reason,
      began_at: beganAt,
    })
    .execute()
}

/** Who acted for this person, the last first. */
export async function listActings(db: Kysely<DB>, personId: string, limit: number): Promise<readonly Acted[]> {
  const rows = await db
    .selectFrom('acting')
    .innerJoin('person', 'person.id', 'actor_id')
    .select(['person.display_name', 'reason', 'began_at'])
    .where('person_id', '=', personId)
    .orderBy('began_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ by: row.display_name, reason: row.reason as ActingReason, at: row.began_at }))
}

import { type Kysely, sql, type Transaction } from 'kysely'
import { managementTable } from '#platform/archives'
import type { DB } from '#platform/database'
import { NEW_DRAFT, type PollDraft } from '../../sealed/draft.ts'
import type { PreparedPoll } from '../../sealed/readiness.ts'
import { findLastKey } from './bureau.ts'
import { listShownOptions } from './options.ts'
import { listSeats } from './seats.ts'

/** A poll held here as agents prepare it, published or not. */
export type HeldPoll = {
  readonly id: string
  readonly slug: string
  readonly isFictitious: boolean
  readonly version: number
  readonly draft: PollDraft
  readonly isPublished: boolean
}

export async function findHeldPoll(db: Kysely<DB>, slug: string): Promise<HeldPoll | undefined> {
  const row = await held(db).where('slug', '=', slug).executeTakeFirst()
  return row && heldOf(row)
}

/** The last begun first. */
export async function listHeldPolls(db: Kysely<DB>): Promise<readonly HeldPoll[]> {
  const rows = await held(db).orderBy('created_at', 'desc').orderBy('id', 'desc').execute()
  return rows.map(heldOf)
}

/** Two who change one poll wait for each other. */
export async function lockHeldPoll(transaction: Transaction<DB>, id: string): Promise<HeldPoll | undefined> {
  const row = await held(transaction).where('id', '=', id).forUpdate('sealed_poll').executeTakeFirst()
  return row && heldOf(row)
}

/** With everything its publication asks for. */
export async function readPrepared(db: Kysely<DB>, poll: HeldPoll, now: Date): Promise<PreparedPoll> {
  const seats = await listSeats(db, poll.id, now)
  return {
    ...poll,
    options: await listShownOptions(db, poll.id),
    key: await findLastKey(db, poll.id),
    bureauSeats: seats.filter(({ office }) => office === 'bureau').length,
    hasManagementTable: (await managementTable(db)) !== undefined,
  }
}

export async function insertDraft(
  transaction: Transaction<DB>,
  poll: Pick<HeldPoll, 'id' | 'slug' | 'isFictitious' | 'draft'>,
  stamp: Stamp,
): Promise<void> {
  await transaction
    .insertInto('sealed_poll')
    .values({
      id: poll.id,
      slug: poll.slug,
      draft: JSON.stringify(poll.draft),
      is_fictitious: poll.isFictitious,
      created_by: stamp.by,
      created_at: stamp.at,
    })
    .execute()
}

export type Stamp = { readonly by: string; readonly at: Date }

/** Grows the version: who read an earlier one is told. */
export async function updateDraft(transaction: Transaction<DB>, id: string, draft: PollDraft): Promise<void> {
  await transaction
    .updateTable('sealed_poll')
    .set({ draft: JSON.stringify(draft), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function deleteDraft(transaction: Transaction<DB>, id: string): Promise<void> {
  await transaction.deleteFrom('sealed_poll').where('id', '=', id).execute()
}

/** Addresses taken by polls of every kind, imported ones included. */
export async function isSlugTaken(db: Kysely<DB>, slug: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT EXISTS (SELECT FROM sealed_poll WHERE slug = ${slug}) OR EXISTS (SELECT FROM poll WHERE slug = ${slug}) AS taken`.execute(
    db,
  )
  return rows[0]?.taken ?? false
}

function held(db: Kysely<DB>) {
  return db
    .selectFrom('sealed_poll')
    .select(['id', 'slug', 'is_fictitious', 'version', 'draft'])
    .select(
      sql<boolean>`EXISTS (SELECT FROM sealed_poll_manifest AS m WHERE m.poll_id = sealed_poll.id)`.as('is_published'),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof held>['executeTakeFirstOrThrow']>>

function heldOf(row: Row): HeldPoll {
  return {
    id: row.id,
    slug: row.slug,
    isFictitious: row.is_fictitious,
    version: row.version,
    // One begun before a setting existed has what a new one begins with.
    draft: { ...NEW_DRAFT, ...(row.draft as unknown as Partial<PollDraft>) },
    isPublished: row.is_published,
  }
}

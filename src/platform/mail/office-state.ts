import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** How the post goes: stopped by somebody, resting because our mail server is away, or at work. */
export type OfficeState = {
  readonly stoppedAt: Date | null
  /** Since when our own mail server does not answer; null: it does. */
  readonly awaySince: Date | null
}

/** « * » is for the domains that have none of their own. */
export type DomainPace = { readonly domain: string; readonly perMinute: number; readonly atOnce: number }

export async function findOfficeState(db: Kysely<DB>): Promise<OfficeState> {
  const row = await db.selectFrom('mail_office').select(['stopped_at', 'resting_since']).executeTakeFirstOrThrow()
  return { stoppedAt: row.stopped_at, awaySince: row.resting_since }
}

/** @param at  null: it goes on */
export async function setStopped(transaction: Transaction<DB>, at: Date | null): Promise<void> {
  await transaction.updateTable('mail_office').set({ stopped_at: at }).execute()
}

export async function listPaces(db: Kysely<DB>): Promise<readonly DomainPace[]> {
  const rows = await db.selectFrom('mail_pace').selectAll().orderBy('domain').execute()
  return rows.map((row) => ({ domain: row.domain, perMinute: row.per_minute, atOnce: row.at_once }))
}

export async function setPace(transaction: Transaction<DB>, pace: DomainPace, at: Date): Promise<void> {
  const values = { per_minute: pace.perMinute, at_once: pace.atOnce, set_at: at }
  await transaction
    .insertInto('mail_pace')
    .values({ domain: pace.domain, ...values })
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(values))
    .execute()
}

/** How many people have an address that no longer receives, as far as is known. */
export async function countUnreachable(db: Kysely<DB>): Promise<number> {
  const row = await db
    .selectFrom('mail_dead_address')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

import { type Kysely, sql, type Transaction } from 'kysely'
import type { Settings } from '#platform/context'
import type { DB } from '#platform/database'
import { StoredSettings } from '../folder/index.ts'

type Reader = Kysely<DB> | Transaction<DB>

export type SettingsVersion = {
  /** From 1. */
  readonly version: number
  readonly settings: Settings
  readonly authorId: string
  readonly setAt: Date
}

/** The settings in force; undefined while no agent changed those of the folder. */
export async function findCurrentSettings(db: Reader): Promise<SettingsVersion | undefined> {
  const [current] = await listSettings(db, 1)
  return current
}

/** The last versions, the newest first. */
export async function listSettings(db: Reader, limit: number): Promise<readonly SettingsVersion[]> {
  const rows = await db.selectFrom('territory_setting').selectAll().orderBy('version', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    version: row.version,
    settings: StoredSettings.parse(row.settings),
    authorId: row.author,
    setAt: row.set_at,
  }))
}

/** A version, as it was. */
export async function findSettingsVersion(db: Reader, version: number): Promise<Settings | undefined> {
  const row = await db
    .selectFrom('territory_setting')
    .select('settings')
    .where('version', '=', version)
    .executeTakeFirst()
  return row && StoredSettings.parse(row.settings)
}

const KEPT_YEARS = 2

/**
 * Ends the versions that were replaced more than two years ago; the one in force stays.
 *
 * @returns  how many went
 */
export async function purgeSettings(db: Kysely<DB>, now: Date): Promise<bigint> {
  const limit = new Date(now)
  limit.setUTCFullYear(limit.getUTCFullYear() - KEPT_YEARS)
  const deleted = await db
    .deleteFrom('territory_setting as old')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('territory_setting as next')
          .select('next.version')
          .where('next.version', '=', sql<number>`old.version + 1`)
          .where('next.set_at', '<', limit),
      ),
    )
    .executeTakeFirst()
  return deleted.numDeletedRows
}

/** @throws  a violation of `territory_setting_pkey` when somebody wrote this version meanwhile */
export async function insertSettings(transaction: Transaction<DB>, written: SettingsVersion): Promise<void> {
  const { version, settings, authorId, setAt } = written
  await transaction
    .insertInto('territory_setting')
    .values({ version, settings: JSON.stringify(settings), author: authorId, set_at: setAt })
    .execute()
}

import { type Kysely, sql, type Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import type { RecordKind } from './kinds.ts'
import { type ArchiveSettings, archiveSettings, kindsInForce, type StoredSetting } from './settings.ts'

/** Every kind declared, with the durations in force here, and the settings they come from. */
export async function readArchives(
  { contributions }: Pick<Context, 'contributions'>,
  db: Kysely<DB>,
): Promise<{ readonly kinds: readonly RecordKind[]; readonly settings: ArchiveSettings }> {
  const declared = contributions.flatMap(({ records = [] }) => records)
  const { rows } = await sql<StoredSetting>`
    SELECT name, value, source, is_verified AS "isVerified" FROM archive_setting`.execute(db)
  const settings = archiveSettings(declared, rows)
  return { kinds: kindsInForce(declared, settings), settings }
}

/**
 * Writes a setting, if it is still as it was read.
 *
 * @param readValue   the value the form showed
 * @param houseValue  the value in force while nothing is stored
 */
export async function putSetting(
  transaction: Transaction<DB>,
  setting: StoredSetting & { readonly setAt: Date; readonly readValue: string; readonly houseValue: string },
): Promise<boolean> {
  const { name, value, source, isVerified, setAt, readValue, houseValue } = setting
  const { numAffectedRows } = await sql`
    INSERT INTO archive_setting (name, value, source, is_verified, set_at)
    SELECT ${name}, ${value}, ${source}, ${isVerified}, ${setAt}
    WHERE ${readValue} = ${houseValue} OR EXISTS (SELECT FROM archive_setting WHERE name = ${name})
    ON CONFLICT (name) DO UPDATE
      SET value = excluded.value, source = excluded.source, is_verified = excluded.is_verified, set_at = excluded.set_at
      WHERE archive_setting.value = ${readValue}`.execute(transaction)
  return numAffectedRows === 1n
}

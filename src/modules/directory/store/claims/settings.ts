import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { type DirectorySettings, settingsFrom } from '../../claims/settings.ts'
import type { Reader } from '../imports.ts'

/** The settings in force. */
export async function findDirectorySettings(db: Reader): Promise<DirectorySettings> {
  const rows = await db.selectFrom('directory_setting').select(['name', 'value']).execute()
  return settingsFrom(Object.fromEntries(rows.map(({ name, value }) => [name, value])))
}

export async function storeSettings(
  transaction: Transaction<DB>,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    await sql`
      INSERT INTO directory_setting (name, value) VALUES (${name}, ${value})
      ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`.execute(transaction)
  }
}

import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { SETTING_NAMES, type Setting, type Settings, settingsFrom } from '../settings.ts'

export async function readSettings(db: Kysely<DB>): Promise<Settings> {
  const rows = await db.selectFrom('grant_setting').selectAll().execute()
  return settingsFrom(
    rows.flatMap((row): readonly Setting[] => {
      const name = SETTING_NAMES.find((each) => each === row.name)
      return name ? [{ name, value: row.value, source: row.source, isVerified: row.is_verified }] : []
    }),
  )
}

export async function storeSetting(transaction: Transaction<DB>, setting: Setting, now: Date): Promise<void> {
  const { name, value, source } = setting
  const row = { value, source, is_verified: setting.isVerified, set_at: now }
  await transaction
    .insertInto('grant_setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.constraint('grant_setting_pkey').doUpdateSet(row))
    .execute()
}

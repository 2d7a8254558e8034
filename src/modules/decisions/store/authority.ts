import type { Kysely } from 'kysely'
import type { DB } from '#platform/database'
import { settingsFrom } from '../settings.ts'
import { listStoredSettings } from './meetings.ts'

/** The collectivity in whose name acts are published; undefined while it has told neither its name nor its SIRET. */
export async function readAuthority(
  db: Kysely<DB>,
): Promise<{ readonly name: string; readonly siret: string } | undefined> {
  const settings = settingsFrom(await listStoredSettings(db))
  const [name, siret] = [settings.get('authority-name')!.value, settings.get('authority-siret')!.value]
  return name === '' || siret === '' ? undefined : { name, siret }
}

import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { type Atlas, makeAtlas } from '../atlas/index.ts'
import type { CalendarEntry, Commune, Epci, Sources } from '../model.ts'
import { aliasOf, communeOf, epciOf, figureOf } from './rows.ts'

export { insertEdition, lockTerritory, storePlaces } from './load.ts'
export {
  findCurrentSettings,
  findSettingsVersion,
  insertSettings,
  listSettings,
  purgeSettings,
  type SettingsVersion,
} from './settings.ts'

export type Reader = Kysely<DB> | Transaction<DB>

export type Edition = { readonly id: string; readonly fingerprint: string; readonly loadedAt: Date }

/** The folder in force: the last one loaded; undefined while none was. */
export async function findEdition(db: Reader): Promise<Edition | undefined> {
  const row = await db
    .selectFrom('territory_edition')
    .select(['id', 'fingerprint', 'loaded_at'])
    .orderBy('loaded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && { id: row.id, fingerprint: row.fingerprint, loadedAt: row.loaded_at }
}

/**
 * The territory in force, whole, with its index for search. It is read again only when another edition was loaded: the
 * question costs one row.
 *
 * @returns  undefined while no folder was loaded
 */
export async function readAtlas(db: Kysely<DB>): Promise<Atlas | undefined> {
  const edition = await findEdition(db)
  if (!edition) return undefined
  const known = kept.get(db)
  if (known?.edition === edition.id) return known.atlas
  const atlas = readWhole(db, edition.id)
  kept.set(db, { edition: edition.id, atlas })
  // What failed is asked for again by the next reader.
  atlas.catch(() => kept.delete(db))
  return atlas
}

const kept = new WeakMap<Kysely<DB>, { readonly edition: string; readonly atlas: Promise<Atlas> }>()

/** The places in force. */
export async function readPlaces(db: Reader): Promise<Pick<Atlas, 'communes' | 'epcis'>> {
  const communes = await db.selectFrom('commune').selectAll().where('closed_at', 'is', null).orderBy('code').execute()
  const epcis = await db.selectFrom('epci').selectAll().where('closed_at', 'is', null).orderBy('code').execute()
  return { communes: communes.map(communeOf), epcis: epcis.map(epciOf) }
}

async function readWhole(db: Kysely<DB>, editionId: string): Promise<Atlas> {
  const [edition, places, aliases, figures] = await Promise.all([
    db.selectFrom('territory_edition').selectAll().where('id', '=', editionId).executeTakeFirstOrThrow(),
    readPlaces(db),
    db.selectFrom('place_alias').selectAll().orderBy('commune_code').orderBy('name').execute(),
    db.selectFrom('place_figure').selectAll().orderBy('rank').execute(),
  ])
  return makeAtlas({
    loadedAt: edition.loaded_at,
    sources: edition.sources as unknown as Sources,
    shapes: edition.shapes,
    ...places,
    aliases: aliases.map(aliasOf),
    figures: figures.map(figureOf),
  })
}

/** A commune, closed ones too: what refers to it must still name it. */
export async function findCommune(db: Reader, code: string): Promise<Commune | undefined> {
  const row = await db.selectFrom('commune').selectAll().where('code', '=', code).executeTakeFirst()
  return row && communeOf(row)
}

/** Names of communes by their code, closed ones too. */
export async function nameCommunes(db: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('commune').select(['code', 'name']).where('code', 'in', codes).execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** An EPCI, closed ones too. */
export async function findEpci(db: Reader, code: string): Promise<Epci | undefined> {
  const row = await db.selectFrom('epci').selectAll().where('code', '=', code).executeTakeFirst()
  return row && epciOf(row)
}

/** What the calendar holds between two days, the second excluded. */
export async function listCalendar(db: Reader, from: string, until: string): Promise<readonly CalendarEntry[]> {
  const rows = await db
    .selectFrom('territory_calendar')
    .select(['label', sql<string>`begins_on::text`.as('from'), sql<string>`ends_on::text`.as('until')])
    .where('begins_on', '<', until)
    .where('ends_on', '>=', from)
    .orderBy('rank')
    .execute()
  return rows
}

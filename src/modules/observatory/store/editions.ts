import { type Kysely, sql, type Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { DB } from '#platform/database'
import type { Edition, Place, PlaceKind, Source, Sources } from '../model.ts'
import { noteOfPlace } from '../sentences.ts'

export type Reader = Kysely<DB> | Transaction<DB>

/** The edition that is shown, with its sources; undefined while nothing was counted. */
export async function readEdition(db: Reader): Promise<Edition | undefined> {
  const row = await db.selectFrom('figure_edition').selectAll().orderBy('rank', 'desc').limit(1).executeTakeFirst()
  if (!row) return undefined
  const sources = await listSources(db, row.id)
  const [first] = sources
  assert(first, 'an edition has its sources')
  return {
    id: row.id,
    perimeterVersion: row.perimeter_version,
    computedAt: row.computed_at,
    extractionSha256: row.extraction_sha256,
    sources: sources as unknown as Sources,
    vintage: first.vintage,
    staffYears: row.staff_years,
    inCount: row.in_count,
    excludedCount: row.excluded_count,
    isFictitious: sources.some(({ isFictitious }) => isFictitious),
  }
}

async function listSources(db: Reader, editionId: string): Promise<readonly Source[]> {
  const rows = await db
    .selectFrom('figure_source')
    .selectAll()
    .where('edition_id', '=', editionId)
    .orderBy('rank')
    .execute()
  return rows.map(
    ({ edition_id, rank, kind, title, producer, url, licence, vintage, sha256, rows: count, ...row }) => ({
      id: `${edition_id}/${rank}`,
      kind,
      title,
      producer,
      url,
      licence,
      vintage,
      readOn: null,
      sha256,
      rows: count === null ? null : Number(count),
      isFictitious: row.is_fictitious,
    }),
  )
}

type PlaceRow = {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly epci_code: string | null
  readonly population: number
  readonly commune_count: number
  readonly commune_count_here: number
}

/** Places of an edition: the territory, then what is asked for, by name. */
export async function listPlaces(
  db: Reader,
  editionId: string,
  asked: { readonly kind?: PlaceKind; readonly epciCode?: string; readonly codes?: readonly string[] } = {},
): Promise<readonly Place[]> {
  const rows = await db
    .selectFrom('figure_place')
    .selectAll()
    .where('edition_id', '=', editionId)
    .$if(asked.kind !== undefined, (query) => query.where('kind', '=', asked.kind!))
    .$if(asked.epciCode !== undefined, (query) => query.where('epci_code', '=', asked.epciCode!))
    .$if(asked.codes !== undefined, (query) => query.where('code', 'in', [...asked.codes!]))
    .orderBy(sql`kind = 'territory'`, 'desc')
    .orderBy(sql`kind = 'epci'`, 'desc')
    .orderBy('name')
    .orderBy('code')
    .execute()
  return rows.map(placeOf)
}

/** @returns undefined for a place that is not of this edition */
export async function findPlace(db: Reader, editionId: string, code: string): Promise<Place | undefined> {
  if (!isCode(code)) return undefined
  const [place] = await listPlaces(db, editionId, { codes: [code] })
  return place
}

// What an address says may be anything, even what PostgreSQL has no text for.
function isCode(text: string): boolean {
  return /^[0-9A-Za-z]{1,20}$/.test(text)
}

function placeOf(row: PlaceRow): Place {
  const kind = row.kind as PlaceKind
  const counts = { communeCount: row.commune_count, communeCountHere: row.commune_count_here }
  const { code, name, population, epci_code: epciCode } = row
  return { code, kind, name, population, epciCode, note: noteOfPlace(counts) }
}

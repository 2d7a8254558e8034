import { sql } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Amount, Cell, FiguresRefusal, Place, Table, Whole, YearCount } from '../model.ts'
import { COMPUTED_TABLES, type ComputedTableName, countsOf, type Split, tableOf } from '../tables/index.ts'
import { findPlace, listPlaces, type Reader, readEdition } from './editions.ts'

/** A table counted here, for a place of the edition that is shown. */
export async function readComputedTable(
  db: Reader,
  name: ComputedTableName,
  placeCode: string,
): Promise<Result<Table, FiguresRefusal>> {
  const edition = await readEdition(db)
  if (!edition) return refuse('nothing-computed')
  const place = await findPlace(db, edition.id, placeCode)
  if (!place) return refuse('place-unknown')
  const kind = COMPUTED_TABLES[name]
  const places = kind.hasPlaces ? await placesWith(db, edition.id, place) : [place]
  const codes = [...new Set([place.code, ...places.map(({ code }) => code)])]
  const counts = await readCounts(db, edition.id, codes, kind.splits)
  const years = kind.hasYears ? await listYears(db, edition.id, place.code) : []
  const input = { edition, place, places, counts, years }
  return done(tableOf(name, input, kind.body(input)))
}

/** Parts of a place by name, then itself; a commune has no parts: itself, its EPCI, the territory. */
export async function placesWith(db: Reader, editionId: string, place: Place): Promise<readonly Place[]> {
  if (place.kind === 'commune') {
    const codes = [place.epciCode, 'territory'].flatMap((code) => code ?? [])
    return [place, ...(await listPlaces(db, editionId, { codes })).toReversed()]
  }
  const parts =
    place.kind === 'territory'
      ? await listPlaces(db, editionId, { kind: 'epci' })
      : await listPlaces(db, editionId, { kind: 'commune', epciCode: place.code })
  const above = place.kind === 'epci' ? await listPlaces(db, editionId, { codes: ['territory'] }) : []
  return [...parts, place, ...above]
}

/** What was counted in these places, split in these ways and no other. */
export async function readCounts(db: Reader, editionId: string, codes: readonly string[], splits: readonly Split[]) {
  const { rows: cells } = await sql<CellRow>`
    SELECT place, family, sector, size, establishments, employers, structures, least_jobs AS least, most_jobs AS most,
      unknown_sizes AS unknown
    FROM figure_cell WHERE edition_id = ${editionId} AND place = ANY(${codes}) AND (${anyOf(splits, { hasFamily: true })})`.execute(
    db,
  )
  const { rows: wholes } = await sql<Whole>`
    SELECT place, sector, size, establishments, employers
    FROM figure_whole WHERE edition_id = ${editionId} AND place = ANY(${codes})
      AND (${anyOf(splits, { hasFamily: false })})`.execute(db)
  const { rows } = await sql`
    SELECT FROM figure_whole WHERE edition_id = ${editionId} AND place = 'territory' LIMIT 1`.execute(db)
  return countsOf(cells.map(cellOf), wholes, rows.length > 0)
}

async function listYears(db: Reader, editionId: string, place: string): Promise<readonly YearCount[]> {
  return db
    .selectFrom('figure_year')
    .select(['place', 'family', 'year', 'opened', 'closed', 'standing'])
    .where('edition_id', '=', editionId)
    .where('place', '=', place)
    .orderBy('year')
    .execute()
}

type CellRow = Omit<Cell, 'jobs'> & {
  readonly least: number
  readonly most: number | null
  readonly unknown: number
}

function cellOf({ least, most, unknown, ...cell }: CellRow): Cell {
  const jobs: Amount = { kind: 'interval', least, most, unknownCount: unknown }
  return { ...cell, jobs }
}

const SPLITS: Readonly<Record<Split, readonly ('family' | 'a17' | 'a38' | 'size')[]>> = {
  none: [],
  family: ['family'],
  a17: ['a17'],
  a38: ['a38'],
  size: ['size'],
  'family-a17': ['family', 'a17'],
  'family-size': ['family', 'size'],
  'a17-size': ['a17', 'size'],
}

// All establishments have no family: only the ESS has.
function anyOf(splits: readonly Split[], { hasFamily }: { readonly hasFamily: boolean }) {
  const kept = splits.map((split) => SPLITS[split]).filter((by) => hasFamily || !by.includes('family'))
  const conditions = kept.map((by) => {
    const level = by.find((each) => each === 'a17' || each === 'a38')
    return sql.join(
      [
        ...(hasFamily ? [by.includes('family') ? sql`family <> 'total'` : sql`family = 'total'`] : []),
        level === undefined ? sql`sector = 'total'` : sql`sector LIKE ${`${level}:%`}`,
        by.includes('size') ? sql`size <> 'total'` : sql`size = 'total'`,
      ],
      sql` AND `,
    )
  })
  return sql.join(conditions, sql` OR `)
}

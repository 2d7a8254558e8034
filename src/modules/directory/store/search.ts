import { type RawBuilder, sql } from 'kysely'
import type { Counts, Entry, Narrowing, Nearness, Order } from '../narrowing.ts'
import type { Reader } from './imports.ts'
import { textMatch, textRank } from './search-words.ts'

/** Which lines of a list. `after`: the address of the last line read, for lists read whole in the order of addresses. */
export type Slice = { readonly limit: number } & (
  | { readonly order: Exclude<Order, 'distance'>; readonly offset: number }
  | { readonly order: 'distance'; readonly offset: number; readonly near: Nearness }
  | { readonly order: 'adresse'; readonly after: string }
)

/** Open structures of the ESS that answer, a page of them. `today`, the database's own by default: recognitions that ended
 * before are not told. */
export async function listEntries(
  db: Reader,
  narrowing: Narrowing,
  slice: Slice,
  today?: string,
): Promise<readonly Entry[]> {
  const isNear = slice.order === 'distance'
  const after = slice.order === 'adresse' ? sql`AND structure.slug > ${slice.after}` : sql``
  // The lines are chosen first, by what they need; what is told of them is read for those alone.
  const { rows } = await sql<Entry>`
    WITH chosen AS (
      SELECT structure.id, ${isNear ? sql`near.metres` : sql`NULL::float8`} AS metres
      FROM structure ${isNear ? nearJoin(slice.near) : sql``}
      WHERE ${matchOf(narrowing, today)} ${after}
      ORDER BY ${orderOf(slice.order, narrowing)} LIMIT ${slice.limit}
      ${slice.order === 'adresse' ? sql`` : sql`OFFSET ${slice.offset}`}
    )
    SELECT structure.id, slug, siren, rna, title, acronym, purpose, legal_category AS "legalCategory",
      naf_rev2 AS "nafRev2", size_band AS "sizeBand", size_band_year AS "sizeBandYear", created_on::text AS "createdOn",
      commune_code AS "communeCode", family, sources, is_fictitious AS "isFictitious", is_declared AS "isDeclared",
      checked_at AS "checkedAt", near.metres,
      ARRAY(SELECT name FROM (${standingOf(sql`structure_id = structure.id`)}) AS standing
            WHERE ${isOn(today)} ORDER BY name) AS marks
    FROM chosen AS near JOIN structure ON structure.id = near.id
    ORDER BY ${orderOf(slice.order, narrowing)}`.execute(db)
  return rows
}

/** How many answer, in all and for each value of each filter; and how many there are. One question for the whole page. */
export async function countEntries(db: Reader, narrowing: Narrowing, today?: string): Promise<Counts> {
  const own = dimensionsOf(narrowing)
  const { rows } = await sql<{ readonly dimension: keyof Counts; readonly value: string; readonly count: number }>`
    WITH standing AS MATERIALIZED (${marksOf(today)}), base AS MATERIALIZED (
      SELECT family, left(coalesce(naf_rev2, ''), 2) AS division, commune.epci_code AS epci, coalesce(size_band, '') AS band,
        coalesce(standing.marks, '{}') AS marks, ${own.family} AS by_family, ${own.division} AS by_division,
        ${own.place} AS by_place, ${own.mark} AS by_mark, ${own.employer} AS by_employer, ${own.size} AS by_size,
        count(*)::integer AS number
      FROM structure
      LEFT JOIN commune ON commune.code = structure.commune_code
      LEFT JOIN standing ON standing.structure_id = structure.id
      WHERE ${LISTED} AND ${textMatch(narrowing.words)}
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    )
    SELECT 'all' AS dimension, '' AS value, count(*)::integer AS count FROM structure WHERE ${LISTED}
    UNION ALL SELECT 'total', '', coalesce(sum(number), 0)::integer FROM base WHERE ${allBut('')}
    UNION ALL SELECT 'family', family, sum(number)::integer FROM base WHERE ${allBut('family')} GROUP BY family
    UNION ALL SELECT 'division', division, sum(number)::integer FROM base WHERE ${allBut('division')} GROUP BY division
    UNION ALL SELECT 'epci', epci, sum(number)::integer FROM base WHERE epci IS NOT NULL AND ${allBut('place')} GROUP BY epci
    UNION ALL SELECT 'mark', mark, sum(number)::integer FROM base, unnest(marks) AS mark WHERE ${allBut('mark')} GROUP BY mark
    UNION ALL SELECT 'employer', band, sum(number)::integer FROM base WHERE ${allBut('employer')} GROUP BY band
    UNION ALL SELECT 'size', band, sum(number)::integer FROM base WHERE ${allBut('size')} GROUP BY band`.execute(db)
  const of = (dimension: keyof Counts) =>
    new Map(rows.flatMap((row) => (row.dimension === dimension ? [[row.value, row.count] as const] : [])))
  return {
    total: of('total').get('') ?? 0,
    all: of('all').get('') ?? 0,
    family: of('family'),
    division: of('division'),
    epci: of('epci'),
    mark: of('mark'),
    employer: of('employer'),
    size: of('size'),
  }
}

/** How many answer in each commune: what the map draws. */
export async function countByCommune(
  db: Reader,
  narrowing: Narrowing,
  today?: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly code: string; readonly count: number }>`
    SELECT commune_code AS code, count(*)::integer AS count FROM structure
    WHERE commune_code IS NOT NULL AND ${matchOf(narrowing, today)} GROUP BY commune_code`.execute(db)
  return new Map(rows.map(({ code, count }) => [code, count]))
}

/** Every page of the directory that lists show, for the map of the site. */
export async function listAddresses(
  db: Reader,
): Promise<readonly Pick<Entry, 'slug' | 'title' | 'acronym' | 'checkedAt'>[]> {
  const { rows } = await sql<Pick<Entry, 'slug' | 'title' | 'acronym' | 'checkedAt'>>`
    SELECT slug, title, acronym, checked_at AS "checkedAt" FROM structure WHERE ${LISTED} ORDER BY slug`.execute(db)
  return rows
}

// A closed structure, or one no source speaks of any more, has its page; lists leave it out.
const LISTED = sql`structure.family IS NOT NULL AND structure.state = 'active'`

const DIMENSIONS = ['family', 'division', 'place', 'mark', 'employer', 'size'] as const
type Dimension = (typeof DIMENSIONS)[number]

function allBut(dimension: Dimension | ''): RawBuilder<unknown> {
  const others = DIMENSIONS.filter((each) => each !== dimension)
  return sql.join(
    others.map((each) => sql.ref(`by_${each}`)),
    sql` AND `,
  )
}

function dimensionsOf(narrowing: Narrowing): Readonly<Record<Dimension, RawBuilder<unknown>>> {
  const { family, divisions, epciCode, communeCode, mark, employerBands, sizeBands } = narrowing
  const band = sql`coalesce(structure.size_band, '')`
  const amongEpci = sql`structure.commune_code IN (SELECT code FROM commune WHERE epci_code = ${epciCode})`
  const inPlace =
    communeCode === undefined ? amongEpci : sql`structure.commune_code IS NOT DISTINCT FROM ${communeCode}`
  return {
    family: family === undefined ? sql`true` : sql`structure.family = ${family}`,
    division:
      divisions === undefined ? sql`true` : sql`left(coalesce(structure.naf_rev2, ''), 2) = ANY(${[...divisions]})`,
    place: epciCode === undefined && communeCode === undefined ? sql`true` : sql`coalesce(${inPlace}, false)`,
    mark: mark === undefined ? sql`true` : sql`coalesce(${mark} = ANY(standing.marks), false)`,
    employer: employerBands === undefined ? sql`true` : sql`${band} = ANY(${[...employerBands]})`,
    size: sizeBands === undefined ? sql`true` : sql`${band} = ANY(${[...sizeBands]})`,
  }
}

/** What each structure is recognised as on a day, as « siae »: one row a structure that is. */
export function marksOf(today: string | undefined): RawBuilder<unknown> {
  return sql`SELECT structure_id, array_agg(DISTINCT split_part(name, '-', 1)) AS marks
    FROM (${standingOf(sql`true`)}) AS last WHERE ${isOn(today)} GROUP BY structure_id`
}

/** Whether a structure is listed, and answers. */
export function matchOf(narrowing: Narrowing, today: string | undefined): RawBuilder<unknown> {
  const { mark: _, ...plain } = dimensionsOf(narrowing)
  const isMarked = sql`structure.id IN (
    SELECT structure_id FROM (${standingOf(sql`split_part(name, '-', 1) = ${narrowing.mark}`)}) AS last
    WHERE ${isOn(today)})`
  const marked = narrowing.mark === undefined ? [] : [isMarked]
  return sql.join([LISTED, textMatch(narrowing.words), ...Object.values(plain), ...marked], sql` AND `)
}

/** The last word of each recognition; `isOn` keeps those that hold. */
function standingOf(which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT DISTINCT ON (structure_id, kind, name) structure_id, name, event, ends_on
    FROM structure_recognition WHERE ${which}
    ORDER BY structure_id, kind, name, recorded_at DESC, structure_recognition.id DESC`
}

function isOn(today: string | undefined): RawBuilder<unknown> {
  return sql`event = 'begun' AND (ends_on IS NULL OR ends_on >= ${today === undefined ? sql`current_date` : sql`${today}::date`})`
}

function nearJoin({ codes, metres }: Nearness): RawBuilder<unknown> {
  return sql`JOIN unnest(${[...codes]}::text[], ${[...metres]}::float8[]) AS near(code, metres)
    ON near.code = structure.commune_code`
}

function orderOf(order: Slice['order'], { words }: Narrowing): RawBuilder<unknown> {
  const byName = sql`structure.search_key, structure.slug`
  if (order === 'adresse') return sql`structure.slug`
  if (order === 'distance') return sql`near.metres, ${byName}`
  // Codes of size classes grow with the class; NN and none come last.
  if (order === 'taille') return sql`nullif(structure.size_band, 'NN') DESC NULLS LAST, ${byName}`
  if (order === 'recentes') return sql`structure.created_on DESC NULLS LAST, ${byName}`
  return order === 'pertinence' && words.length > 0 ? sql`${textRank(words)}, ${byName}` : byName
}

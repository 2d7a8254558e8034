import { sql } from 'kysely'
import { french } from '#kernel/french'
import { done, type Result, refuse } from '#kernel/result'
import {
  activitiesIn,
  amountOfFlores,
  type FloresRow,
  GROUPED_NOTE,
  isOf,
  LEGAL_FORMS,
  MEASURES,
  type Measure,
  sumOfFlores,
} from '../flores/index.ts'
import type { Amount, FiguresRefusal, Place, Source, Table } from '../model.ts'
import { citationOf, licenceOf } from '../sentences.ts'
import { permalinkOf, TABLE_TITLES } from '../tables/index.ts'
import { findPlace, listPlaces, type Reader, readEdition } from './editions.ts'

/** All employment of a place, as FLORES says: what the ESS is compared with, and never counted from. */
export async function readFloresTable(db: Reader, placeCode: string): Promise<Result<Table, FiguresRefusal>> {
  const edition = await readEdition(db)
  if (!edition) return refuse('nothing-computed')
  const place = await findPlace(db, edition.id, placeCode)
  if (!place) return refuse('place-unknown')
  const source = await findSource(db)
  const file = source && (await readWanted(db))
  if (!source || !file) return refuse('nothing-cited')
  const { own, parts, codes } = await rowsFor(db, edition.id, place, file)
  const rows = own.length > 0 ? own : parts
  const activities = activitiesIn(rows)
  const amountOf = (activity: string, measure: Measure): Amount =>
    own.length > 0
      ? amountOfFlores(own.find((row) => isOf(row, { activity, measure })))
      : sumOfFlores(parts, codes, { activity, measure })
  const title = TABLE_TITLES['emploi-total']
  const sources = [source] as const
  const posts = amountOf('_T', 'EMPL3112')
  return done({
    name: 'emploi-total',
    title,
    place,
    rowTitle: 'Secteur',
    rows: activities,
    columns: COLUMNS,
    cells: activities.map(({ id }) => MEASURES.map((measure) => amountOf(id, measure))),
    nature: 'cited',
    scope: `${LEGAL_FORMS[file.legalForm] ?? file.legalForm} Postes au 31 décembre ${file.year}, au lieu de travail.`,
    sources,
    vintage: file.year,
    licence: licenceOf(sources),
    perimeterVersion: null,
    extractionSha256: null,
    computedAt: null,
    reading:
      posts.kind === 'value'
        ? french`Lecture : ${place.name}, tous secteurs, postes salariés fin ${file.year} : ${posts.value}.`
        : french`Lecture : ${place.name}, tous secteurs, le nombre de postes salariés fin ${file.year} n'est pas disponible.`,
    notes: [
      'Ce fichier ne dit pas ce qui est de l’ESS\u00a0: il ne peut pas être divisé par nos intervalles.',
      ...(rows.some(({ status }) => status === 'W') ? [GROUPED_NOTE] : []),
      ...(own.length > 0 || codes.length === 1 ? [] : [SUMMED]),
      ...(place.note === null ? [] : [place.note]),
    ],
    permalink: permalinkOf('emploi-total', place.code),
    citation: citationOf({ title, place, sources, perimeterVersion: null, computedAt: null }),
  })
}

const COLUMNS = [
  { id: 'UNIT_LOC', label: 'Établissements', unit: 'établissements' },
  { id: 'EMPL3112', label: 'Postes salariés', unit: 'postes' },
] as const

const SUMMED = 'Somme des communes d’ici\u00a0: «\u00a0nd\u00a0» dès que l’une d’elles n’est pas publiée.'

type Wanted = { readonly year: string; readonly legalForm: string }

// The last year, all sizes, and the widest set of employers there is.
async function readWanted(db: Reader): Promise<Wanted | undefined> {
  const { rows } = await sql<Wanted>`
    SELECT year, legal_form AS "legalForm" FROM employment_figure WHERE size_class = '_T'
    ORDER BY year DESC, legal_form = '_T' DESC, legal_form = '1T9X7' DESC, legal_form LIMIT 1`.execute(db)
  return rows[0]
}

// The file tells of a commune, of an EPCI that is here whole, of a Département; of what crosses the border, its communes.
async function rowsFor(db: Reader, editionId: string, place: Place, { year, legalForm }: Wanted) {
  const communes =
    place.kind === 'commune'
      ? [place]
      : await listPlaces(db, editionId, {
          kind: 'commune',
          ...(place.kind === 'epci' ? { epciCode: place.code } : {}),
        })
  const codes = communes.map(({ code }) => code)
  const read = async (condition: ReturnType<typeof sql>) => {
    const { rows } = await sql<FloresRow>`
      SELECT geo, activity, measure, status, value::double precision AS value FROM employment_figure
      WHERE size_class = '_T' AND year = ${year} AND legal_form = ${legalForm} AND ${condition}`.execute(db)
    return rows
  }
  const own =
    place.note !== null
      ? []
      : await read(
          place.kind === 'territory'
            ? sql`geo_kind = 'DEP' AND (SELECT count(DISTINCT geo) FROM employment_figure WHERE geo_kind = 'DEP') = 1`
            : sql`geo = ${place.code} AND geo_kind = ${place.kind === 'epci' ? 'EPCI' : 'COM'}`,
        )
  const parts = own.length > 0 ? [] : await read(sql`geo_kind = 'COM' AND geo = ANY(${codes})`)
  return { own, parts, codes }
}

async function findSource(db: Reader): Promise<Source | undefined> {
  const { rows } = await sql<Omit<Source, 'id' | 'kind' | 'readOn'>>`
    SELECT 'FLORES' AS title, producer, url, licence, vintage, files->0->>'sha256' AS sha256,
      rows_read::double precision AS rows, is_fictitious AS "isFictitious"
    FROM directory_import WHERE id = (
      SELECT import_id FROM directory_choice WHERE kind = 'flores' ORDER BY directory_choice.rank DESC LIMIT 1)`.execute(
    db,
  )
  return rows[0] && { ...rows[0], id: 'flores', kind: 'flores', readOn: null }
}

import { done, type Result, refuse } from '#kernel/result'
import { figureOf } from '../figures.ts'
import {
  type CitedFigure,
  type ComputedFigure,
  type FiguresRefusal,
  INDICATORS,
  type Indicator,
  isTableName,
  type Series,
  type Table,
} from '../model.ts'
import { seriesOf } from '../series/index.ts'
import { listBreaks, listCitedFigures } from './cited.ts'
import { findPlace, listPlaces, type Reader, readEdition } from './editions.ts'
import { readFloresTable } from './flores.ts'
import { readSensitivityTable } from './levers.ts'
import { placesWith, readComputedTable, readCounts } from './tables.ts'

/** Any table by its name, for a place of the edition that is shown. */
export async function readTable(
  db: Reader,
  name: string,
  placeCode = 'territory',
): Promise<Result<Table, FiguresRefusal>> {
  if (!isTableName(name)) return refuse('table-unknown')
  if (name === 'emploi-total') return readFloresTable(db, placeCode)
  if (name === 'sensibilite') return readSensitivityTable(db, placeCode)
  return readComputedTable(db, name, placeCode)
}

/** The key figures of a place, counted here, in the order of `INDICATORS`. */
export async function readKeyFigures(
  db: Reader,
  placeCode: string,
): Promise<Result<readonly ComputedFigure[], FiguresRefusal>> {
  const edition = await readEdition(db)
  if (!edition) return refuse('nothing-computed')
  const place = await findPlace(db, edition.id, placeCode)
  if (!place) return refuse('place-unknown')
  const counts = await readCounts(db, edition.id, [place.code], ['none'])
  return done(INDICATORS.map((indicator) => figureOf(edition, place, counts, indicator)))
}

/** Side by side: a place and those it is in, counted here; and beside, what others say of the region and elsewhere. */
export type Comparison = { readonly computed: readonly ComputedFigure[]; readonly cited: readonly CitedFigure[] }

export async function readComparison(db: Reader, placeCode: string): Promise<Result<Comparison, FiguresRefusal>> {
  const edition = await readEdition(db)
  if (!edition) return refuse('nothing-computed')
  const place = await findPlace(db, edition.id, placeCode)
  if (!place) return refuse('place-unknown')
  const around = (await placesWith(db, edition.id, place)).filter(
    ({ code }) => code === place.code || code === 'territory' || (place.kind === 'commune' && code === place.epciCode),
  )
  const codes = around.map(({ code }) => code)
  const counts = await readCounts(db, edition.id, codes, ['none'])
  return done({
    computed: around.flatMap((each) => INDICATORS.map((indicator) => figureOf(edition, each, counts, indicator))),
    cited: await listCitedFigures(db),
  })
}

/** One indicator in each EPCI, or in each commune: what a map is drawn from. */
export async function readMapFigures(
  db: Reader,
  kind: 'epci' | 'commune',
  indicator: Indicator,
): Promise<Result<readonly ComputedFigure[], FiguresRefusal>> {
  const edition = await readEdition(db)
  if (!edition) return refuse('nothing-computed')
  const places = await listPlaces(db, edition.id, { kind })
  const codes = places.map(({ code }) => code)
  const counts = await readCounts(db, edition.id, codes, ['none'])
  return done(places.map((place) => figureOf(edition, place, counts, indicator)))
}

/** Figures through time: cited ones exist for the territory alone. */
export async function listSeries(db: Reader): Promise<readonly Series[]> {
  const [cited, breaks, counted] = [
    await listCitedFigures(db, 'territory'),
    await listBreaks(db),
    await readKeyFigures(db, 'territory'),
  ]
  const computed = counted.ok ? counted.value : []
  const name = computed[0]?.placeName ?? cited[0]?.placeName ?? ''
  return seriesOf(name, cited, breaks, computed)
}

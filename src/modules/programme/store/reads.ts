import type { Kysely } from 'kysely'
import { findBySiren } from '#modules/directory'
import { readAtlas } from '#modules/territory'
import type { Context, Contributions } from '#platform/context'
import type { DB } from '#platform/database'
import type { Action, IndicatorValue, Programme, Step } from '../model.ts'
import type { Money } from '../money.ts'
import { composeReport, type YearReport } from '../reports/index.ts'
import { listSteps, listValues } from './followed.ts'
import { findMoneyYear, readMoney } from './money.ts'
import { listTags } from './tags.ts'
import { keyOf, listThings, type Thing } from './things.ts'

/** What becomes of the actions, or of one: the money of the last budget, how far they have come, the names of places. */
export async function readFollowed(
  db: Kysely<DB>,
  thisYear: number,
  action?: string,
): Promise<{
  readonly money: Money
  readonly steps: readonly Step[]
  readonly values: readonly IndicatorValue[]
  readonly placeNames: ReadonlyMap<string, string>
}> {
  const asked = action === undefined ? {} : { action }
  const [money, steps, values, placeNames] = await Promise.all([
    findMoneyYear(db, thisYear).then((year) => readMoney(db, year)),
    listSteps(db, asked),
    listValues(db, asked),
    readPlaceNames(db),
  ])
  return { money, steps, values, placeNames }
}

/** Names of EPCIs and communes by code. */
export async function readPlaceNames(db: Kysely<DB>): Promise<ReadonlyMap<string, string>> {
  const atlas = await readAtlas(db)
  return new Map([...(atlas?.epcis ?? []), ...(atlas?.communes ?? [])].map(({ code, name }) => [code, name]))
}

/** A commune and its EPCI, or an EPCI alone: where an action that names one of them is at work. */
export async function readPlacesAround(db: Kysely<DB>, code: string): Promise<readonly string[]> {
  const epci = (await readAtlas(db))?.communeByCode.get(code)?.epciCode
  return epci == null ? [code] : [code, epci]
}

/** Pages of the partners that are in the directory, by SIREN. */
export async function readPartnerPages(db: Kysely<DB>, { partners }: Action): Promise<ReadonlyMap<string, string>> {
  const sirens = partners.flatMap(({ siren }) => siren ?? [])
  const known = await Promise.all(sirens.map((siren) => findBySiren(db, siren)))
  return new Map(known.flatMap((found) => (found?.siren ? [[found.siren, `/annuaire/${found.slug}`] as const] : [])))
}

/** Things of this year and the one before that are for an aim. */
export async function listThingsFor(
  db: Kysely<DB>,
  contributions: Contributions,
  aim: string,
  year: number,
): Promise<readonly Thing[]> {
  const tagged = new Set((await listTags(db)).filter((tag) => tag.aim === aim).map(keyOf))
  if (tagged.size === 0) return []
  const things = [...(await listThings(db, contributions, year)), ...(await listThings(db, contributions, year - 1))]
  return things.filter((thing) => tagged.has(keyOf(thing)))
}

/** What a year brought to each orientation. */
export async function readReport(
  { db, contributions }: Pick<Context, 'db' | 'contributions'>,
  programme: Programme,
  year: number,
): Promise<YearReport> {
  const until = `${year + 1}-01-01`
  const tags = await listTags(db)
  const things = (await listThings(db, contributions, year)).map((thing) => ({
    ...thing,
    aims: tags.filter((tag) => keyOf(tag) === keyOf(thing)).map(({ aim }) => aim),
  }))
  const [values, steps, money] = await Promise.all([
    listValues(db, { until }),
    listSteps(db, { until }),
    readMoney(db, year),
  ])
  return composeReport(programme, { year, values, steps, money, things })
}

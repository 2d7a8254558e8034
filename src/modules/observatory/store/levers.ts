import { done, type Result, refuse } from '#kernel/result'
import type { FiguresRefusal, Table } from '../model.ts'
import { countsOf, tableOf } from '../tables/index.ts'
import { sensitivityBody } from '../tables/sensitivity.ts'
import { findPlace, type Reader, readEdition } from './editions.ts'

/** What each piece of the rule adds or removes, on the whole territory. */
export async function readSensitivityTable(db: Reader, placeCode: string): Promise<Result<Table, FiguresRefusal>> {
  if (placeCode !== 'territory') return refuse('table-not-for-place')
  const edition = await readEdition(db)
  const place = edition && (await findPlace(db, edition.id, placeCode))
  if (!edition || !place) return refuse('nothing-computed')
  const levers = await db
    .selectFrom('figure_lever')
    .select(['lever', 'alone', 'last'])
    .where('edition_id', '=', edition.id)
    .orderBy('rank')
    .execute()
  const input = { edition, place, places: [place], counts: countsOf([], [], false), years: [] }
  return done(tableOf('sensibilite', input, sensitivityBody(input, levers)))
}

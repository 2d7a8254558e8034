import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { BreakRow, CitedRow } from '../cited.ts'
import type { Amount, CitedFigure, SeriesBreak } from '../model.ts'
import type { Reader } from './editions.ts'

/** What others say, in place of what was there. */
export async function replaceCited(
  transaction: Transaction<DB>,
  figures: readonly CitedRow[],
  breaks: readonly BreakRow[],
): Promise<void> {
  await transaction.deleteFrom('cited_figure').execute()
  await transaction.deleteFrom('cited_break').execute()
  const rows = figures.map(({ value, ...row }, rank) => ({ ...row, rank, ...storedAmount(value) }))
  if (rows.length > 0) await transaction.insertInto('cited_figure').values(rows).execute()
  if (breaks.length > 0)
    await transaction
      .insertInto('cited_break')
      .values([...breaks])
      .execute()
}

/** Of one place, or of all, in the order they were written. */
export async function listCitedFigures(db: Reader, place?: string): Promise<readonly CitedFigure[]> {
  const rows = await db
    .selectFrom('cited_figure')
    .selectAll()
    .select(sql<string>`read_on::text`.as('read_day'))
    .$if(place !== undefined, (query) => query.where('place', '=', place!))
    .orderBy('rank')
    .execute()
  return rows.map((row): CitedFigure => {
    const { label, unit, scope, note, indicator, place: code, vintage, year, part, url, read_day: readOn } = row
    const { rank, title, producer, licence } = row
    const source = { id: `cited/${rank}`, kind: 'cited', title, producer, url, licence, vintage, readOn, ...NO_FILE }
    return {
      nature: row.nature as CitedFigure['nature'],
      indicator,
      place: code,
      placeName: row.place_name,
      label,
      unit,
      scope,
      note,
      amount: amountOf(row.kind, row.value),
      sources: [source],
      vintage,
      year,
      part,
      url,
      readOn,
    }
  })
}

export async function listBreaks(db: Reader): Promise<readonly (SeriesBreak & { readonly indicator: string })[]> {
  return db.selectFrom('cited_break').select(['indicator', 'year', 'label', 'why']).orderBy('year').execute()
}

const NO_FILE = { sha256: null, rows: null, isFictitious: false } as const

function storedAmount(value: string) {
  if (value === 's') return { kind: 'secret', value: null }
  if (value === 'nd') return { kind: 'not-given', value: null }
  return { kind: 'value', value }
}

function amountOf(kind: string, value: string | number | null): Amount {
  if (kind === 'value')
    return { kind, value: Number(value), decimals: /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0 }
  return { kind: kind === 'secret' ? 'secret' : 'not-given' }
}

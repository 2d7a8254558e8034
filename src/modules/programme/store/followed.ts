import { sql, type Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { DB } from '#platform/database'
import type { IndicatorValue, Step, StepState, ValueNature } from '../model.ts'
import type { Reader } from './versions.ts'

/** Values in force, the last day first; of the same day the one written last. */
export async function listValues(
  db: Reader,
  asked: { readonly action?: string; readonly until?: Day } = {},
): Promise<readonly IndicatorValue[]> {
  const { action, until } = asked
  const rows = await db
    .selectFrom('programme_value')
    .select(['id', 'action', 'indicator', 'thousandths', 'nature', 'source', 'url', 'is_fictitious'])
    .select(sql<string>`on_day::text`.as('on_day'))
    .distinctOn(['action', 'indicator', 'programme_value.on_day'])
    .where('withdrawn_at', 'is', null)
    .$if(action !== undefined, (query) => query.where('action', '=', action!))
    .$if(until !== undefined, (query) => query.where(sql<boolean>`programme_value.on_day < ${until}::date`))
    .orderBy('action')
    .orderBy('indicator')
    .orderBy('programme_value.on_day', 'desc')
    .orderBy('rank', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    action: row.action,
    indicator: row.indicator,
    on: row.on_day,
    thousandths: Number(row.thousandths),
    nature: row.nature as ValueNature,
    source: { label: row.source, url: row.url, isFictitious: row.is_fictitious },
  }))
}

export async function insertValue(
  transaction: Transaction<DB>,
  value: IndicatorValue & { readonly recordedAt: Date },
): Promise<void> {
  const { id, action, indicator, on, thousandths, nature, source, recordedAt } = value
  await transaction
    .insertInto('programme_value')
    .values({
      ...{ id, action, indicator, nature, url: source.url, source: source.label },
      on_day: on,
      thousandths: BigInt(thousandths),
      is_fictitious: source.isFictitious,
      recorded_at: recordedAt,
    })
    .execute()
}

/** @returns  false when there is no such value in force */
export async function withdrawValue(transaction: Transaction<DB>, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('programme_value')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** How far actions have come, the last word first. */
export async function listSteps(
  db: Reader,
  asked: { readonly action?: string; readonly until?: Day } = {},
): Promise<readonly Step[]> {
  const { action, until } = asked
  const rows = await db
    .selectFrom('programme_step')
    .select(['action', 'state', 'words', 'is_fictitious'])
    .select(sql<string>`on_day::text`.as('on_day'))
    .$if(action !== undefined, (query) => query.where('action', '=', action!))
    .$if(until !== undefined, (query) => query.where(sql<boolean>`programme_step.on_day < ${until}::date`))
    .orderBy('programme_step.on_day', 'desc')
    .orderBy('rank', 'desc')
    .execute()
  return rows.map((row) => ({
    action: row.action,
    on: row.on_day,
    state: row.state as StepState,
    words: row.words,
    isFictitious: row.is_fictitious,
  }))
}

export async function insertStep(
  transaction: Transaction<DB>,
  step: Step & { readonly id: string; readonly recordedAt: Date },
): Promise<void> {
  const { id, action, on, state, words, isFictitious, recordedAt } = step
  await transaction
    .insertInto('programme_step')
    .values({ id, action, on_day: on, state, words, is_fictitious: isFictitious, recorded_at: recordedAt })
    .execute()
}

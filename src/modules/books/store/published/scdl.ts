import type { Kysely } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { readAuthority } from '#modules/decisions'
import type { DB } from '#platform/database'
import type { PublicPayment } from '../../published/model.ts'
import { amountsByCode, type ScdlBudget, type ScdlRefusal } from '../../published/scdl.ts'
import { listCodes, listExecution, listStages, listYears } from '../budget/index.ts'
import { listPayments } from './payments.ts'

/** The budget of a year, as the national schema wants it. */
export async function readScdlBudget(
  db: Kysely<DB>,
  year: number,
): Promise<Result<ScdlBudget, Extract<ScdlRefusal, 'authority-unknown' | 'year-unknown'>>> {
  const [authority, years] = await Promise.all([readAuthority(db), listYears(db)])
  const found = years.find((each) => each.year === year)
  if (!found) return refuse('year-unknown')
  if (!authority) return refuse('authority-unknown')
  const [lines, before, stages, codes] = await Promise.all([
    listExecution(db, year),
    listExecution(db, year - 1),
    listStages(db, year),
    listCodes(db, found.nomenclatureId),
  ])
  const isClosed = found.closedAt !== null
  return done({ authority, year, isClosed, lines, stages, codes, before: amountsByCode(before) })
}

/** Every payment to a legal person, the last first, a batch at a time: no more is held at once. */
export async function* eachPaymentBatch(
  db: Kysely<DB>,
  only: { readonly year?: number | undefined } = {},
): AsyncGenerator<readonly PublicPayment[]> {
  let after: PublicPayment | undefined
  for (;;) {
    const batch = await listPayments(db, { ...only, after, limit: BATCH })
    if (batch.length > 0) yield batch
    if (batch.length < BATCH) return
    after = batch.at(-1)
  }
}

/** When something published last changed: a stage opened, a year closed, a payment. */
export async function lastBudgetChange(db: Kysely<DB>): Promise<Date | undefined> {
  const [stage, year] = await Promise.all([
    db
      .selectFrom('budget_stage')
      .select((e) => e.fn.max('opened_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('budget_year')
      .select((e) => e.fn.max('closed_at').as('at'))
      .executeTakeFirst(),
  ])
  const times = [stage?.at, year?.at].flatMap((at) => (at ? [at.getTime()] : []))
  return times.length === 0 ? undefined : new Date(Math.max(...times))
}

export async function lastPaymentDay(db: Kysely<DB>): Promise<Date | undefined> {
  const [last] = await listPayments(db, { limit: 1 })
  return last && new Date(`${last.paidOn}T12:00:00Z`)
}

const BATCH = 1000

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReport, openValidation } from '#kernel/tabular'
import { changeSetting } from '#modules/decisions'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { seedInventedBudget } from '../../seed-budget.ts'
import { seedInventedPeople } from '../../seed-people.ts'
import { budgetApi } from './api.ts'
import { bookDatasets } from './contributes.datasets.ts'
import { readScdlBudget, scdlCsv, scdlRows } from './index.ts'
import { SCDL_COLUMNS } from './published/scdl.ts'
import * as published from './store/published/index.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'data/schemas/scdl-budget-0.8.3.json'), 'utf8'))
let database: TestDatabase
let app: Hono
let year: number

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database)
  const people = JSON.parse(readFileSync(join(ROOT, 'data/demonstration/people.json'), 'utf8'))
  await seedInventedPeople(context, people)
  await seedInventedBudget(context, ROOT)
  for (const [name, value] of [
    ['authority-name', 'Territoire d’essai'],
    ['authority-siret', '99900011000018'],
  ] as const) {
    const setting = { name, value, source: 'Essai', isVerified: false }
    const submission = { key: context.newId().replaceAll('-', ''), body: null }
    expect((await changeSetting(context, { submission, setting, readValue: '' })).ok).toBe(true)
  }
  app = new Hono().route('/', budgetApi(context))
  year = (await published.listYearNumbers(database.db))[0] ?? 0
})
afterAll(() => database.drop())

test('the budget that was voted is a file of the national schema, a line for each line of the budget', async () => {
  const budget = await readScdlBudget(database.db, year)
  const rows = budget.ok ? scdlRows(budget.value, 'BP') : budget
  expect(rows.ok).toBe(true)
  if (!budget.ok || !rows.ok) return
  const bp = budget.value.stages.filter(({ kind, openedAt }) => kind === 'bp' && openedAt !== null)
  expect(rows.value).toHaveLength(bp.flatMap(({ amounts }) => amounts).length)
  const told = rows.value.map((row) => cellOf(row, 'BGT_MTPROPNOUV')).reduce((all, each) => all + cents(each), 0n)
  expect(told).toBe(bp.flatMap(({ amounts }) => amounts).reduce((all, { amountCents }) => all + amountCents, 0n))
  expect(faultsOf(scdlCsv(rows.value))).toEqual([])
})

test('a stage that is not decided, and accounts that are not settled, are refused', async () => {
  const budget = await readScdlBudget(database.db, year)
  if (!budget.ok) throw new Error(budget.refusal)
  expect(scdlRows({ ...budget.value, isClosed: false }, 'CA')).toEqual({ ok: false, refusal: 'year-not-closed' })
  const proposed = budget.value.stages.map((stage) => ({ ...stage, openedAt: null }))
  expect(scdlRows({ ...budget.value, stages: proposed }, 'BP')).toEqual({ ok: false, refusal: 'stage-not-open' })
  const settled = scdlRows({ ...budget.value, isClosed: true }, 'CA')
  expect(faultsOf(scdlCsv(settled.ok ? settled.value : []))).toEqual([])
  expect(await readScdlBudget(database.db, 1999)).toEqual({ ok: false, refusal: 'year-unknown' })
})

test('the tables of open data hold every stage and every payment', async () => {
  const [budget, payments] = [await readAll('budget'), await readAll('paiements')]
  expect(faultsOf(scdlCsv(budget as never))).toEqual([])
  const listed = await published.listPayments(database.db, { limit: 10_000 })
  expect(payments.map(([id]) => id)).toEqual(listed.map(({ id }) => id))
  for (const { columns } of bookDatasets) expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length)
  const csv = await (await app.request('/budget/paiements.csv')).text()
  expect(csv.trim().split('\r\n')).toHaveLength(listed.length + 1)
})

async function readAll(slug: string) {
  const dataset = bookDatasets.find((each) => each.slug === slug)!
  expect(await dataset.obstacle?.(database.db)).toBeUndefined()
  expect(await dataset.lastChange(database.db)).toBeInstanceOf(Date)
  const rows = []
  for await (const row of dataset.rows(database.db, 'https://example.fr')) {
    expect(row).toHaveLength(dataset.columns.length)
    rows.push(row)
  }
  return rows
}

function faultsOf(csv: string) {
  const validation = openValidation(SCHEMA)
  const report = openReport()
  for (const line of [...validation.push(Buffer.from(csv)), ...validation.end()]) report.take(line)
  const { isValid, groups } = report.report()
  return isValid ? [] : groups
}

function cellOf(row: readonly string[], name: (typeof SCDL_COLUMNS)[number]['name']): string {
  return row[SCDL_COLUMNS.findIndex((column) => column.name === name)] ?? ''
}

function cents(written: string): bigint {
  return BigInt(written.replace('.', ''))
}

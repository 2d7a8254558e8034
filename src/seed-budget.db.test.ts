import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listExecution, listPayments, listYears } from '#modules/books'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from './modules.ts'
import { seedInventedBudget } from './seed-budget.ts'
import { seedInventedPeople } from './seed-people.ts'

const ROOT = resolve(import.meta.dirname, '..')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('the demonstration has the real totals of 2024, lines said fictitious, and engagements at every stage', async () => {
  const context = testContext(database, { contributions, now: () => new Date('2026-11-23T09:00:00Z') })
  await seedInventedPeople(context, JSON.parse(readFileSync(`${ROOT}/data/demonstration/people.json`, 'utf8')))
  expect(await seedInventedBudget(context, ROOT)).toBe(8)
  expect(await seedInventedBudget(context, ROOT), 'once').toBe(0)
  expect((await listYears(database.db)).map(({ year }) => year)).toEqual([2026, 2024])

  const lines = await listExecution(database.db, 2024)
  const openedIn = (section: string) => {
    const own = lines.filter((line) => line.section === section && line.direction === 'expense')
    return own.reduce((sum, { execution }) => sum + execution.openedCents, 0n)
  }
  expect([openedIn('F'), openedIn('I')]).toEqual([141_962_300n, 7_500_000n])
  expect(lines.every(({ isFictitious }) => isFictitious)).toBe(true)
  const payments = await listPayments(database.db, { year: 2026 })
  expect(payments.map(({ amountCents }) => amountCents)).toEqual([35_000n, 600_000n, 500_000n])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { committed, lineOf, openWorld, vote } from '../commands/budget/world.testing.ts'
import { accountsOf } from '../store/budget/index.ts'
import { readJournal } from '../store/ledger/index.ts'
import { type JournalLine, journalHeader, journalLines } from './journal.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof openWorld>>
let persons: readonly string[]

beforeAll(async () => {
  database = await testDatabase()
  world = await openWorld(database, () => new Date('2026-03-02T09:00:00Z'))
  const lineId = await lineOf(world.context, { code: 'F-1' })
  await vote(world.context, 'bp', [[lineId, 1000]])
  await committed(world, lineId, 300)
  const payee = { kind: 'natural', siret: null, name: 'Dominique Exemple' } as const
  const ids = [await committed(world, lineId, 40, { payee }), await committed(world, lineId, 2, { payee })]
  const accounts = await Promise.all(ids.map((engagementId) => accountsOf(database.db, { engagementId })))
  persons = accounts.flatMap((each) => [...each.values()])
})
afterAll(() => database.drop())

test('the journal anybody may read has each transfer, and of natural persons only the totals of a day', async () => {
  const lines = await all({})
  const told = lines.map(({ code, amountCents, count, transfer }) => [code, amountCents, count, transfer !== null])
  expect(told).toEqual([
    ['budget.bp', 100_000n, 1, true],
    ['budget.engage', 30_000n, 1, true],
    ['budget.engage', 4_200n, 2, false],
  ])
  expect(lines[2]).toMatchObject({ debitCode: 'budget.available', creditCode: 'budget.committed' })
  expect(persons).toHaveLength(8)
  const text = journalHeader() + journalLines(lines)
  for (const account of persons) expect(text).not.toContain(account)
  expect(text).not.toContain('Dominique')
  expect(text.split('\r\n')[3]).toBe('2026-03-02,budget.engage,posted,42.00,budget.available,budget.committed,,,,,,2')
})

test('a period keeps the days it says', async () => {
  expect(await all({ to: '2026-03-01' })).toEqual([])
  expect(await all({ from: '2026-03-02', to: '2026-03-02' })).toHaveLength(3)
})

async function all(period: Parameters<typeof readJournal>[1]): Promise<readonly JournalLine[]> {
  const lines: JournalLine[] = []
  for await (const part of readJournal(database.db, period)) lines.push(...part)
  return lines
}

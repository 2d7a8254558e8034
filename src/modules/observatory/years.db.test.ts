import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { countFigures } from './commands/index.ts'
import { contribution } from './contributes.ts'
import type { Amount } from './model.ts'
import * as store from './store/index.ts'
import { fillObservatory } from './testing/index.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = { ...testContext(database), contributions: [contribution] }
  await fillObservatory(context)
}, 60_000)
afterAll(() => database.drop())

test('what stood on 31 December is counted again from dates, the same by two paths', async () => {
  const { rows } = await sql<Dated>`
    SELECT establishment.commune_code AS commune, establishment.created_on::text AS created, closed_on::text AS closed, establishment.state,
      structure.state = 'active' AS "isOpen"
    FROM establishment JOIN structure ON structure.id = structure_id WHERE family IS NOT NULL`.execute(context.db)
  const told = await standingIn('territory')
  expect(told.size).toBeGreaterThan(20)
  for (const [year, amount] of told) expect([year, amount]).toEqual([year, counted(rows, year)])
  expect(Math.min(...told.keys())).toBe(2003)

  const [commune] = rows.map((row) => row.commune)
  const there = rows.filter((row) => row.commune === commune)
  for (const [year, amount] of await standingIn(commune!)) expect([year, amount]).toEqual([year, counted(there, year)])
})

test('a place opened in the year counts, one closed on its last day does not, one without a date never does', async () => {
  const before = await standingIn('territory')
  const { rows } = await sql<{ readonly siret: string }>`
    SELECT siret FROM establishment JOIN structure ON structure.id = structure_id
    WHERE family IS NOT NULL AND establishment.state = 'active' AND establishment.created_on < '2009-01-01'
    ORDER BY siret LIMIT 4`.execute(context.db)
  const [opened, closedThen, closedAfter, undated] = rows.map(({ siret }) => siret)
  const set = (siret: string | undefined, state: string, created: string | null, closed: string | null) =>
    sql`UPDATE establishment SET state = ${state}, created_on = ${created}::date, closed_on = ${closed}::date
        WHERE siret = ${siret}`.execute(context.db)
  await set(opened, 'active', '2010-12-31', null)
  await set(closedThen, 'closed', '2001-01-01', '2010-12-31')
  await set(closedAfter, 'closed', '2001-01-01', '2011-01-01')
  await set(undated, 'active', null, null)
  await countFigures(context)
  const after = await standingIn('territory')
  const moved = (year: number) => after.get(year)! - before.get(year)!
  expect([2009, 2010, 2011].map(moved)).toEqual([-2, -2, -3])
})

test('the table says how far it can be trusted, and the year that is not over is not there', async () => {
  const table = await store.readTable(context.db, 'fin-d-annee')
  if (!table.ok) throw new Error(`it can be read: ${table.refusal}`)
  const edition = await store.readEdition(context.db)
  const { rows, notes, nature, reading } = table.value
  expect(nature).toBe('computed')
  expect(Number(rows.at(-1)?.id)).toBeLessThan(Number(edition?.vintage.slice(0, 4)))
  expect(reading).toMatch(/^Lecture\u00a0: .*31 décembre/)
  expect(notes.join(' ')).toContain('selon le périmètre d’aujourd’hui')
  expect(notes.join(' ')).toContain('s’arrêtent sans le dire')
})

type Dated = {
  readonly commune: string
  readonly created: string | null
  readonly closed: string | null
  readonly state: string
  /** Its structure is. */
  readonly isOpen: boolean
}

function counted(rows: readonly Dated[], year: number): number {
  const end = `${year}-12-31`
  return rows.filter(
    ({ created, closed, state, isOpen }) =>
      created !== null &&
      created <= end &&
      (state === 'active' ? isOpen : closed !== null && closed > end && closed >= created),
  ).length
}

async function standingIn(place: string): Promise<ReadonlyMap<number, number>> {
  const table = await store.readTable(context.db, 'fin-d-annee', place)
  if (!table.ok) throw new Error(`it can be read: ${table.refusal}`)
  const { rows, cells } = table.value
  return new Map(rows.map(({ id }, index) => [Number(id), countIn(cells[index]![0]!)]))
}

function countIn(amount: Amount): number {
  if (amount.kind !== 'value') throw new Error(`a count is a value, not ${amount.kind}`)
  return amount.value
}

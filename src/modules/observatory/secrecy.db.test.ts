import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import {
  type Contribution,
  countCells,
  INSEE_SECRECY,
  type PublishedCell,
  type TableShape,
  verifyTables,
} from '#kernel/secrecy'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { checks } from './checks.ts'
import { publishProtectedTable, type Surveyed } from './commands/index.ts'
import { listProtectedTables } from './store/index.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
})
afterAll(() => database.drop())

const SHAPE: TableShape = {
  rows: {
    id: 'territory',
    parts: ['artois', 'ternois', 'calaisis', 'opale', 'audomarois'].map((id) => ({ id, parts: [] })),
  },
  columns: ['association', 'cooperative', 'mutual', 'foundation'],
}

test('staff of a survey is published with its masks, and nobody finds a secret by subtracting', async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const surveyed = surveyOf(seed)
    const published = await publishProtectedTable(context, { submission: submissionOf(seed), surveyed })
    assert(published.ok, `the table is published: ${JSON.stringify(published)}`)
  }
  const tables = await listProtectedTables(context.db)
  expect(tables).toHaveLength(8)
  for (const table of tables) {
    const cells = countCells(SHAPE, surveyOf(Number(table.vintage) - 2000).contributions)
    const shown = table.cells.map(
      (cell): PublishedCell => (cell.kind === 's' ? { ...cell, reason: 'protects-another' } : cell),
    )
    expect(verifyTables(table.shapes, cells, shown, INSEE_SECRECY)).toEqual({ faults: [], hasBounds: true })
    expect(shown.some(({ kind }) => kind === 's')).toBe(true)
    expect(shown.some(({ kind }) => kind === 'value')).toBe(true)
  }
})

test('a table that was published is never published again with other masks', async () => {
  const again = await publishProtectedTable(context, { submission: submissionOf(99), surveyed: surveyOf(1) })
  expect(again).toEqual({ ok: false, refusal: 'table-already-published' })
})

test('the public check finds a mask that stands alone', async () => {
  const { query } = checks.find(({ name }) => name === 'observatory.one-mask-is-never-alone')!
  expect((await query.execute(context.db)).rows).toEqual([])
  await using apart = await testDatabase()
  const elsewhere = testContext(apart)
  const published = await publishProtectedTable(elsewhere, { submission: submissionOf(1), surveyed: surveyOf(1) })
  assert(published.ok, 'the table is published')
  await apart.owner.insertInto('protected_cell').values(aloneIn(published.value.id)).execute()
  expect((await query.execute(apart.db)).rows).toHaveLength(1)
})

function aloneIn(tableId: string) {
  const cell = { table_id: tableId, row_id: 'nowhere' }
  return [
    { ...cell, column_id: 'association', kind: 's', value: null },
    { ...cell, column_id: 'mutual', kind: 'value', value: 4n },
    { ...cell, column_id: 'total', kind: 'value', value: 10n },
  ]
}

function surveyOf(seed: number): Surveyed {
  return {
    name: 'effectifs',
    title: 'Effectifs déclarés',
    unit: 'salariés',
    scope: 'Structures qui ont répondu',
    producer: 'Enquête d’essai',
    licence: 'Licence Ouverte 2.0',
    vintage: String(2000 + seed),
    shapes: [SHAPE],
    contributions: contributionsOf(seed),
  }
}

// Many associations, few of the others: as in the countryside.
function contributionsOf(seed: number): readonly Contribution[] {
  let state = seed * 7919
  const draw = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  return SHAPE.rows.parts.flatMap(({ id: row }, r) =>
    SHAPE.columns.flatMap((column, c) =>
      Array.from({ length: c === 0 ? 6 + draw(5) : draw(6) }, (_, n) => ({
        row,
        column,
        siren: String(100_000_000 + r * 1000 + c * 100 + n),
        value: BigInt(1 + draw(40)),
      })),
    ),
  )
}

function submissionOf(n: number) {
  return { key: `observatory-secrecy-${process.pid}-${String(n).padStart(6, '0')}`, body: n }
}

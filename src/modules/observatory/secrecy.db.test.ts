import { parse } from 'csv-parse/sync'
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
import { observatoryApi } from './api/index.ts'
import { checks } from './checks.ts'
import { publishProtectedTable, type Surveyed } from './commands/index.ts'
import { protectedPages } from './pages/protected.tsx'
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

test('the same figures are not published twice under two names: one would show what the other masks', async () => {
  const other = {
    ...surveyOf(1),
    name: 'effectifs-autrement',
    shapes: [{ ...SHAPE, columns: ['association', 'mutual'] }],
  }
  const again = await publishProtectedTable(context, { submission: submissionOf(98), surveyed: other })
  expect(again).toEqual({ ok: false, refusal: 'shares-published-cells' })
  const elsewhere = { ...other, unit: 'euros' }
  expect((await publishProtectedTable(context, { submission: submissionOf(97), surveyed: elsewhere })).ok).toBe(true)
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

test('a page, a file and an answer show the same table: « s » where it is masked, a number nowhere', async () => {
  const [table] = (await listProtectedTables(context.db)).filter(({ vintage }) => vintage === '2003')
  assert(table, 'the table was published')
  const masked = table.cells.filter(({ kind }) => kind === 's')
  const api = observatoryApi(context)

  const told = (await (await api.request('/observatoire/enquetes/effectifs?millesime=2003')).json()) as Told
  const amounts = told.tables.flatMap(({ cells }) => cells.flat())
  expect(amounts.filter(({ kind }) => kind === 'secret')).toEqual(masked.map(() => ({ kind: 'secret' })))
  expect(told.mask).toContain('moins de 3 entreprises')
  expect(told.tables[0]!.rows[0]).toMatchObject({ id: 'territory', label: 'Territoire d’essai', depth: 0 })

  const file = await api.request('/observatoire/enquetes/effectifs.csv?millesime=2003')
  const lines: readonly Readonly<Record<string, string>>[] = parse(await file.text(), {
    columns: true,
    bom: true,
    delimiter: ';',
  })
  expect(lines).toHaveLength(6 * 5)
  expect(lines.filter(({ marque }) => marque === 's').map(({ valeur }) => valeur)).toEqual(masked.map(() => ''))

  const pages = protectedPages(context, FRAME)
  const page = await (await pages.request('/observatoire/enquetes/effectifs?millesime=2003')).text()
  expect(page.split('secret statistique</span>')).toHaveLength(masked.length + 1)
  expect(page).toMatch(/Lecture\u00a0: /)
  expect(await (await pages.request('/observatoire/enquetes')).text()).toContain('Effectifs déclarés, 2003')
  for (const path of ['inconnu', 'effectifs?millesime=1999', 'Effectifs'])
    expect([path, (await pages.request(`/observatoire/enquetes/${path}`)).status]).toEqual([path, 404])
  expect((await api.request('/observatoire/enquetes/inconnu')).status).toBe(404)
  // The last vintage, when none is asked for.
  expect(((await (await api.request('/observatoire/enquetes/effectifs')).json()) as Told).vintage).toBe('2008')
})

type Told = {
  readonly vintage: string
  readonly mask: string
  readonly tables: readonly {
    readonly rows: readonly { readonly id: string; readonly label: string; readonly depth: number }[]
    readonly cells: readonly (readonly { readonly kind: string }[])[]
  }[]
}

const FRAME = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '', fonts: [] },
  watermark: '',
  navigation: [],
  footer: { mention: '', columns: [] },
}

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

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { observatoryApi } from './api/index.ts'
import { TABLE_NAMES } from './model.ts'
import { fillObservatory } from './testing/index.ts'

let database: TestDatabase
let api: ReturnType<typeof observatoryApi>

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database)
  api = observatoryApi(context)
  expect((await api.request('/observatoire')).status).toBe(404)
  await fillObservatory(context)
})
afterAll(() => database.drop())

// FLORES is not in the demonstration: there is nothing to cite.
const COUNTED = TABLE_NAMES.filter((name) => name !== 'emploi-total')

test('the catalogue names every table, every place and every source', async () => {
  const told = await json('/observatoire')
  expect(told.tables).toHaveLength(TABLE_NAMES.length)
  expect(told.places).toHaveLength(1 + 20 + 887)
  expect(told.sources.map(({ producer }: { readonly producer: string }) => producer)).toContain(
    'Filigrane, démonstration',
  )
})

test.each(COUNTED)('« %s » comes with its source, its scope, its licence and how to cite it', async (name) => {
  const table = await json(`/observatoire/${name}`)
  expect(table).toMatchObject({ nature: 'computed', perimeterVersion: 'perimetre_ess@2026-11' })
  expect(table.sources.length).toBeGreaterThan(1)
  expect(table.extractionSha256).toMatch(/^[0-9a-f]{64}$/)
  expect(table.citation).toContain('Filigrane, démonstration')
  expect(table.reading).toMatch(/^Lecture\u00a0: /)
  expect(table.notes.join(' ')).toContain('inventées')
  expect(table.cells).toHaveLength(table.rows.length)
  for (const row of table.cells) expect(row).toHaveLength(table.columns.length)
  expect(table.rows.length).toBeGreaterThan(0)
})

test('the same table in a spreadsheet has its source on each line, and the same numbers', async () => {
  const table = await json('/observatoire/familles?lieu=200033579')
  const response = await api.request('/observatoire/familles.csv?lieu=200033579')
  expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="familles-200033579.csv"')
  const lines: readonly Record<string, string>[] = parse(await response.text(), {
    columns: true,
    bom: true,
    delimiter: ';',
  })
  expect(lines).toHaveLength(table.rows.length * table.columns.length)
  for (const line of lines)
    expect(line).toMatchObject({ statut: expect.any(String), millesime: expect.stringMatching(/./) })
  expect(lines.every(({ source, champ, licence }) => source !== '' && champ !== '' && licence !== '')).toBe(true)
  expect(lines[0]).toMatchObject({
    ligne_code: 'association',
    colonne_code: 'etablissements',
    valeur: String(table.cells[0][0].value),
    statut: 'calculé',
  })
})

test('cited figures are given apart, each with its address', async () => {
  const { figures } = await json('/observatoire/chiffres-cites')
  expect(figures.every(({ nature }: { readonly nature: string }) => nature === 'cited')).toBe(true)
  const csv = await (await api.request('/observatoire/chiffres-cites.csv')).text()
  expect(csv).toContain('https://rtes.fr/node/5257')
})

test('a map has one figure in each EPCI', async () => {
  const { figures } = await json('/observatoire/carte?maille=epci&indicateur=density')
  expect(figures).toHaveLength(20)
  expect(figures[0]).toMatchObject({ indicator: 'density', amount: { kind: 'value' } })
})

test.each([
  ['/observatoire/familles?lieu=99999', 404],
  ['/observatoire/familles?lieu=%27%20OR%201', 400],
  ['/observatoire/rien', 404],
  ['/observatoire/rien.csv', 404],
  ['/observatoire/familles.csv?lieu=rien', 404],
  ['/observatoire/sensibilite?lieu=200033579', 404],
  ['/observatoire/emploi-total', 404],
] as const)('%s answers %i', async (path, status) => {
  expect((await api.request(path)).status).toBe(status)
})

async function json(path: string) {
  const response = await api.request(path)
  expect(response.status, path).toBe(200)
  return JSON.parse(await response.text())
}

test('what cannot be read is refused in French, by its name, and never breaks the service', async () => {
  for (const [path, status, said] of [
    ['/observatoire/carte?maille=quartier', 400, '«\u00a0maille\u00a0»'],
    ['/observatoire/familles?lieu=%00', 400, '«\u00a0lieu\u00a0»'],
    ['/observatoire/inconnu', 404, 'n’existe pas'],
    ['/observatoire/enquetes/x?millesime=%00', 404, 'n’existe pas'],
  ] as const) {
    const answer = await api.request(path)
    expect([path, answer.status]).toEqual([path, status])
    expect(((await answer.json()) as { readonly error: string }).error).toContain(said)
  }
  expect((await api.request('/observatoire/enquetes/x.csv?millesime=%00')).status).toBe(404)
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory, readAtlas } from '#modules/territory'
import { type Context, NO_SETTINGS } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { makePdf } from '#platform/documents'
import { runningOfPdf } from '#platform/documents/testing'
import { readPlaces } from '../../../tools/make-sirene/places.ts'
import { countRawCells, countRawUnits, type RawCell } from '../../../tools/make-sirene/raw-counts.ts'
import { type Made, makeOpenData } from '../../../tools/make-sirene.ts'
import { readTerritoryFolder } from '../../territory-folder.ts'
import { checks } from './checks.ts'
import { countFigures, loadCitedFigures } from './commands/index.ts'
import { contribution } from './contributes.ts'
import { type Amount, TABLE_NAMES, type Table } from './model.ts'
import { PROFILE_TABLES, profileReport } from './reports/profile.ts'
import { writtenAmount } from './reports/words.ts'
import { A17, DIVISIONS } from './sectors.ts'
import { BANDS } from './sizes.ts'
import * as store from './store/index.ts'
import { putInForce } from './testing/imports.ts'

let database: TestDatabase
let context: Context
let folder: string
let made: Made
let raw: readonly RawCell[]

beforeAll(async () => {
  database = await testDatabase()
  context = { ...testContext(database), contributions: [contribution] }
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  folder = mkdtempSync(join(tmpdir(), 'filigrane-figures-'))
  const size = { establishments: 12_000, units: 8_000, share: 0.4, seed: 11, format: 'csv' } as const
  made = await makeOpenData(folder, { ...readPlaces(), ...size, memory: '500MB' })
  await putInForce(context, 'sirene', [made.units, made.establishments])
  expect(await countFigures(context)).toBe(true)
  raw = await countRawCells(made, await placesOf())
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('figures counted from the register', () => {
  test('are the same by two paths, for each EPCI, family, sector and size', async () => {
    const { rows } = await sql<Counted>`
      SELECT place, family, sector, size, establishments, employers, least_jobs AS least
      FROM figure_cell JOIN figure_place ON code = place AND figure_place.edition_id = figure_cell.edition_id
      WHERE kind = 'epci'`.execute(context.db)
    const counted = new Map(rows.map((row) => [`${row.place} ${row.family} ${row.sector} ${row.size}`, row]))
    const expected = expectedCells()
    expect(expected.size).toBeGreaterThan(500)
    expect(new Set(counted.keys())).toEqual(new Set(expected.keys()))
    for (const [key, sum] of expected) expect(counted.get(key), key).toMatchObject(sum)
  })

  test('count a structure once in each EPCI where it has a place', async () => {
    const units = await countRawUnits(made, await placesOf())
    const { rows } = await sql<{ readonly place: string; readonly structures: number }>`
      SELECT place, structures FROM figure_cell JOIN epci ON code = place
      WHERE family = 'total' AND sector = 'total' AND size = 'total'`.execute(context.db)
    expect(new Map(rows.map(({ place, structures }) => [place, structures]))).toEqual(units)
  })

  test('say where they come from: each file, its date and its fingerprint', async () => {
    const edition = await store.readEdition(context.db)
    expect(edition?.sources.map(({ kind, title, vintage }) => [kind, title, vintage])).toEqual([
      ['sirene', 'SIRENE, StockUniteLegale_utf8.csv', '2026-09-01'],
      ['sirene', 'SIRENE, StockEtablissement_utf8.csv', '2026-09-01'],
      ['population', 'Population municipale', expect.any(String)],
    ])
    expect(edition?.perimeterVersion).toBe('perimetre_ess@2026-11')
    expect(new Set(edition?.sources.map(({ sha256 }) => sha256)).size).toBe(3)
  })

  test('cannot be kept without a source, a producer or a date', async () => {
    const stored = (column: string) =>
      sql`
      INSERT INTO figure_source (edition_id, rank, kind, title, producer, vintage, sha256, is_fictitious)
      SELECT edition_id, 99, kind, title, ${sql.raw(column === 'producer' ? "''" : 'producer')},
        ${sql.raw(column === 'vintage' ? "''" : 'vintage')}, ${sql.raw(column === 'sha256' ? "'0'" : 'sha256')}, false
      FROM figure_source LIMIT 1`.execute(context.db)
    await expect(stored('producer')).rejects.toThrow('figure_source_has_a_producer')
    await expect(stored('vintage')).rejects.toThrow('figure_source_is_dated')
    await expect(stored('sha256')).rejects.toThrow('figure_source_file_is_sha256')
    await expect(
      sql`
        INSERT INTO figure_cell (edition_id, place, family, sector, size, establishments, employers, structures,
          least_jobs, unknown_sizes)
        VALUES (gen_random_uuid(), 'territory', 'total', 'total', 'total', 1, 0, 1, 0, 0)`.execute(context.db),
    ).rejects.toThrow('figure_cell_is_of_a_place')
  })

  test('an EPCI astride the border counts its communes here, and says so', async () => {
    const places = await store.listPlaces(context.db, (await store.readEdition(context.db))!.id, { kind: 'epci' })
    const astride = places.filter(({ note }) => note !== null)
    expect(astride.map(({ name }) => name)).toContain('CC Flandre Lys')
    const flandreLys = astride.find(({ name }) => name === 'CC Flandre Lys')!
    const table = await tableFor('territoires', flandreLys.code)
    expect(table.notes.join(' ')).toContain('4 communes sur 8')
    expect(table.rows.filter(({ id }) => id.startsWith('62'))).toHaveLength(4)
  })

  test('a share is of all establishments of the same sector and place', async () => {
    const table = await tableFor('secteurs', 'territory')
    const [row] = rowOf(table, 'a17:OQ')
    const [ess, , , , all, share] = row!
    assert(ess?.kind === 'value' && all?.kind === 'value' && share?.kind === 'value', 'the three are known')
    expect(all.value).toBeGreaterThan(ess.value)
    expect(share.value).toBeCloseTo((ess.value / all.value) * 100, 3)
  })

  test('jobs are between the sums of the two ends of the classes', async () => {
    const figures = await store.readKeyFigures(context.db, 'territory')
    assert(figures.ok, 'figures are counted')
    const jobs = figures.value.find(({ indicator }) => indicator === 'jobs')!.amount
    const least = sumOf(raw, ({ band }) => BANDS.find((each) => each.band === band)?.least ?? 0)
    expect(jobs).toMatchObject({ kind: 'interval', least })
  })

  test('change all together, with the files in force', async () => {
    const before = await store.readEdition(context.db)
    await putInForce(context, 'esus', [made.esus])
    const { rows: jobs } = await sql<{ readonly key: string }>`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'observatory.count'`.execute(database.owner)
    expect(jobs).toEqual([{ key: 'observatory.count' }])
    expect(await store.readEdition(context.db)).toEqual(before)
    await countFigures(context)
    const after = await store.readEdition(context.db)
    expect(after?.extractionSha256).not.toBe(before?.extractionSha256)
    expect(after?.sources.map(({ kind }) => kind)).toEqual(['sirene', 'sirene', 'esus', 'population'])
  })

  test('each criterion of the rule says how many structures it adds or removes', async () => {
    const table = await tableFor('sensibilite', 'territory')
    const [association] = rowOf(table, 'category:9220')
    expect(association?.[0]).toMatchObject({ kind: 'value' })
    expect(table.rows.find(({ id }) => id === 'category:9220')?.label).toBe(
      'Forme juridique 9220, Association déclarée',
    )
    const edition = await store.readEdition(context.db)
    const { rows } = await sql<{ readonly count: number }>`
      SELECT count(*)::integer AS count FROM structure
      WHERE family IS NOT NULL AND state = 'active' AND siren IS NOT NULL`.execute(context.db)
    expect(edition?.inCount).toBe(rows[0]?.count)
  })
})

test('how a table is read is said in right French, wherever it is, and never with a figure that is missing', async () => {
  for (const place of ['territory', '246200364', '62498', '62160'])
    for (const name of TABLE_NAMES) {
      const table = await store.readTable(context.db, name, place)
      if (!table.ok) continue
      const { reading } = table.value
      expect(reading, name).toMatch(/^Lecture\u00a0: .*\.$/)
      expect(reading, name).not.toMatch(/: à |\bnd\b|\bs %|compte [01] établissements|null|undefined/)
    }
})

describe('figures that others publish', () => {
  test.each([
    ['share-of-jobs', 2019, '11'],
    ['share-of-jobs', 2021, '10,7'],
    ['density', null, '2,4'],
  ])('%s of %s is written with the decimals of its source: %s', async (indicator, year, written) => {
    const files = { figures: readFileSync(resolve('data/figures/pas-de-calais.csv'), 'utf8'), breaks: '' }
    await loadCitedFigures(context, { ...files, breaks: readFileSync(resolve('data/figures/breaks.csv'), 'utf8') })
    const cited = await store.listCitedFigures(context.db)
    const found = cited.find(
      (each) => each.indicator === indicator && each.year === year && ['territory', 'region'].includes(each.place),
    )
    expect(found && writtenAmount(found.amount, found.unit)).toBe(written)
  })

  test('are shown with their address and the day they were read, and are refused without', async () => {
    const read = (name: string) => readFileSync(resolve('data/figures', name), 'utf8')
    const files = { figures: read('pas-de-calais.csv'), breaks: read('breaks.csv') }
    expect(await loadCitedFigures(context, files)).toBeGreaterThan(20)
    const cited = await store.listCitedFigures(context.db, 'territory')
    expect(cited.find(({ indicator, year }) => indicator === 'jobs' && year === 2019)).toMatchObject({
      amount: { kind: 'value', value: 52_481, decimals: 0 },
      url: 'https://rtes.fr/node/5257',
      readOn: '2026-11-23',
    })
    const without = { ...files, figures: files.figures.replaceAll('https://rtes.fr/node/5257', '') }
    await expect(loadCitedFigures(context, without)).rejects.toThrow('url')
    await expect(sql`UPDATE cited_figure SET url = ''`.execute(database.owner)).rejects.toThrow(
      'cited_figure_has_an_address',
    )
  })

  test('two that disagree stand side by side, in parts that nothing joins', async () => {
    const series = await store.listSeries(context.db)
    const share = series.find(({ id }) => id === 'share-of-jobs')!
    expect(share.parts.map(({ label, points }) => [label, points.length])).toEqual([
      ['Avant FLORES', 1],
      ['FLORES', 1],
      ['Panorama de la CRESS', 1],
    ])
    expect(share.breaks.map(({ year }) => year)).toEqual([2016, 2020])
    const establishments = series.find(({ id }) => id === 'establishments')!
    expect(establishments.parts.at(-1)).toMatchObject({ nature: 'computed', points: [{ year: 2026 }] })
  })

  test('what FLORES does not publish is « nd », and so is what adds it up', async () => {
    await putInForce(context, 'flores', [made.flores], '2024-12-31')
    const table = await tableFor('emploi-total', 'territory')
    expect(table.nature).toBe('cited')
    expect(table.cells.flat().every(({ kind }) => kind === 'not-given')).toBe(true)
    const { rows } = await sql<{ readonly geo: string }>`
      SELECT geo FROM employment_figure WHERE activity = '_T' AND measure = 'EMPL3112' AND value IS NOT NULL
      LIMIT 1`.execute(context.db)
    const commune = await tableFor('emploi-total', rows[0]!.geo)
    expect(rowOf(commune, '_T')[0]?.[1]).toMatchObject({ kind: 'value' })
  })
})

test('the profile of a place is printed on four pages at most, with all that is known of it', async () => {
  const { rows } = await sql<{ readonly geo: string }>`
    SELECT geo FROM employment_figure JOIN commune ON code = geo WHERE value IS NOT NULL LIMIT 1`.execute(context.db)
  // An EPCI that crosses the border says so; a commune may have its file of employment.
  for (const place of ['200069672', rows[0]!.geo]) {
    const profile = await store.readProfile(context.db, place)
    assert(profile, 'the place has a profile')
    const names = profile.tables.map(({ name }) => name)
    expect(names, place).toEqual([...PROFILE_TABLES])
    const pdf = await makePdf(
      'report',
      profileReport({ ...profile, tables: profile.tables.map(atItsLongest) }, NO_SETTINGS),
    )
    expect(runningOfPdf(pdf).length, place).toBeLessThanOrEqual(4)
  }
})

test('the public checks hold', async () => {
  for (const { name, query } of checks) expect((await query.execute(context.db)).rows, name).toEqual([])
})

// As with the files of the Insee: all sectors in the file of employment, and as many sources as there are lists.
function atItsLongest(table: Table): Table {
  const [sources, rows] = [
    [...table.sources, ...table.sources] as unknown as Table['sources'],
    A17.map(({ code, label }) => ({ id: code, label })),
  ]
  if (table.name !== 'emploi-total') return { ...table, sources }
  const cells = [...table.cells, ...rows.map(() => table.cells[0]!)]
  return { ...table, sources, rows: [...table.rows, ...rows], cells }
}

type Counted = {
  readonly place: string
  readonly family: string
  readonly sector: string
  readonly size: string
  readonly establishments: number
  readonly employers: number
  readonly least: number
}

/** From the raw cells, every sum the observatory keeps; structures do not add up. */
function expectedCells() {
  const expected = new Map<string, { establishments: number; employers: number; least: number }>()
  for (const cell of raw) {
    if (cell.epciCode === null) continue
    const division = DIVISIONS.find((each) => each.division === cell.division)
    const [a17, a38] = [`a17:${division?.a17 ?? 'inconnu'}`, `a38:${division?.a38 ?? 'inconnu'}`]
    const band = BANDS.find((each) => each.band === cell.band)
    const size = band?.size ?? 'sans-salarie'
    const { family, epciCode } = cell
    const keys = [
      ['total', 'total', 'total'],
      [family, 'total', 'total'],
      ['total', a17, 'total'],
      ['total', a38, 'total'],
      ['total', 'total', size],
      [family, a17, 'total'],
      [family, a38, 'total'],
      [family, 'total', size],
      ['total', a17, size],
    ]
    for (const key of keys.map((each) => `${epciCode} ${each.join(' ')}`)) {
      const sum = expected.get(key) ?? { establishments: 0, employers: 0, least: 0 }
      sum.establishments += cell.establishments
      sum.employers += size === 'sans-salarie' ? 0 : cell.establishments
      sum.least += cell.establishments * (band?.least ?? 0)
      expected.set(key, sum)
    }
  }
  return expected
}

function sumOf(cells: readonly RawCell[], of: (cell: RawCell) => number): number {
  return cells.reduce((sum, cell) => sum + cell.establishments * of(cell), 0)
}

async function tableFor(name: string, place: string): Promise<Table> {
  const table = await store.readTable(context.db, name, place)
  assert(table.ok, `${name} can be read: ${JSON.stringify(table)}`)
  return table.value
}

function rowOf(table: Table, id: string): readonly (readonly Amount[])[] {
  return table.cells.filter((_, index) => table.rows[index]?.id === id)
}

async function placesOf() {
  const atlas = await readAtlas(context.db)
  assert(atlas, 'a territory is loaded')
  const former = atlas.aliases.flatMap(({ formerCode, communeCode }) =>
    formerCode === null ? [] : [[formerCode, communeCode] as const],
  )
  return {
    communes: [...new Map([...former, ...atlas.communes.map(({ code }) => [code, code] as const)])],
    epciOf: new Map(atlas.communes.map(({ code, epciCode }) => [code, epciCode])),
  }
}

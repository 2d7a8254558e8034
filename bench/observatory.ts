import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql, type Transaction } from 'kysely'
import {
  countFigures,
  readComparison,
  readKeyFigures,
  readMapFigures,
  readTable,
  TABLE_NAMES,
} from '#modules/observatory'
import { loadTerritory } from '#modules/territory'
import { type Context, createContext, NO_SETTINGS } from '#platform/context'
import type { DB } from '#platform/database'
import { cloneTemplate, startThrowaway } from '#platform/database/throwaway'
import { openFiles } from '#platform/files'
import { openKeys } from '#platform/secrets'
import { readTerritoryFolder } from '../src/territory-folder.ts'
import { cacheFolder } from '../tools/cache-folder.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const ROOT = resolve(import.meta.dirname, '..')
const [AIM_MS, PAGE_MS] = [30_000, 50]

/** Everything counted from 110 000 establishments of the ESS by default, then each table read as a page reads it. */
export async function bench({ seed, repeat, rest }: BenchOptions): Promise<Verdict> {
  const establishments = Number(rest[0] ?? 110_000)
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  try {
    await using database = await cloneTemplate(server)
    const context = await contextOn(database.db)
    await context.db.transaction().execute((transaction) => fill(transaction, establishments))
    await sql`ANALYZE`.execute(context.db)
    const runs: number[] = []
    for (let turn = 0; turn < repeat; turn += 1) runs.push(await timed(() => countFigures(context)))
    const reads = await readAll(context, seed)
    const worst = Math.max(...reads.map(({ milliseconds }) => milliseconds))
    const baseline = await timed(() =>
      sql`
      SELECT family, establishment.commune_code, count(*) FROM establishment JOIN structure ON structure.id = structure_id
      GROUP BY family, establishment.commune_code`.execute(context.db),
    )
    const { rows } = await sql<{ readonly cells: number }>`SELECT count(*)::integer AS cells FROM figure_cell`.execute(
      context.db,
    )
    for (const { name, milliseconds } of reads) console.log(`${name}: ${milliseconds.toFixed(1)} ms`)
    console.log(
      `counted: ${runs.map((run) => run.toFixed(0)).join(', ')} ms, aim ${AIM_MS}; ${rows[0]!.cells} cells kept`,
    )
    const counting = median(runs)
    return {
      work: 'observatory',
      rate: Math.round(establishments / (counting / 1000)),
      baseline: Math.round(establishments / (baseline / 1000)),
      ratio: Number((baseline / counting).toFixed(3)),
      p99Ms: Number(worst.toFixed(1)),
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
      aim: `counted <= ${AIM_MS} ms, each table <= ${PAGE_MS} ms`,
      ok: counting <= AIM_MS && worst <= PAGE_MS,
      seed,
      commit: commitOf(),
    }
  } finally {
    await stop()
  }
}

/** The median of seven readings of each table, in the place that asks for most. */
async function readAll({ db }: Context, seed: number) {
  const { rows } = await sql<{ readonly code: string }>`SELECT code FROM epci ORDER BY commune_count_here DESC`.execute(
    db,
  )
  const epci = rows[seed % Math.min(3, rows.length)]!.code
  const places = ['territory', epci]
  const asked = [
    ...TABLE_NAMES.filter((name) => name !== 'emploi-total').flatMap((name) =>
      places.map((place) => ({ name: `${name} ${place}`, read: () => readTable(db, name, place) })),
    ),
    { name: 'key figures', read: () => readKeyFigures(db, 'territory') },
    { name: 'comparison', read: () => readComparison(db, epci) },
    { name: 'map of communes', read: () => readMapFigures(db, 'commune', 'density') },
  ]
  const times = []
  for (const { name, read } of asked) {
    const taken: number[] = []
    for (let turn = 0; turn < 7; turn += 1) taken.push(await timed(read))
    times.push({ name, milliseconds: median(taken) })
  }
  return times
}

// As many places as a region has, spread over the communes by their inhabitants; nothing of it is read from a file.
async function fill(db: Transaction<DB>, establishments: number): Promise<void> {
  await sql`SET LOCAL statement_timeout = '10min'`.execute(db)
  await sql`
    INSERT INTO directory_import (id, kind, state, files, producer, licence, vintage, is_fictitious, rows_read, rows_kept,
      refused, asked_at)
    VALUES ('00000000-0000-4000-8000-000000000001', 'sirene', 'ready', '[]', 'essai', 'essai', '2026-09-01', true, 1, 1,
      '{}', now())`.execute(db)
  await sql`
    INSERT INTO directory_choice (id, kind, import_id, rule_version, decided_at)
    VALUES (gen_random_uuid(), 'sirene', '00000000-0000-4000-8000-000000000001', 'perimetre_ess@2026-11', now())`.execute(
    db,
  )
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, family, reasons, sources,
      rule_version, provenance, is_fictitious, checked_at, legal_category)
    SELECT gen_random_uuid(), 'essai-' || n, lpad(n::text, 9, '0'), 'Essai', '', '', 'active', false,
      (ARRAY['association','association','association','association','cooperative','mutual','foundation',
        'commercial-company'])[1 + n % 8], '[]', '[]', 'perimetre_ess@2026-11', '{}', true, now(), '9220'
    FROM generate_series(1, ${Math.ceil(establishments * 0.7)}::integer) AS n`.execute(db)
  await sql`
    WITH place AS (SELECT code, row_number() OVER (ORDER BY code) AS n FROM commune),
      owner AS (SELECT id, row_number() OVER (ORDER BY siren) AS n FROM structure)
    INSERT INTO establishment (siret, structure_id, is_seat, commune_code, naf_rev2, size_band, size_band_year, is_employer,
      state, is_partly_diffused)
    SELECT lpad(k::text, 14, '0'), owner.id, true, place.code,
      (ARRAY['88.99B','85.59A','94.99Z','93.12Z','90.01Z','86.90F','64.19Z','65.12Z','01.13Z','68.20A','47.78C',
        '56.10A'])[1 + (k * 31) % 12],
      (ARRAY['NN','NN','00','01','01','02','03','11','12','21','22',NULL])[1 + (k * 17) % 12], 2024,
      (k * 17) % 12 BETWEEN 3 AND 10, 'active', false
    FROM generate_series(1, ${establishments}::integer) AS k
      JOIN owner ON owner.n = 1 + k % (SELECT count(*) FROM structure)
      JOIN place ON place.n = 1 + (k::bigint * k * 7919) % (SELECT count(*) FROM commune)`.execute(db)
  await sql`
    INSERT INTO establishment_total (commune_code, naf_division, size_band, establishments)
    SELECT commune_code, left(naf_rev2, 2), coalesce(size_band, 'NN'), count(*) * 11
    FROM establishment GROUP BY 1, 2, 3`.execute(db)
  await sql`
    INSERT INTO establishment_year (year, commune_code, family, opened, closed)
    SELECT year, code, 'association', 3, 2 FROM commune, generate_series(1990, 2026) AS year`.execute(db)
  // The sensitivity of the rule looks at the units of the file: one is enough to count at all.
  await sql`
    INSERT INTO directory_import_row (import_id, part, key, content)
    SELECT '00000000-0000-4000-8000-000000000001', 'unit', siren,
      jsonb_build_object('siren', siren, 'name', 'Essai', 'legalCategory', '9220', 'nafRev2', '88.99B', 'state', 'A',
        'flag', 'O', 'diffusion', 'O')
    FROM structure`.execute(db)
  await sql`
    INSERT INTO directory_import_row (import_id, part, key, content)
    SELECT '00000000-0000-4000-8000-000000000001', 'establishment', siret,
      jsonb_build_object('siret', siret, 'siren', siren, 'state', 'A', 'commune', establishment.commune_code)
    FROM establishment JOIN structure ON structure.id = structure_id`.execute(db)
}

async function contextOn(db: Context['db']): Promise<Context> {
  const folder = join(cacheFolder(), `observatory-keys-${process.pid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keyFor = openKeys(folder)
  rmSync(folder, { recursive: true, force: true })
  const files = openFiles({ folder, root: ROOT })
  const context = createContext({ db, settings: () => NO_SETTINGS, contributions: [], keyFor, files })
  const territory = readTerritoryFolder(join(ROOT, 'data/territory/pas-de-calais'))
  if (!territory.ok) throw new Error('The territory that comes with the project cannot be read')
  await loadTerritory(context, territory.value)
  return context
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

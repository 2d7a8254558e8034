import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  acceptImport,
  askImport,
  countByFamilyAndEpci,
  type ExtractionRequest,
  readImport,
  requestFor,
} from '#modules/directory'
import { loadTerritory, readAtlas } from '#modules/territory'
import { type Context, createContext, NO_SETTINGS } from '#platform/context'
import { cloneTemplate, startThrowaway } from '#platform/database/throwaway'
import { openFiles } from '#platform/files'
import { openKeys } from '#platform/secrets'
import { extractInChild } from '../src/extract.ts'
import { readTerritoryFolder } from '../src/territory-folder.ts'
import { cacheFolder } from '../tools/cache-folder.ts'
import { readPlaces } from '../tools/make-sirene/places.ts'
import { countRaw } from '../tools/make-sirene/raw-counts.ts'
import { type Made, makeOpenData } from '../tools/make-sirene.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf, runProcess } from './process.ts'

const ROOT = resolve(import.meta.dirname, '..')
const [AIM_MS, AIM_MB, PAGE_MS] = [8000, 2000, 50]

/**
 * The extract of a Département from files of the real format: 5 M establishments and 3.5 M units by default, made once.
 * Then the same figures from two paths: one question on the raw files, and PostgreSQL after the import.
 */
export async function bench({ seed, repeat, rest }: BenchOptions): Promise<Verdict> {
  const establishments = Number(rest[0] ?? 5_000_000)
  const files = await filesOf(establishments, seed)
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  try {
    await using database = await cloneTemplate(server)
    const context = await contextOn(database.db)
    const limits = { memory: '1200MB', threads: 2, folder: join(cacheFolder(), 'sirene-work') }
    const request = await requestFor(context, 'sirene', [files.units, files.establishments], limits)
    const runs = []
    for (let turn = 0; turn < repeat; turn += 1) runs.push(await extractAlone(request))
    const totals = runs.map(({ milliseconds }) => milliseconds)
    const rssMb = Math.max(...runs.map((run) => run.rssMb))
    console.log(
      `extract: ${listed(totals)} ms, aim ${AIM_MS}; peak ${rssMb.toFixed(0)} MB, aim ${AIM_MB}; ${runs[0]!.rows} rows kept`,
    )

    const rawStart = performance.now()
    const raw = await countRaw(files, await placesOf(context))
    const rawMs = performance.now() - rawStart
    const { readMs, acceptMs } = await putInForce(context, request)
    const pages: number[] = []
    let counted = await countByFamilyAndEpci(context.db)
    for (let turn = 0; turn < 20; turn += 1) {
      const start = performance.now()
      counted = await countByFamilyAndEpci(context.db)
      pages.push(performance.now() - start)
    }
    const isSame = JSON.stringify(counted.map(plain)) === JSON.stringify(raw.map(plain))
    const total = raw.reduce((sum, each) => sum + each.establishments, 0)
    console.log(
      `whole import: read ${readMs.toFixed(0)} ms, in force ${acceptMs.toFixed(0)} ms\n` +
        `family by EPCI in PostgreSQL: ${median(pages).toFixed(1)} ms, aim ${PAGE_MS}; by DuckDB on the raw files ${rawMs.toFixed(0)} ms\n` +
        `two paths: ${isSame ? 'the same' : 'DIFFERENT'}, ${raw.length} cells, ${total} establishments`,
    )
    const seconds = median(totals) / 1000
    const rows = establishments * 1.7
    return {
      work: 'sirene',
      rate: Math.round(rows / seconds),
      baseline: Math.round(rows / (rawMs / 1000)),
      ratio: Number((rawMs / 1000 / seconds).toFixed(2)),
      p99Ms: Math.round(Math.max(...totals)),
      rssMb: Math.round(rssMb),
      aim: `extract <= ${AIM_MS} ms, <= ${AIM_MB} MB, panorama <= ${PAGE_MS} ms, two paths the same`,
      ok: isSame && median(totals) <= AIM_MS && rssMb <= AIM_MB && median(pages) <= PAGE_MS,
      seed,
      commit: commitOf(),
    }
  } finally {
    await stop()
  }
}

/** Made once for a size and a seed, then found again. */
async function filesOf(establishments: number, seed: number): Promise<Made> {
  const folder = join(cacheFolder(), `sirene-${establishments}-${seed}`)
  const units = Math.ceil(establishments * 0.7)
  const wanted = { ...readPlaces(), establishments, units, seed, format: 'parquet', share: 0.021 } as const
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}`
    mkdirSync(aside, { recursive: true })
    console.log(`making ${establishments} establishments and ${units} units, once…`)
    await makeOpenData(aside, wanted)
    renameSync(aside, folder)
  }
  return makeOpenDataPaths(folder)
}

function makeOpenDataPaths(folder: string): Made {
  const at = (name: string) => join(folder, name)
  return {
    units: at('StockUniteLegale_utf8.parquet'),
    establishments: at('StockEtablissement_utf8.parquet'),
    geolocation: at('GeolocalisationEtablissement_utf8.parquet'),
    rna: at('rna_waldec.csv'),
    essFrance: at('entreprises-ess.csv'),
    esus: at('esus.csv'),
    siae: at('siae.csv'),
    flores: at('DS_FLORES_A17_data.csv'),
  }
}

async function extractAlone(request: ExtractionRequest) {
  const { milliseconds, rssMb, output } = await runProcess(
    process.execPath,
    [join(ROOT, 'src/extract.child.ts')],
    JSON.stringify(request),
  )
  return { milliseconds, rssMb, rows: output.trim().split('\n').length - 1 }
}

async function putInForce(context: Context, request: ExtractionRequest) {
  const submission = (name: string) => ({ key: `bench-sirene-${name}-0000`, body: null })
  const fileNames = ['StockUniteLegale', 'StockEtablissement']
  const asked = await askImport(context, {
    kind: 'sirene',
    fileNames,
    vintage: '2026-09-01',
    isReadHere: true,
    submission: submission('ask'),
  })
  if (!asked.ok) throw new Error(`The import cannot be asked for: ${asked.refusal}`)
  const { id } = asked.value
  const start = performance.now()
  await readImport(context, id, { extract: extractInChild(ROOT), paths: request.files, limits: request.limits })
  const hasRead = performance.now()
  const accepted = await acceptImport(context, { id, submission: submission('accept') })
  if (!accepted.ok) throw new Error(`The import is not accepted: ${accepted.refusal}`)
  return { readMs: hasRead - start, acceptMs: performance.now() - hasRead }
}

async function contextOn(db: Context['db']): Promise<Context> {
  const folder = join(cacheFolder(), `sirene-keys-${process.pid}`)
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

async function placesOf({ db }: Context) {
  const atlas = await readAtlas(db)
  if (!atlas) throw new Error('The territory was not loaded')
  const former = atlas.aliases.flatMap(({ formerCode, communeCode }) =>
    formerCode === null ? [] : [[formerCode, communeCode] as const],
  )
  return {
    communes: [...new Map([...former, ...atlas.communes.map(({ code }) => [code, code] as const)])],
    epciOf: new Map(atlas.communes.map(({ code, epciCode }) => [code, epciCode])),
  }
}

function plain(each: { readonly family: string; readonly epciCode: string | null; readonly establishments: number }) {
  return [each.family, each.epciCode, each.establishments]
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function listed(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(', ')
}

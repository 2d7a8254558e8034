import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { readPlaces } from '../../../tools/make-sirene/places.ts'
import { type Made, makeOpenData } from '../../../tools/make-sirene.ts'
import { readTerritoryFolder } from '../../territory-folder.ts'
import { checks } from './checks.ts'
import { requestFor, withdraw } from './commands/index.ts'
import type { ExtractionEvent, Extractor } from './extraction.ts'
import type { Kind } from './model.ts'
import { extract } from './store/extract/index.ts'
import { putInForce, TEST_LIMITS, testSubmission } from './testing/index.ts'

let folder: string
let made: Made

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'filigrane-order-'))
  const size = { establishments: 500, units: 400, share: 0.9, seed: 3, format: 'csv' } as const
  made = await makeOpenData(folder, { ...readPlaces(), ...size, memory: '300MB' })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const FOUR: readonly Kind[] = ['esus', 'siae', 'sirene', 'rna']

test('four files give the same directory whichever is read first, last, before or after another', {
  timeout: 180_000,
}, async () => {
  const company = companyOf()
  // A company that nothing but the list names, and that SIRENE does not flag.
  const [head] = readFileSync(made.esus, 'utf8').split('\n')
  writeFileSync(made.esus, `${head}\n${company.siren};Société citée;62;01/04/2023;31/03/2028\n`)
  const extract = await recorded(FOUR)
  const directories = new Set<string>()
  for (const order of ordersOf(FOUR)) {
    await inWorld(async (context) => {
      for (const kind of order) await putInForce(context, kind, filesOf(kind), undefined, extract)
      directories.add(JSON.stringify(await directoryOf(context)))
      for (const { name, query } of checks) expect((await query.execute(context.db)).rows, name).toEqual([])
    })
  }
  expect(directories.size).toBe(1)
  const [directory] = directories
  expect(directory).toContain(company.siren)
  expect(JSON.parse(directory ?? '[]').length).toBeGreaterThan(30)
})

test('a company kept aside that asks to be forgotten leaves nothing; its neighbours stay', () =>
  inWorld(async (context) => {
    const { siren } = companyOf()
    await putInForce(context, 'sirene', filesOf('sirene'))
    expect(await keptOf(context, siren)).toHaveLength(1)
    const neighbours = (await keptOf(context, siren.slice(0, 4))).filter((each) => each !== siren)
    expect(neighbours).not.toEqual([])
    expect((await withdraw(context, { siren, submission: testSubmission() })).ok).toBe(true)
    expect(await keptOf(context, siren.slice(0, 4))).toEqual(neighbours)
    await putInForce(context, 'sirene', filesOf('sirene'), '2026-10-01')
    expect(await keptOf(context, siren.slice(0, 4))).toEqual([...neighbours, ...neighbours])
  }))

async function inWorld(work: (context: Context) => Promise<void>): Promise<void> {
  const database = await testDatabase({ poolSize: 2 })
  try {
    let seconds = 0
    const context = testContext(database, { now: () => new Date(TEST_NOW.getTime() + 1000 * seconds++) })
    const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
    assert(territory.ok, 'the territory that comes with the project is right')
    await loadTerritory(context, territory.value)
    await work(context)
  } finally {
    await database.drop()
  }
}

/** What comes out of each kind of file, read once: what is asked of it depends on no other file. */
async function recorded(kinds: readonly Kind[]): Promise<Extractor> {
  const events = new Map<Kind, readonly ExtractionEvent[]>()
  await inWorld(async (context) => {
    for (const kind of kinds) {
      const all: ExtractionEvent[] = []
      for await (const event of extract(await requestFor(context, kind, filesOf(kind), TEST_LIMITS))) all.push(event)
      events.set(kind, all)
    }
  })
  return async function* ({ kind }) {
    yield* events.get(kind) ?? []
  }
}

function filesOf(kind: Kind): readonly string[] {
  if (kind === 'sirene') return [made.units, made.establishments]
  return [kind === 'esus' ? made.esus : kind === 'siae' ? made.siae : made.rna]
}

/** A company of the territory, of no legal form of the ESS, without the flag. */
function companyOf() {
  const [heads = [], ...units] = rowsOf(made.units)
  const at = (name: string) => heads.indexOf(name)
  const here = new Set(
    rowsOf(made.establishments).flatMap((row) => (row[22]?.startsWith('62') && row[45] === 'A' ? [row[0]] : [])),
  )
  const found = units.find(
    (row) =>
      row[at('categorieJuridiqueUniteLegale')] === '5710' &&
      row[at('economieSocialeSolidaireUniteLegale')] === '' &&
      row[at('etatAdministratifUniteLegale')] === 'A' &&
      here.has(row[0]),
  )
  assert(found?.[0], 'the files have a company of the territory')
  return { siren: found[0] }
}

function rowsOf(path: string): readonly (readonly string[])[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
}

// Turned round and back to front: each stands at each place, before and after each other.
function ordersOf(kinds: readonly Kind[]): readonly (readonly Kind[])[] {
  const turned = kinds.map((_, n) => [...kinds.slice(n), ...kinds.slice(0, n)])
  return [...turned, ...turned.map((order) => order.toReversed())]
}

async function directoryOf({ db }: Context): Promise<readonly unknown[]> {
  const { rows } = await sql`
    SELECT siren, rna, title, acronym, purpose, legal_category, naf_rev2, state, commune_code, family, reasons, sources,
      provenance, is_partly_diffused, size_band,
      (SELECT jsonb_agg(siret ORDER BY siret) FROM establishment WHERE structure_id = structure.id) AS places,
      (SELECT jsonb_agg(jsonb_build_array(kind, name, event, source) ORDER BY kind, name)
       FROM structure_recognition WHERE structure_id = structure.id) AS marks,
      (SELECT jsonb_agg(kind ORDER BY kind) FROM structure_conflict WHERE structure_id = structure.id AND gone_at IS NULL)
        AS conflicts
    FROM structure WHERE state <> 'absent' ORDER BY siren, rna`.execute(db)
  return rows
}

async function keptOf({ db }: Context, start: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly siren: string }>`
    SELECT unit->>'siren' AS siren FROM directory_import_row, jsonb_array_elements(content->'units') AS unit
    WHERE part = 'spare' AND unit->>'siren' LIKE ${`${start}%`} ORDER BY import_id, 1`.execute(db)
  return rows.map(({ siren }) => siren)
}

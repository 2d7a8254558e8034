import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { readPlaces } from '../../../tools/make-sirene/places.ts'
import { countRaw } from '../../../tools/make-sirene/raw-counts.ts'
import { type Made, makeOpenData } from '../../../tools/make-sirene.ts'
import { readTerritoryFolder } from '../../territory-folder.ts'
import { checks } from './checks.ts'
import { acceptImport, askImport, returnToImportBefore, withdraw } from './commands/index.ts'
import type { ImportFolder } from './folder.ts'
import { extract } from './store/extract/index.ts'
import * as store from './store/index.ts'
import { directoryTasks } from './tasks.ts'
import { putInForce, readFiles, TEST_LIMITS, testSubmission } from './testing/index.ts'

let database: TestDatabase
let context: Context
let folder: string
let made: Made
let sirene: readonly [string, string]

beforeAll(async () => {
  database = await testDatabase()
  // Files come one after the other: the clock goes on.
  let seconds = 0
  const now = () => new Date(TEST_NOW.getTime() + 1000 * seconds++)
  context = testContext(database, { now })
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  folder = mkdtempSync(join(tmpdir(), 'filigrane-open-data-'))
  const size = { establishments: 12_000, units: 8_000, share: 0.4, seed: 7, format: 'csv' } as const
  made = await makeOpenData(folder, { ...readPlaces(), ...size, memory: '500MB' })
  sirene = [made.units, made.establishments]
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('files of the register', () => {
  test('read by DuckDB and counted in PostgreSQL, give the same figures as the raw file', async () => {
    const read = await putInForce(context, 'sirene', sirene)
    expect(read).toMatchObject({ state: 'ready', isInForce: true, rowsRead: 20_000 })

    const atlas = await readAtlas(context.db)
    assert(atlas, 'a territory is loaded')
    const former = atlas.aliases.flatMap(({ formerCode, communeCode }) =>
      formerCode === null ? [] : [[formerCode, communeCode] as const],
    )
    const communes = [...new Map([...former, ...atlas.communes.map(({ code }) => [code, code] as const)])]
    const epciOf = new Map(atlas.communes.map(({ code, epciCode }) => [code, epciCode]))
    const raw = await countRaw({ units: sirene[0], establishments: sirene[1] }, { communes, epciOf })
    const counted = await store.countByFamilyAndEpci(context.db)
    expect(counted.map(({ family, epciCode, establishments }) => ({ family, epciCode, establishments }))).toEqual(raw)
    expect(raw.reduce((sum, { establishments }) => sum + establishments, 0)).toBeGreaterThan(200)
  })

  test('hold nobody who works on their own, not even in what is kept of the file', async () => {
    const { rows } = await sql`
      SELECT key FROM directory_import_row
      WHERE content::text ~ '"1000"|INVENTE|CAMILLE'`.execute(context.db)
    expect(rows).toEqual([])
    const totals = await sql<{ readonly sum: bigint }>`
      SELECT sum(establishments) FROM establishment_total`.execute(context.db)
    const shown = await sql<{ readonly count: bigint }>`SELECT count(*) FROM establishment`.execute(context.db)
    expect(Number(totals.rows[0]!.sum)).toBeGreaterThan(Number(shown.rows[0]!.count))
  })

  test('say which rows were refused, why, and on which line', async () => {
    const text = readFileSync(made.establishments, 'utf8').split('\n')
    const [at, next] = text.flatMap((line, n) => (n > 0 && /,62\d{3},/.test(line) ? [n] : []))
    assert(at !== undefined && next !== undefined, 'the file has rows of the territory')
    const withSiret = (n: number, siret: (own: string) => string) =>
      text[n]!.split(',')
        .map((cell, column) => (column === 2 ? siret(cell) : cell))
        .join(',')
    const wrong = withSiret(next, (own) => `${own.slice(0, 13)}${(Number(own[13]) + 1) % 10}`)
    const eaten = join(folder, 'eaten.csv')
    writeFileSync(
      eaten,
      text
        .with(
          at,
          withSiret(at, () => '2.43E+13'),
        )
        .with(next, wrong)
        .join('\n'),
    )
    const read = await readFiles(context, 'sirene', [sirene[0], eaten])
    expect(read.refused['siret-eaten']).toBeGreaterThanOrEqual(1)
    const refused = await store.listRefused(context.db, read.id)
    expect(refused).toContainEqual({ file: 'eaten.csv', line: at + 1, reason: 'siret-eaten', cell: '2.43E+13' })
    expect(refused).toContainEqual({
      file: 'eaten.csv',
      line: next + 1,
      reason: 'siret-wrong',
      cell: wrong.split(',')[2],
    })
  })

  test('whose columns are in another order are read the same; one that misses is named', async () => {
    const [head, ...lines] = readFileSync(made.esus, 'utf8').trim().split('\n')
    const turned = join(folder, 'turned.csv')
    const turn = (line: string) => line.split(';').toReversed().join(';')
    writeFileSync(turned, [head!, ...lines].map(turn).join('\n'))
    const [straight, back] = [await readFiles(context, 'esus', [made.esus]), await readFiles(context, 'esus', [turned])]
    expect(back.rowsKept).toBe(straight.rowsKept)
    expect(back.rowsKept).toBeGreaterThan(0)

    const short = join(folder, 'short.csv')
    writeFileSync(short, readFileSync(made.siae, 'utf8').replace('type_siae', 'genre'))
    const failed = await readFiles(context, 'siae', [short])
    expect(failed.state).toBe('failed')
    expect(failed.problem).toContain('il manque la colonne type_siae')
  })
})

describe('what is in force', () => {
  test('changes all at once, keeps addresses, and can be gone back from', async () => {
    const before = await standing()
    const [gone] = (await store.listStandings(context.db)).filter(({ family, isOpen }) => family !== null && isOpen)
    assert(gone, 'a structure is open')
    const closed = join(folder, 'closed.csv')
    const units = readFileSync(made.units, 'utf8').split('\n')
    const stateAt = units[0]!.split(',').indexOf('etatAdministratifUniteLegale')
    const edited = units.map((line) =>
      line.startsWith(gone.key) ? line.split(',').with(stateAt, 'C').join(',') : line,
    )
    writeFileSync(closed, edited.join('\n'))

    const read = await readFiles(context, 'sirene', [closed, sirene[1]], '2026-10-01')
    const told = await store.findDifference(context.db, read.id)
    expect(told?.difference.counts).toEqual({
      appeared: 0,
      gone: 0,
      closed: 1,
      reopened: 0,
      moved: 0,
      'changed-family': 0,
      renamed: 0,
      recognised: 0,
      unrecognised: 0,
    })
    expect(told?.difference.samples[0]).toMatchObject({ kind: 'closed', key: gone.key })
    expect(await standing()).toEqual(before)

    expect((await acceptImport(context, { id: read.id, submission: testSubmission() })).ok).toBe(true)
    const after = await standing()
    expect(after).toHaveLength(before.length)
    expect(after.find(({ siren }) => siren === gone.key)).toMatchObject({ state: 'ceased' })

    expect((await returnToImportBefore(context, { kind: 'sirene', submission: testSubmission() })).ok).toBe(true)
    expect(await standing()).toEqual(before)
  })

  test('a list tells whom it recognises, before and after', async () => {
    const [head] = readFileSync(made.siae, 'utf8').trim().split('\n')
    const [listed] = (await store.listStandings(context.db)).filter(({ key, family }) => family && /^\d{9}$/.test(key))
    const { rows } = await sql<{ readonly siret: string; readonly commune_code: string }>`
      SELECT siret, commune_code FROM establishment WHERE siret LIKE ${`${listed?.key}%`} LIMIT 1`.execute(context.db)
    const list = join(folder, 'listed.csv')
    writeFileSync(list, [head, `${rows[0]!.siret},ACI,EXEMPLE,${rows[0]!.commune_code}`].join('\n'))
    const begun = await putInForce(context, 'siae', [list], '2026-09-02')
    expect((await store.findDifference(context.db, begun.id))?.difference.counts).toMatchObject({ recognised: 1 })
    const structure = await store.findBySiren(context.db, listed!.key)
    const held = await store.listRecognitions(context.db, structure!.id)
    expect(held).toContainEqual(expect.objectContaining({ kind: 'conventionnement', name: 'siae-aci' }))

    const other = join(folder, 'other.csv')
    writeFileSync(other, `${head}\n38269518700049,ACI,EXEMPLE,62463\n`)
    const ended = await putInForce(context, 'siae', [other], '2026-09-03')
    expect((await store.findDifference(context.db, ended.id))?.difference.counts).toMatchObject({ unrecognised: 1 })
    const left = await store.listRecognitions(context.db, structure!.id)
    expect(left.map(({ name }) => name)).not.toContain('siae-aci')
  })

  test('a file that says nothing of this territory cannot empty the directory', async () => {
    const [head] = readFileSync(made.siae, 'utf8').split('\n')
    const elsewhere = join(folder, 'elsewhere.csv')
    writeFileSync(elsewhere, `${head}\n38269518700049,ACI,EXEMPLE,75056\n`)
    const read = await readFiles(context, 'siae', [elsewhere])
    const refused = await acceptImport(context, { id: read.id, submission: testSubmission() })
    expect(refused).toEqual({ ok: false, refusal: 'import-empty' })
  })

  test('an acceptance is refused when something else came in force since its difference was shown', async () => {
    const read = await readFiles(context, 'rna', [made.rna])
    await putInForce(context, 'esus', [made.esus], '2026-11-01')
    const late = await acceptImport(context, { id: read.id, submission: testSubmission() })
    expect(late).toEqual({ ok: false, refusal: 'difference-stale' })
  })

  test('associations that SIRENE does not know have a page; the others are joined to theirs', async () => {
    await putInForce(context, 'rna', [made.rna])
    const { rows } = await sql<{ readonly alone: number; readonly both: number; readonly twins: number }>`
      SELECT count(*) FILTER (WHERE siren IS NULL)::integer AS alone,
        count(*) FILTER (WHERE siren IS NOT NULL AND rna IS NOT NULL AND purpose <> '')::integer AS both,
        (count(*) - count(DISTINCT coalesce(siren, rna)))::integer AS twins
      FROM structure WHERE state <> 'absent'`.execute(context.db)
    expect(rows[0]).toMatchObject({ twins: 0 })
    expect(rows[0]!.alone).toBeGreaterThan(0)
  })

  test('a point drawn by lot, or of a hidden address, is never shown', async () => {
    await putInForce(context, 'geolocalisation', [made.geolocation])
    const { rows } = await sql<Record<'drawn' | 'lots' | 'hidden', number>>`
      SELECT count(longitude)::integer AS drawn, count(longitude) FILTER (WHERE point_quality = '33')::integer AS lots,
        count(longitude) FILTER (WHERE is_partly_diffused)::integer AS hidden
      FROM establishment`.execute(context.db)
    expect(rows[0]).toMatchObject({ lots: 0, hidden: 0 })
    expect(rows[0]!.drawn).toBeGreaterThan(50)
  })

  test('who asked not to be shown is gone everywhere, and no file brings them back', async () => {
    const [structure] = (await store.listStandings(context.db)).filter(({ key, isOpen }) => isOpen && /^\d/.test(key))
    assert(structure, 'a structure is open')
    const withdrawn = await withdraw(context, { siren: structure.key, submission: testSubmission() })
    expect(withdrawn.ok).toBe(true)
    await putInForce(context, 'sirene', sirene, '2026-11-01')
    expect(await store.findBySiren(context.db, structure.key)).toBeUndefined()
    const { rows } = await sql`
      SELECT state, title FROM structure WHERE siren = ${structure.key}
      UNION ALL SELECT 'row', key FROM directory_import_row WHERE key LIKE ${`${structure.key}%`}
      UNION ALL SELECT 'place', siret FROM establishment WHERE siret LIKE ${`${structure.key}%`}`.execute(context.db)
    expect(rows).toEqual([{ state: 'withdrawn', title: '' }])
  })

  test('an association that has an RNA number alone is gone too, and stays so', async () => {
    const { rows: alone } = await sql<{ rna: string }>`
      SELECT rna FROM structure WHERE siren IS NULL AND rna IS NOT NULL AND state = 'active' ORDER BY rna LIMIT 1`.execute(
      context.db,
    )
    const rna = alone[0]!.rna
    await context.db
      .transaction()
      .execute((transaction) =>
        store.withdrawUnit(
          transaction,
          { number: rna },
          { slug: 'retrait-1', by: null, at: TEST_NOW, key: context.keyFor(store.WITHDRAWAL_KEY) },
        ),
      )
    await putInForce(context, 'rna', [made.rna], '2026-11-01')
    const { rows } = await sql`
      SELECT state, title FROM structure WHERE slug = 'retrait-1' OR rna = ${rna}
      UNION ALL SELECT 'row', key FROM directory_import_row WHERE key = ${rna} OR content->>'rna' = ${rna}`.execute(
      context.db,
    )
    expect(rows).toEqual([{ state: 'withdrawn', title: '' }])
  })

  test('a file that joins the number of who withdrew to another keeps both out', async () => {
    const { rows } = await sql<{ rna: string; siren: string }>`
      SELECT rna, siren FROM structure WHERE siren IS NOT NULL AND rna IS NOT NULL AND state = 'active'
      ORDER BY siren LIMIT 1`.execute(context.db)
    const { rna, siren } = rows[0]!
    // Withdrawn under its RNA number before any file told of its SIREN.
    await sql`INSERT INTO directory_withdrawal (rna, withdrawn_at) VALUES (${rna}, ${TEST_NOW})`.execute(context.db)
    await putInForce(context, 'rna', [made.rna], '2026-11-03')
    await putInForce(context, 'sirene', sirene, '2026-11-03')
    expect(await store.listWithdrawn(context.db)).toContain(siren)
    expect(await shownUnder(siren)).toEqual([])
    await sql`UPDATE structure SET state = 'withdrawn', title = '', rna = NULL WHERE siren = ${siren}`.execute(
      context.db,
    )
  })

  test('who had no number is known again under the one a file gives them, and is kept out under it', async () => {
    const { rows } = await sql<{ id: string; siren: string }>`
      SELECT id, siren FROM structure WHERE siren IS NOT NULL AND rna IS NULL AND state = 'active'
      ORDER BY siren LIMIT 1`.execute(context.db)
    const { id, siren } = rows[0]!
    // As if it had been declared: then it has no number.
    await sql`UPDATE structure SET siren = NULL, is_declared = true WHERE id = ${id}`.execute(context.db)
    const withdrawal = { slug: 'retrait-2', by: null, at: TEST_NOW, key: context.keyFor(store.WITHDRAWAL_KEY) }
    await context.db
      .transaction()
      .execute((transaction) => store.withdrawUnit(transaction, { structureId: id }, withdrawal))
    await putInForce(context, 'sirene', sirene, '2026-11-04')
    expect(await store.listWithdrawn(context.db)).toContain(siren)
    expect(await shownUnder(siren)).toEqual([])
  })

  test('a file taken out of the folder is refused with a sentence, and no other of that name is read', async () => {
    const submission = testSubmission()
    const asked = await askImport(context, {
      kind: 'esus',
      fileNames: ['package.json'],
      vintage: '2026-11-05',
      submission,
    })
    assert(asked.ok, 'an import may be asked for')
    const empty: ImportFolder = { pathOf: () => undefined, list: async () => [], save: async (name) => name }
    const tasks = directoryTasks(extract, empty, TEST_LIMITS)
    await tasks['directory.read']({ importId: asked.value.id }, context)
    expect(await store.findImport(context.db, asked.value.id)).toMatchObject({
      state: 'failed',
      problem: 'package.json : ce fichier n’existe pas. Vérifiez son nom et son dossier.',
    })
  })

  test('the public checks hold', async () => {
    for (const { name, query } of checks) {
      expect((await query.execute(context.db)).rows, name).toEqual([])
    }
  })
})

async function shownUnder(siren: string) {
  const { rows } = await sql`
    SELECT 'structure' AS what FROM structure WHERE siren = ${siren} AND state IN ('active', 'ceased')
    UNION ALL SELECT 'row' FROM directory_import_row WHERE key LIKE ${`${siren}%`}
    UNION ALL SELECT 'place' FROM establishment WHERE siret LIKE ${`${siren}%`}`.execute(context.db)
  return rows
}

async function standing() {
  const { rows } = await sql<{ readonly siren: string; readonly state: string }>`
    SELECT id, slug, siren, rna, title, state, family, commune_code FROM structure ORDER BY id`.execute(context.db)
  return rows
}

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { assert } from '#kernel/result'
import { findCommune, loadTerritory, type Territory } from '#modules/territory'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { readTerritoryFolder } from '../territory-folder.ts'
import { importTerritory } from './import-communes.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const ESSAI = join(ROOT, 'src/modules/territory/testing/val-d-essai')

let database: TestDatabase
let context: Context
const scratch = mkdtempSync(join(tmpdir(), 'filigrane-communes-'))

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  await loadTerritory(context, territoryIn(ESSAI))
})
afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true })
  await database.drop()
})

/** The invented folder, with some of its files written otherwise. */
function folderWith(name: string, edits: Readonly<Record<string, (text: string) => string>>): string {
  const folder = join(scratch, name)
  cpSync(ESSAI, folder, { recursive: true })
  for (const [file, edit] of Object.entries(edits)) {
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')))
  }
  return folder
}

function territoryIn(folder: string): Territory {
  const read = readTerritoryFolder(folder)
  assert(read.ok, `the folder is right: ${JSON.stringify(read)}`)
  return read.value
}

async function told(folder: string, options: { readonly isDryRun?: boolean; readonly isJson?: boolean } = {}) {
  const lines: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  try {
    const status = await importTerritory(context, territoryIn(folder), { isDryRun: false, isJson: false, ...options })
    return { status, text: lines.join('') }
  } finally {
    out.mockRestore()
  }
}

/** Aubeterre joins nobody: it is simply no longer there. */
const withoutAubeterre = () =>
  folderWith('sans-aubeterre', {
    'communes.csv': (text) => text.replace(/^99001.*\n/m, '').replace('Le Grand-Pré', 'Le Très-Grand-Pré'),
    'territoires.csv': () => 'commune,territoire\n',
    'epci.csv': (text) => text.replace(',4,3,7500,7100', ',4,2,7500,5940'),
    'shapes.topo.json': (text) => {
      const shapes = JSON.parse(text) as { objects: { communes: { geometries: { id: string }[] } } }
      const { communes } = shapes.objects
      communes.geometries = communes.geometries.filter(({ id }) => id !== '99001')
      return JSON.stringify(shapes)
    },
  })

test('a trial says line by line what would come, change and close, and writes nothing', async () => {
  const { status, text } = await told(withoutAubeterre(), { isDryRun: true })
  expect(status).toBe(0)
  expect(text).toContain('Le Très-Grand-Pré (99003) change ; nom : Le Grand-Pré devient Le Très-Grand-Pré')
  expect(text).toContain('Aubeterre-l’Essai (99001) ferme ; rien n’en est effacé\n')
  expect(text).toMatch(/5 communes et 2 EPCI : 0 arrivée, \d changements, 1 fermeture\./)
  expect(text).toContain('rien n’a été écrit')
  expect(await closedCodes()).toEqual([])
})

test('in earnest the same lines are told, the commune is closed and keeps its name; again, nothing changes', async () => {
  const folder = withoutAubeterre()
  const { text } = await told(folder)
  expect(text).toContain('Aubeterre-l’Essai (99001) ferme')
  expect(text).toContain('C’est en place.')
  expect(await closedCodes()).toEqual(['99001'])
  expect((await findCommune(context.db, '99001'))?.name).toBe('Aubeterre-l’Essai')
  expect((await told(folder)).text).toBe('Ce dossier est déjà en place, rien n’a changé.\n')

  const back = JSON.parse((await told(ESSAI, { isJson: true })).text)
  expect(back).toMatchObject({ written: true, communeCount: 6 })
  expect(back.changes[0]).toMatchObject({ code: '99001', kind: 'added' })
  expect(await closedCodes()).toEqual([])
})

test('a name made to forge lines on the screen stays on its own line', async () => {
  const forged = folderWith('forge', {
    'epci.csv': (text) => text.replace('CC du Haut Essai', 'CC du Haut\u001b[2K Essai'),
  })
  expect((await told(forged, { isDryRun: true })).text).not.toContain('\u001b')
})

const filigrane = (...words: string[]) => {
  const env = { ...process.env, FILIGRANE_DATA: join(scratch, 'var') }
  return spawnSync(join(ROOT, 'bin/filigrane'), ['import', 'communes', ...words], { encoding: 'utf8', env })
}

test('a folder at fault is refused whole: each fault with its file and line, status 1, no database even started', () => {
  const faulty = folderWith('fautif', {
    'communes.csv': (text) => text.replace('99003,', '9900X,').replace(/^99004,[^,]*/m, '99004,'),
  })
  const { status, stdout, stderr } = filigrane(faulty)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr.match(/communes\.csv, ligne \d+ : /g)?.length).toBeGreaterThanOrEqual(2)
  expect(stderr).toContain('Rien n’a été écrit.')
  expect(stderr).not.toContain('PostgreSQL')
})

test('a folder that does not exist is status 1; no folder, two, or an unknown option are wrong usage, status 2', () => {
  expect(filigrane(join(scratch, 'nulle-part'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('n’existe pas'),
  })
  expect(filigrane()).toMatchObject({ status: 2, stderr: expect.stringContaining('Donnez un dossier, et un seul.') })
  expect(filigrane(ESSAI, ESSAI).status).toBe(2)
  expect(filigrane(ESSAI, '--force').status).toBe(2)
})

async function closedCodes(): Promise<readonly string[]> {
  const rows = await context.db.selectFrom('commune').select('code').where('closed_at', 'is not', null).execute()
  return rows.map(({ code }) => code)
}

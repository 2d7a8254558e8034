import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { checks } from './checks.ts'
import { changeSettings, loadTerritory, previewTerritory } from './commands/index.ts'
import { fieldsOf } from './settings/index.ts'
import * as store from './store/index.ts'
import { essaiFiles, pasDeCalaisFiles, territoryOf } from './testing/index.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
})
afterAll(() => database.drop())

const essai = territoryOf(essaiFiles())

/** The same territory, with a line of a file written otherwise. */
function essaiWith(file: string, edit: (text: string) => string) {
  const files = essaiFiles()
  return territoryOf(files.set(file, edit(files.get(file)!)))
}

test('a folder is loaded once: again it changes nothing', async () => {
  const first = await loadTerritory(context, essai)
  expect(first).toMatchObject({ isNew: true, communeCount: 6, epciCount: 2 })
  expect(first.changes.map(({ kind }) => kind)).toEqual(Array(8).fill('added'))
  expect(await loadTerritory(context, essai)).toMatchObject({ isNew: false, changes: [] })
  const atlas = await store.readAtlas(context.db)
  expect(atlas?.communes.map(({ name }) => name)).toContain('Œuilly-lès-Bois')
  expect(atlas?.figures[0]).toMatchObject({ value: '1\u202f234,5', nature: 'estimated' })
})

test('several services that start at once load it once', async () => {
  await using apart = await testDatabase()
  const starting = [1, 2, 3, 4].map((seed) => loadTerritory(testContext(apart, { seed }), essai))
  const reports = await Promise.all(starting)
  expect(reports.every(({ communeCount }) => communeCount === 6)).toBe(true)
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM territory_edition`.execute(apart.db)
  expect(rows[0]?.count).toBe(1n)
})

test('a commune that disappears is closed, not deleted, and opens again when it comes back', async () => {
  const files = essaiFiles()
  files.set('communes.csv', files.get('communes.csv')!.replace(/^99001.*\n/m, ''))
  files.set('territoires.csv', 'commune,territoire\n')
  files.set('epci.csv', files.get('epci.csv')!.replace(',4,3,7500,7100', ',4,2,7500,5940'))
  const shapes = JSON.parse(files.get('shapes.topo.json')!) as {
    objects: { communes: { geometries: { id: string }[] } }
  }
  shapes.objects.communes.geometries = shapes.objects.communes.geometries.filter(({ id }) => id !== '99001')
  files.set('shapes.topo.json', JSON.stringify(shapes))

  expect(await loadTerritory(context, territoryOf(files))).toMatchObject({
    changes: expect.arrayContaining([expect.objectContaining({ kind: 'closed', code: '99001' })]),
  })
  expect((await store.findCommune(context.db, '99001'))?.name).toBe('Aubeterre-l’Essai')
  expect((await store.readAtlas(context.db))?.communes).toHaveLength(5)

  expect(await loadTerritory(context, essai)).toMatchObject({
    changes: expect.arrayContaining([expect.objectContaining({ kind: 'added', code: '99001' })]),
  })
  expect((await store.readAtlas(context.db))?.communes).toHaveLength(6)
})

test('a renamed commune keeps its code, and the report says it changed', async () => {
  const renamed = essaiWith('communes.csv', (text) => text.replace('Le Grand-Pré', 'Le Très-Grand-Pré'))
  expect(await loadTerritory(context, renamed)).toMatchObject({
    changes: [{ kind: 'changed', code: '99003', details: ['nom : Le Grand-Pré devient Le Très-Grand-Pré'] }],
  })
  expect((await store.findCommune(context.db, '99003'))?.name).toBe('Le Très-Grand-Pré')
  // Back to what it was: the first folder is in force again, though it was loaded before.
  expect(await loadTerritory(context, essai)).toMatchObject({ isNew: true, changes: [{ code: '99003' }] })
  expect((await store.readAtlas(context.db))?.communeByCode.get('99003')?.name).toBe('Le Grand-Pré')
})

test('a trial tells what would change and writes nothing', async () => {
  const renamed = essaiWith('communes.csv', (text) => text.replace('Le Grand-Pré', 'Le Pré'))
  const before = await store.findEdition(context.db)
  const told = await previewTerritory(context, renamed)
  expect(told).toMatchObject({ isNew: true, changes: [{ kind: 'changed', name: 'Le Pré' }] })
  expect(await store.findEdition(context.db)).toEqual(before)
  expect((await store.findCommune(context.db, '99003'))?.name).toBe('Le Grand-Pré')
  expect(await previewTerritory(context, essai)).toMatchObject({ isNew: false, changes: [] })
})

test('what must always hold of places holds, here and in the Pas-de-Calais', async () => {
  await using other = await testDatabase()
  const report = await loadTerritory(testContext(other), territoryOf(pasDeCalaisFiles()))
  expect(report).toMatchObject({ communeCount: 887, epciCount: 20 })
  for (const { db } of [context, other]) {
    for (const { name, query } of checks) expect((await query.execute(db)).rows, name).toEqual([])
  }
})

test('the names are stored as they are compared', async () => {
  const row = await context.db.selectFrom('commune').select('search_key').where('code', '=', '99004').executeTakeFirst()
  expect(row?.search_key).toBe('oeuilly les bois')
})

test('the calendar gives what crosses the days asked', async () => {
  expect(await store.listCalendar(context.db, '2026-03-10', '2026-03-11')).toHaveLength(1)
  expect(await store.listCalendar(context.db, '2026-03-23', '2026-04-01')).toEqual([])
})

let sent = 0
const submission = () => ({ key: `settings-of-tests-${++sent}`.padEnd(32, 'x'), body: { sent } })

async function change(fields: Readonly<Record<string, string>>, readAt: number) {
  await sql`INSERT INTO person (id, display_name, created_at) VALUES ('00000000-0000-7000-8000-000000000001', 'Agent', now())
    ON CONFLICT DO NOTHING`.execute(database.owner)
  const current = (await store.findCurrentSettings(context.db))?.settings ?? essai.settings
  const form = { fields: { ...fieldsOf(current), ...fields }, logo: undefined }
  return changeSettings(context, { submission: submission(), form, readAt, folderSettings: essai.settings })
}

test('settings change by versions: each stays, the last is in force, the act is in the trail', async () => {
  expect(await change({ telephone: '01 00 00 00 01' }, 0)).toEqual({ ok: true, value: { version: 1 } })
  expect(await change({ telephone: '01 00 00 00 02' }, 1)).toEqual({ ok: true, value: { version: 2 } })
  expect((await store.findCurrentSettings(context.db))?.settings.contact.telephone).toBe('01 00 00 00 02')
  expect((await store.findSettingsVersion(context.db, 1))?.contact.telephone).toBe('01 00 00 00 01')
  const trail = await context.db.selectFrom('audit_entry').select(['act', 'object']).orderBy('object').execute()
  expect(trail).toEqual([
    { act: 'territory.settings-changed', object: 'territory-setting:1' },
    { act: 'territory.settings-changed', object: 'territory-setting:2' },
  ])
})

test('who read an older version writes nothing and is told', async () => {
  expect(await change({ telephone: '01 00 00 00 03' }, 1)).toEqual({ ok: false, refusal: { reason: 'settings-moved' } })
  expect(await store.listSettings(context.db, 10)).toHaveLength(2)
})

test('of two people who save the same version at once, one writes and the other is told', async () => {
  const outcomes = await Promise.all([change({ horaires: 'le matin' }, 2), change({ horaires: 'le soir' }, 2)])
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ refusal: { reason: 'settings-moved' } })
})

test('faulty settings write nothing', async () => {
  expect(await change({ courriel: 'pas une adresse' }, 3)).toMatchObject({
    ok: false,
    refusal: { reason: 'settings-faulty' },
  })
  expect(await store.listSettings(context.db, 10)).toHaveLength(3)
})

test('a version goes two years after it was replaced, the one in force never', async () => {
  await sql`UPDATE territory_setting SET set_at = '2026-03-02T09:00:00Z'`.execute(database.owner)
  const at = (day: string) => new Date(`${day}T09:00:00Z`)
  expect(await store.purgeSettings(context.db, at('2028-03-01'))).toBe(0n)
  const versions = (await store.listSettings(context.db, 100)).map(({ version }) => version)
  expect(await store.purgeSettings(context.db, at('2028-03-03'))).toBe(BigInt(versions.length - 1))
  expect((await store.listSettings(context.db, 100)).map(({ version }) => version)).toEqual([versions[0]])
  for (const { name, query } of checks) expect((await query.execute(context.db)).rows, name).toEqual([])
})

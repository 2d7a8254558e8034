import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sessions, type Visitor } from '#platform/sessions'
import { seedInventedStructures } from '../../seed-structures.ts'
import { readTerritoryFolder } from '../../territory-folder.ts'
import { checks } from './checks.ts'
import { directoryDesk } from './desk/index.tsx'
import * as store from './store/index.ts'

const FRAME = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '/public/site.css', fonts: [] },
  watermark: 'M0 0',
  navigation: [],
  footer: { mention: 'Essai', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
const AGENT: Visitor = {
  personId: '00000000-0000-7000-8000-000000000a01',
  sessionId: '00000000-0000-7000-8000-000000000a01',
  displayName: 'Agente exemple',
  assurance: 'passkey',
  signedInAt: new Date(0),
  roles: [{ role: 'agent', object: null }],
}

let database: TestDatabase
let context: Context
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  const invented: unknown = JSON.parse(readFileSync(resolve('data/demonstration/structures.json'), 'utf8'))
  expect(await seedInventedStructures(context, invented)).toBeGreaterThan(350)
  app = new Hono().use(sessions(async () => AGENT)).route('/', directoryDesk(context, FRAME))
})
afterAll(() => database.drop())

test('the demonstration is invented, of every family, and every public check holds on it', async () => {
  const { rows } = await sql<{ readonly families: number; readonly real: number }>`
    SELECT count(DISTINCT family)::integer AS families, (count(*) FILTER (WHERE NOT is_fictitious))::integer AS real
    FROM structure`.execute(context.db)
  expect(rows[0]).toEqual({ families: 5, real: 0 })
  for (const { name, query } of checks) expect((await query.execute(context.db)).rows, name).toEqual([])
})

test('an agent sees which files are in force, where each comes from, and what was kept', async () => {
  const page = await open('/agents/imports')
  expect(page).toContain('SIRENE')
  expect(page).toContain('en service')
  const [sirene] = (await store.listImports(context.db)).filter(({ kind }) => kind === 'sirene')
  expect(await open(`/agents/imports/${sirene!.id}`)).toContain('données inventées')
})

test('a file that is not named is asked for, and nothing is read', async () => {
  const answer = await send('/agents/imports', '/agents/imports', { sorte: 'sirene', jour: '2026-10-01' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('SIRENE vient en deux fichiers')
  const dateless = await send('/agents/imports', '/agents/imports', { sorte: 'siae', jour: 'demain' })
  expect(await dateless.text()).toContain('2026-09-01')
})

test('there is no going back before the first file, and the page says so', async () => {
  const answer = await send('/agents/imports', '/agents/imports/retour', { retour: 'sirene' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('pas d’import précédent')
})

test('sources that disagree are settled by a sentence, which stays', async () => {
  const [review] = await store.listReviews(context.db, { kinds: ['excluded-yet-claimed'], limit: 1 })
  assert(review, 'the demonstration has an excluded structure that Sirene flags')
  const path = `/agents/annuaire/revue/${review.id}`
  // Names stand as people say them, not in the capitals of Sirene.
  expect(await open('/agents/annuaire/revue')).toContain(`<a href="${path}">Syndicat`)

  const mute = await send(path, path, { avis: 'in', famille: 'association', raison: '' })
  expect(mute.status).toBe(422)
  expect(await mute.text()).toContain('en une phrase')
  const nowhere = await send(path, path, { avis: 'in', raison: 'Statuts lus au greffe.' })
  expect(await nowhere.text()).toContain('Choisissez la famille')

  const told = { avis: 'in', famille: 'association', raison: 'Statuts lus au greffe : elle n’est pas un syndicat.' }
  expect((await send(path, path, told)).status).toBe(303)
  expect(await store.findBySlug(context.db, review.slug)).toMatchObject({ family: 'association' })
  const again = await open(path)
  expect(again).toContain('Déjà tranché')
  expect(again).not.toContain('name="raison"')
})

test('an agent says which sites may show the directory; a line that is no site is told, and changes nothing', async () => {
  const path = '/agents/annuaire/cadre'
  const wrong = await send(path, path, { sites: 'https://www.commune.example\nwww.asso.example' })
  expect(wrong.status).toBe(422)
  const told = await wrong.text()
  expect(told).toContain('commence par https://')
  expect(told).toContain('www.asso.example')
  expect(await store.findEmbedders(context.db)).toEqual([])

  const right = await send(path, path, { sites: 'https://www.commune.example/accueil\nhttps://asso.example' })
  expect(right.headers.get('location')).toBe(`${path}?fait=oui`)
  expect(await store.findEmbedders(context.db)).toEqual(['https://www.commune.example', 'https://asso.example'])
  expect(await open(path)).toContain('https://asso.example')
  const { rows } = await sql<{ readonly act: string }>`
    SELECT act FROM audit_entry WHERE act = 'directory.embedding'`.execute(context.db)
  expect(rows).toHaveLength(1)

  await send(path, path, { sites: '' })
  expect(await store.findEmbedders(context.db)).toEqual([])
})

async function open(path: string): Promise<string> {
  return (await app.request(path, { headers: { Cookie: COOKIES } })).text()
}

async function send(page: string, action: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const html = await open(page)
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
  const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ])
  const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
  return app.request(action, { method: 'POST', body, headers: { Cookie: COOKIES } })
}

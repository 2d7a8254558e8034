import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { loadTerritory } from './commands/index.ts'
import { territoryDesk } from './desk/index.tsx'
import * as store from './store/index.ts'
import { essaiFiles, territoryOf } from './testing/index.ts'

const essai = territoryOf(essaiFiles())
const AGENT = '00000000-0000-7000-8000-000000000001'

let database: TestDatabase
const apps = new Map<Role, Hono>()

beforeAll(async () => {
  database = await testDatabase()
  await sql`INSERT INTO person (id, display_name, created_at) VALUES (${AGENT}, 'Agent', now())`.execute(database.owner)
  const context = testContext(database, { settings: essai.settings })
  await loadTerritory(context, essai)
  const frame = {
    ...essai.settings,
    logo: undefined,
    accessibility: undefined,
    assets: { stylesheet: '', fonts: [] },
    watermark: '',
    navigation: [],
    footer: { mention: '', columns: [] },
  }
  for (const role of ['agent', 'elected-member'] as const) {
    const app = new Hono()
    app.use(sessions(async () => visitorWith(role)))
    apps.set(role, app.route('/', territoryDesk(context, frame)))
  }
})
afterAll(() => database.drop())

function visitorWith(role: Role): Visitor {
  return {
    personId: AGENT,
    sessionId: AGENT,
    displayName: 'Agent',
    assurance: 'passkey',
    signedInAt: new Date(0),
    roles: [{ role, object: null }],
  }
}

const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
const PATH = '/agents/territoire'

async function open(): Promise<Record<string, string>> {
  const response = await apps.get('agent')!.request(PATH, { headers: { Cookie: COOKIES } })
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  return formOf(await response.text())
}

function formOf(html: string): Record<string, string> {
  const form = /<form class="form"[\s\S]*?<\/form>/.exec(html)![0]
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const [name, type] = ['name', 'type'].map((each) => new RegExp(` ${each}="([^"]*)"`).exec(tag)?.[1])
    if (!name || type === 'file' || ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag))) continue
    fields[name] = / value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return fields
}

function send(fields: Readonly<Record<string, string>>, role: Role = 'agent') {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return apps.get(role)!.request(PATH, { method: 'POST', body, headers: { Cookie: COOKIES } })
}

test('an agent changes the telephone, sees it saved, and sending the same form twice does it once', async () => {
  const form = { ...(await open()), telephone: '01 99 00 00 99' }
  for (const response of [await send(form), await send(form)]) {
    expect([response.status, response.headers.get('Location')]).toEqual([303, `${PATH}?enregistre=1`])
  }
  expect((await store.findCurrentSettings(database.db))?.settings.contact.telephone).toBe('01 99 00 00 99')
  expect(await store.listSettings(database.db, 10)).toHaveLength(1)
})

test('an elected member, who has a desk too, does not change settings', async () => {
  expect((await send(await open(), 'elected-member')).status).toBe(403)
})

test('what is wrong is told beside its field, the form stays filled and nothing is written', async () => {
  const response = await send({ ...(await open()), courriel: 'ess', 'jour-opale': '#5aa9a8', couleurs: 'propres' })
  const html = await response.text()
  expect(response.status).toBe(422)
  expect(html).toContain('Écrivez une adresse e-mail')
  expect(html).toContain('value="ess"')
  expect(await store.listSettings(database.db, 10)).toHaveLength(1)
})

test('a form from elsewhere is refused, and comes back filled', async () => {
  const response = await send({ ...(await open()), jeton: 'faux', telephone: '01 02 03 04 05' })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('value="01 02 03 04 05"')
})

test('two agents who change the same setting see both texts; the one who says « le-leur » keeps the other’s', async () => {
  const [mine, theirs] = [await open(), await open()]
  expect((await send({ ...theirs, telephone: '01 00 00 00 02', horaires: 'le matin' })).status).toBe(303)
  const conflict = await send({ ...mine, telephone: '01 00 00 00 01', service: 'Autre nom' })
  const html = await conflict.text()
  expect(conflict.status).toBe(422)
  expect(html).toContain('01 00 00 00 01')
  expect(html).toContain('01 00 00 00 02')

  const settled = { ...formOf(html), 'garder-telephone': 'le-leur' }
  expect((await send(settled)).status).toBe(303)
  const { settings } = (await store.findCurrentSettings(database.db))!
  expect([settings.contact.telephone, settings.contact.hours, settings.serviceName]).toEqual([
    '01 00 00 00 02',
    'le matin',
    'Autre nom',
  ])
})

test('two agents who change different settings both get what they wrote', async () => {
  const [mine, theirs] = [await open(), await open()]
  expect((await send({ ...theirs, directeur: 'La présidente' })).status).toBe(303)
  expect((await send({ ...mine, courriel: 'ess@exemple.fr' })).status).toBe(303)
  const { settings } = (await store.findCurrentSettings(database.db))!
  expect([settings.legal.publicationDirector, settings.contact.email]).toEqual(['La présidente', 'ess@exemple.fr'])
})

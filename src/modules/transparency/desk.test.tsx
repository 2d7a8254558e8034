import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contribution } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { checkEverything } from './commands/index.ts'
import { contribution } from './contributes.ts'
import { transparencyDesk } from './desk/index.tsx'
import { checkPages } from './pages/checks.tsx'
import * as store from './store/index.ts'

const DESK = '/agents/transparence'
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
const PERSON = '00000000-0000-7000-8000-000000000a01'
const FRAME = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '', fonts: [] },
  watermark: '',
  navigation: [],
  footer: { mention: '', columns: [] },
}
const TRIAL: Contribution = {
  module: 'trial',
  checks: [{ name: 'trial.one', sentence: 'Une chose qui doit être vraie.', query: sql`SELECT ${PERSON}::text` }],
}

let database: TestDatabase
let routes: Hono
let incidentId: string

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database, { contributions: [TRIAL, contribution] })
  routes = new Hono().route('/', checkPages(context, FRAME)).route('/', transparencyDesk(context, FRAME))
  expect(await checkEverything(context)).toBe('done')
  incidentId = (await store.listIncidents(context.db, 0))[0]!.id
})
afterAll(() => database.drop())

function as(role: Role) {
  const visitor: Visitor = {
    personId: PERSON,
    sessionId: PERSON,
    displayName: 'Ana',
    assurance: 'passkey',
    signedInAt: new Date(0),
    roles: [{ role, object: null }],
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', routes)
  const get = (path: string) => app.request(path, { headers: { Cookie: COOKIES } })
  const open = async (path: string) => (await get(path)).text()
  const send = (page: string, action: string, fields: Readonly<Record<string, string>>) => {
    const form = page.split('<form').find((each) => each.includes(`action="${action}"`)) ?? ''
    const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
    const hidden = Object.fromEntries([...inputs].map(([, key, value]) => [key!, value!]))
    const body = new URLSearchParams({ ...hidden, ...fields })
    return app.request(action, { method: 'POST', body, headers: { Cookie: COOKIES } })
  }
  return { get, open, send }
}

test('an agent writes what was seen; nobody else reads it until it is published', async () => {
  const path = `${DESK}/${incidentId}`
  const agent = as('agent')
  const page = await agent.open(path)
  expect(page).toContain(PERSON)
  const sent = { vu: 'Un nombre ne va pas.', fait: 'On regarde.', cause: '' }
  expect((await agent.send(page, path, sent)).status).toBe(303)
  expect(await (await routes.request('/transparence')).text()).not.toContain('Un nombre ne va pas.')
  await agent.send(await agent.open(path), path, { ...sent, publier: 'oui' })
  expect(await (await routes.request('/transparence')).text()).toContain('Un nombre ne va pas.')
})

test('two agents write at once: the second sees both texts, and loses nothing', async () => {
  const path = `${DESK}/${incidentId}`
  const [mine, theirs] = [as('agent'), as('administrator')]
  const [pageOfMine, pageOfTheirs] = [await mine.open(path), await theirs.open(path)]
  await theirs.send(pageOfTheirs, path, { vu: 'Le texte de l’autre.', fait: '', cause: '' })
  const answer = await mine.send(pageOfMine, path, { vu: 'Mon texte.', fait: '', cause: '' })
  const again = await answer.text()
  expect(answer.status).toBe(422)
  expect(again).toContain('Mon texte.')
  expect(again).toContain('Le texte de l’autre.')
})

test('nothing is published empty, and a text too long comes back with its sentence', async () => {
  const path = `${DESK}/${incidentId}`
  const agent = as('agent')
  const page = await agent.open(path)
  const empty = await agent.send(page, path, { vu: ' ', fait: '', cause: '', publier: 'oui' })
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Écrivez au moins')])
  const long = await agent.send(page, path, { vu: 'é'.repeat(2_001), fait: '', cause: '' })
  expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('caractères au plus')])
})

test('only an administrator says how long runs are kept, within bounds', async () => {
  expect(await as('agent').open(DESK)).not.toContain('/conservation')
  const administrator = as('administrator')
  const page = await administrator.open(DESK)
  const path = `${DESK}/conservation`
  const refused = await administrator.send(page, path, { jours: '3', mois: '24' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('de 30 à 366')])
  expect((await administrator.send(page, path, { jours: '40', mois: '24' })).status).toBe(303)
  expect(await store.readKeeping(database.db)).toEqual({ detailDays: 40, dailyMonths: 24 })
})

test('who has no role at the desk is turned away', async () => {
  expect((await as('resident').get(DESK)).status).toBe(403)
  expect((await as('elected-member').get(`${DESK}/${incidentId}`)).status).toBe(403)
})

import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import type { Context, DeskTask } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import type { Assurance } from '#platform/sessions'
import { site } from '../../site.tsx'

const AGENT = '00000000-0000-7000-8000-000000000001'
const RESIDENT = '00000000-0000-7000-8000-000000000002'
const NOTHING: readonly DeskTask[] = []

let database: TestDatabase
let context: Context
let app: Hono
let tasks = NOTHING
let agent: Browser

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, {
    contributions: [
      {
        module: 'accounts',
        search: async () => ({ kind: 'Public', total: 1, hits: [] }),
        desk: {
          subject: 'Personnes',
          navigation: [{ label: 'Rôles', href: '/agents/roles', roles: ['agent'] }],
          tasks: async () => tasks,
          calendar: async (_db, from, until) =>
            [
              { label: 'Clôture', href: null, subject: 'Réunions', at: new Date(MEETING.getTime() + 3_600_000) },
              { label: 'Conseil', href: null, subject: 'Réunions', at: MEETING },
              { label: 'Absence', href: null, subject: 'Équipe', at: EVENING, isAllDay: true },
            ].filter(({ at }) => at >= from && at < until),
          search: async (_db, words) =>
            words === 'lou'
              ? { kind: 'Personnes', total: 1, hits: [{ href: '/agents/x', title: 'Lou', lead: 'habite ici' }] }
              : undefined,
        },
      },
      {
        module: 'territory',
        desk: { navigation: [{ label: 'Secret', href: '/agents/secret', roles: ['administrator'] }] },
      },
    ],
  })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
    { id: RESIDENT, displayName: 'Lou exemple', email: null, roles: [] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are seeded')
  app = siteOn(context)
  agent = await signIn(AGENT, 'passkey')
})
afterAll(() => database.drop())

const MEETING = new Date('2026-03-10T13:30:00Z')
const EVENING = new Date('2026-03-10T18:00:00Z')

type Browser = {
  get(path: string): Promise<Response>
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>
}

async function signIn(personId: string, assurance: Assurance): Promise<Browser> {
  const draft = draftSession(context)
  const key = `session-${draft.id}`
  await inTransaction(context, { key, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance, device: 'essai' })
    return { ok: true, value: null }
  })
  const cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  const headers = { Cookie: cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
  return {
    get: async (path) => app.request(path, { headers }),
    post: async (path, fields) =>
      app.request(path, { method: 'POST', headers, body: new URLSearchParams({ ...fields }) }),
  }
}

function siteOn(on: Context): Hono {
  return site({
    context: on,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

async function keysOf(browser: Browser): Promise<Record<string, string>> {
  const html = await (await browser.get('/agents/recherche')).text()
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
  return { envoi: value('envoi'), jeton: value('jeton') }
}

test('a stranger who opens the desk is led to the agents’ door, and back', async () => {
  for (const path of ['/agents', '/agents/calendrier?mois=2026-04']) {
    const answer = await app.request(path)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(`/connexion/agents?suite=${encodeURIComponent(path)}`)
  }
})

test('an agent who came in by a code is told that the desk asks for more', async () => {
  const answer = await (await signIn(AGENT, 'email-code')).get('/agents')
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('Le bureau demande une entrée plus sûre.')
})

test('somebody without a role is told whom to ask, on every page of the desk', async () => {
  const resident = await signIn(RESIDENT, 'passkey')
  for (const path of ['/agents', '/agents/calendrier', '/agents/recherche']) {
    const answer = await resident.get(path)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Votre compte n’ouvre pas le bureau.')
  }
})

test('the desk shows who is signed in, as what, and the entries of their roles only', async () => {
  const answer = await agent.get('/agents')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const html = await answer.text()
  expect(html).toContain('Agente exemple')
  expect(html).toContain('agent ou agente')
  expect(html).toContain('href="/agents/roles"')
  expect(html).not.toContain('href="/agents/secret"')
  expect(html).toContain('noindex')
})

test('a day without work says so, and what will stand here', async () => {
  tasks = NOTHING
  expect(await (await agent.get('/agents')).text()).toContain('Rien ne vous attend aujourd’hui.')
})

test('what is late comes first, then today; what can wait is apart; the menu counts what cannot', async () => {
  const task = (label: string, urgency: DeskTask['urgency'], dueAt: Date | null) => ({
    ...{ label, urgency, dueAt },
    href: `/agents/${label}`,
    subject: 'Essai',
  })
  tasks = [task('plus-tard', 'later', null), task('ce-jour', 'today', TEST_NOW), task('hier', 'late', null)]
  const html = await (await agent.get('/agents')).text()
  const places = ['/agents/hier', '/agents/ce-jour', 'id="ensuite"', '/agents/plus-tard'].map((word) =>
    html.indexOf(word),
  )
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(html).toContain('office-count">2<')
  tasks = NOTHING
})

test('nobody is asked to work on a page their roles do not open', async () => {
  const task = { label: 'Régler', urgency: 'today', dueAt: null, subject: 'Essai' } as const
  tasks = [{ ...task, href: '/agents/secret' }]
  const html = await (await agent.get('/agents')).text()
  expect(html).not.toContain('/agents/secret')
  expect(html).toContain('Rien ne vous attend aujourd’hui.')
  tasks = NOTHING
})

test('what happens within two weeks is told on the first page, with its hour in Paris', async () => {
  const html = await (await agent.get('/agents')).text()
  expect(html).toContain('mardi 10 mars')
  expect(html).toContain('Conseil')
  expect(html).toContain('14\u00a0h\u00a030')
  expect(html.indexOf('Conseil')).toBeLessThan(html.indexOf('Clôture'))
})

test('what lasts all day has no hour, and stands before what has one', async () => {
  const html = await (await agent.get('/agents/calendrier')).text()
  const list = html.slice(html.indexOf('office-days'))
  expect(list).toContain('toute la journée · Équipe')
  expect(list.indexOf('Absence')).toBeLessThan(list.indexOf('Conseil'))
})

test('the calendar shows the month asked for, and this one when the address holds none', async () => {
  expect(await (await agent.get('/agents/calendrier')).text()).toContain('Calendrier, mars 2026')
  const april = await (await agent.get('/agents/calendrier?mois=2026-04')).text()
  expect(april).toContain('Calendrier, avril 2026')
  expect(april).toContain('Rien n’est inscrit ce mois-ci.')
  expect(await (await agent.get('/agents/calendrier?mois=<script>')).text()).toContain('mars 2026')
})

test('what an agent looks for is found by its module, and stands in no address', async () => {
  const answer = await agent.post('/agents/recherche', { ...(await keysOf(agent)), mots: ' lou ' })
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).toContain('href="/agents/x"')
  expect(html).toContain('value="lou"')
  expect(html).not.toContain('?mots=')
})

test('what nobody knows, and a question too short, each have their sentence', async () => {
  const none = await agent.post('/agents/recherche', { ...(await keysOf(agent)), mots: 'introuvable' })
  expect(await none.text()).toContain('Rien ne répond à')
  const short = await agent.post('/agents/recherche', { ...(await keysOf(agent)), mots: 'x' })
  expect(short.status).toBe(422)
  expect(await short.text()).toContain('Écrivez au moins deux lettres')
})

test('a search without the keys of its form comes back filled', async () => {
  const answer = await agent.post('/agents/recherche', { mots: 'lou' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('value="lou"')
  expect(html).not.toContain('href="/agents/x"')
})

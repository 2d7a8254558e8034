import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contribution } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sessions, type Visitor } from '#platform/sessions'
import { programmeApi } from './api.ts'
import { checks } from './checks.ts'
import { contribution } from './contributes.ts'
import { programmeDesk } from './desk/index.tsx'
import { programmePages } from './pages/index.tsx'

const DESK = '/agents/politique'
const DRAFT = `${DESK}/brouillon`
const FRAME = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '', fonts: [] },
  watermark: '',
  navigation: [],
  footer: { mention: '', columns: [] },
}
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'
const PEOPLE = { ana: '00000000-0000-7000-8000-000000000a01', bob: '00000000-0000-7000-8000-000000000a02' } as const

let database: TestDatabase
let context: ReturnType<typeof testContext>
let routes: Hono

beforeAll(async () => {
  database = await testDatabase()
  const year = () => context.now().toISOString().slice(0, 4)
  const events: Contribution = {
    module: 'agenda',
    taggable: [
      {
        kind: 'event',
        label: 'Événements',
        list: async (_db, from) =>
          from.startsWith(year()) ? [{ id: 'e1', title: 'Une visite', href: '/agenda/visite', day: from }] : [],
      },
    ],
  }
  context = testContext(database, { contributions: [events, contribution] })
  routes = new Hono()
    .route('/', programmePages(context, FRAME))
    .route('/', programmeDesk(context, FRAME))
    .route('/api/v1', programmeApi(context))
})
afterAll(() => database.drop())

function as(name: keyof typeof PEOPLE) {
  const visitor: Visitor = {
    personId: PEOPLE[name],
    sessionId: PEOPLE[name],
    displayName: name,
    assurance: 'passkey',
    signedInAt: new Date(0),
    roles: [{ role: 'agent', object: null }],
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', routes)
  const open = async (path: string) => (await app.request(path, { headers: { Cookie: COOKIES } })).text()
  async function send(page: string, action: string, fields: Readonly<Record<string, string>>) {
    const form = (await open(page)).split('<form').find((each) => each.includes(`action="${action}"`))
    if (form === undefined) throw new Error(`no form of ${page} leads to ${action}`)
    const inputs = form
      .slice(0, form.indexOf('</form>'))
      .matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
    const hidden = Object.fromEntries([...inputs].map(([, key, value]) => [key!, value!]))
    const body = new URLSearchParams({ ...hidden, ...fields })
    return app.request(action, { method: 'POST', body, headers: { Cookie: COOKIES } })
  }
  return { open, send }
}

const read = async (path: string) => (await routes.request(path)).text()
const form = (path: string, fields: Readonly<Record<string, string>>) =>
  as('ana').send(path, path.replace(/\?.*/, ''), fields)

const ACTION = {
  titre: 'Aider les structures',
  texte: 'Des aides pour durer.',
  service: 'Mission ESS',
  article: 'CGCT, article L3211-1',
  competence: 'solidarités territoriales',
  lignes: 'F-65748-61',
  odd: '8, 17',
  source: 'Essai',
}

test('nothing is published: the page says what will be there', async () => {
  expect(await read('/politique')).toContain('n’est pas encore publié')
  expect((await routes.request('/api/v1/politique')).status).toBe(404)
})

test('a version takes two people, and what is published is read by all', async () => {
  expect((await as('ana').send(DESK, DESK, {})).status).toBe(303)
  await form(`${DRAFT}/buts/nouveau`, { numero: '13', titre: 'Promouvoir l’ESS', source: 'Le Pacte' })
  await form(`${DRAFT}/buts/nouveau?sous=promouvoir-l-ess`, {
    numero: '1',
    titre: 'Faire connaître',
    source: 'Le Pacte',
  })
  const unfounded = await form(`${DRAFT}/actions/nouvelle?sous=faire-connaitre`, { ...ACTION, article: '' })
  expect([unfounded.status, await unfounded.text()]).toEqual([422, expect.stringContaining('Mission ESS')])
  expect((await form(`${DRAFT}/actions/nouvelle?sous=faire-connaitre`, ACTION)).status).toBe(303)
  const twice = await form(`${DRAFT}/actions/nouvelle?sous=faire-connaitre`, { ...ACTION, titre: 'Une autre' })
  expect(await twice.text()).toContain('un euro ne se compte qu’une fois')
  const named = { titre: 'Structures aidées', unite: 'structures', depart: '10', 'depart-annee': '2024' }
  const path = `${DRAFT}/actions/aider-les-structures/indicateurs/nouveau`
  expect((await form(path, { ...named, cible: '30', 'cible-annee': '2027' })).status).toBe(303)

  expect((await as('ana').send(DRAFT, `${DRAFT}/demande`, {})).status).toBe(303)
  expect(await as('ana').open(DRAFT)).toContain('une autre personne doit relire')
  expect(await read('/politique')).toContain('n’est pas encore publié')
  const published = await as('bob').send(DRAFT, `${DRAFT}/publier`, {})
  expect(published.headers.get('Location')).toBe('/politique/versions/1')

  const page = await routes.request('/politique')
  expect(page.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  const html = await page.text()
  for (const told of ['Promouvoir l’ESS', 'Aider les structures', 'Proposé']) expect(html).toContain(told)
  for (const check of checks) expect((await check.query.execute(database.db)).rows, check.name).toEqual([])
})

test('what was followed and tagged makes the report of the year, on the page and on paper', async () => {
  const today = context.now().toISOString().slice(0, 10)
  const follow = `${DESK}/suivi/aider-les-structures`
  const value = {
    indicateur: 'structures-aidees',
    jour: today,
    valeur: '20',
    nature: 'computed',
    source: 'Nos dossiers',
  }
  expect((await as('ana').send(follow, `${follow}/valeurs`, value)).status).toBe(303)
  const later = await as('ana').send(follow, `${follow}/valeurs`, { ...value, jour: '2199-01-01' })
  expect([later.status, await later.text()]).toEqual([422, expect.stringContaining('pas encore venu')])
  expect(await read('/politique/actions/aider-les-structures')).toMatch(/50.%/)

  const tags = `${DESK}/etiquettes`
  const sent = await as('ana').send(tags, tags, { chose: 'agenda/event/e1', but: 'faire-connaitre' })
  expect(sent.status).toBe(303)
  const year = today.slice(0, 4)
  const report = await read(`/politique/bilan/${year}`)
  for (const told of ['Une visite', 'Nos dossiers', 'n’est pas finie']) expect(report).toContain(told)
  const pdf = await routes.request(`/politique/bilan/${year}.pdf`)
  expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).toMatch(/^%PDF[\s\S]*pdfuaid/)
  expect(await read('/api/v1/politique/indicateurs.csv')).toContain('Nos dossiers')
})

test('a new version starts from the last, keeps what is tied to it, and says what changed', async () => {
  await as('ana').send(DESK, DESK, {})
  const path = `${DRAFT}/actions/aider-les-structures`
  await form(path, { ...ACTION, texte: 'Des aides pour grandir.' })
  await as('bob').send(DRAFT, `${DRAFT}/demande`, {})
  expect((await as('ana').send(DRAFT, `${DRAFT}/publier`, {})).status).toBe(303)
  const compared = await read('/politique/versions/2/comparer')
  for (const told of ['Des aides pour durer.', 'Des aides pour grandir.', 'Version 1']) expect(compared).toContain(told)
  expect(await read('/politique/actions/aider-les-structures')).toMatch(/50.%/)
  const up = await contribution.budgetLine!(database.db, 'F-65748-61')
  expect(up?.entries.map(({ title }) => title)).toEqual(['Aider les structures', 'Faire connaître', 'Promouvoir l’ESS'])
})

import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Role, sessions, type Visitor } from '#platform/sessions'
import { declareStructure } from '../commands/claims/index.ts'
import { contribution } from '../contributes.ts'
import { claimDesk } from '../desk/claims/index.tsx'
import { claimPages } from '../pages/claims/index.tsx'
import { directoryPages } from '../pages/index.tsx'
import * as store from '../store/claims/index.ts'
import { testSubmission } from '../testing/index.ts'

const PEOPLE = {
  ana: { id: '00000000-0000-7000-8000-00000000d001', roles: ['agent'] },
  bob: { id: '00000000-0000-7000-8000-00000000d002', roles: [] },
  cleo: { id: '00000000-0000-7000-8000-00000000d003', roles: [] },
  dan: { id: '00000000-0000-7000-8000-00000000d004', roles: [] },
  eva: { id: '00000000-0000-7000-8000-00000000d005', roles: ['administrator'] },
} as const satisfies Record<string, { readonly id: string; readonly roles: readonly Role[] }>
type Name = keyof typeof PEOPLE

const FRAME = {
  serviceName: 'Filigrane',
  territoryName: 'Territoire d’essai',
  assets: { stylesheet: '', fonts: [] },
  watermark: '',
  navigation: [],
  footer: { mention: '', columns: [] },
}
const ATELIER = '00000000-0000-7000-8000-00000000e001'
const EPICERIE = '00000000-0000-7000-8000-00000000e002'
const COOKIES = '__Host-session=secret; __Host-navigateur=browser'

let database: TestDatabase
let context: ReturnType<typeof testContext>
let routes: Hono
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions: [contribution], now: () => new Date(now) })
  const { db } = database
  for (const [name, { id }] of Object.entries(PEOPLE)) {
    await sql`INSERT INTO person (id, display_name, created_at) VALUES (${id}, ${name}, now())`.execute(database.owner)
  }
  await sql`INSERT INTO epci (code, name, search_key, kind, commune_count, commune_count_here, population, population_here)
    VALUES ('200000001', 'CC de l’essai', 'essai', 'CC', 1, 1, 10, 10)`.execute(database.owner)
  await sql`INSERT INTO commune (code, name, search_key, postcodes, epci_code, population)
    VALUES ('62001', 'Essai', 'essai', '{62000}', '200000001', 10)`.execute(database.owner)
  await insertStructure(db, ATELIER, 'atelier-velo', 'Atelier vélo', '999000001')
  await insertStructure(db, EPICERIE, 'epicerie', 'Épicerie solidaire', '999000019')
  routes = new Hono()
    .route('/', directoryPages(context, FRAME, { url: 'http://localhost' }))
    .route('/', claimPages(context, FRAME, { proxies: [] }))
    .route('/', claimDesk(context, FRAME))
}, 60_000)
afterAll(() => database.drop())

beforeEach(async () => {
  now = TEST_NOW
  for (const table of [
    'structure_claim',
    'structure_revision',
    'structure_report',
    'directory_pace',
    'directory_setting',
    'structure_declaration',
  ]) {
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.owner)
  }
})

async function insertStructure(db: TestDatabase['db'], id: string, slug: string, title: string, siren: string) {
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, commune_code, family,
      reasons, sources, rule_version, provenance, is_fictitious, checked_at)
    VALUES (${id}, ${slug}, ${siren}, ${title}, '', 'essai', 'active', false, '62001', 'association', '[{}]', '[]', 'x', '{}',
      true, now())`.execute(db)
}

/** Somebody's browser; `undefined`: nobody is signed in. */
function as(name: Name | undefined) {
  const visitor: Visitor | undefined = name && {
    personId: PEOPLE[name].id,
    sessionId: PEOPLE[name].id,
    displayName: name,
    assurance: 'passkey',
    signedInAt: new Date(0),
    roles: PEOPLE[name].roles.map((role) => ({ role, object: null })),
  }
  const app = new Hono().use(sessions(async () => visitor)).route('/', routes)
  const open = (path: string) => app.request(path, { headers: { Cookie: COOKIES } })
  const post = (path: string, fields: Record<string, string>) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: COOKIES } })
  const hidden = async (page: string, action: string) => {
    const html = await (await open(page)).text()
    const form = html
      .split('<form')
      .find((each) => each.includes(`action="${action}"`) && each.includes('name="envoi"'))
    if (!form) throw new Error(`no form leads to ${action}`)
    const inputs = form
      .slice(0, form.indexOf('</form>'))
      .matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
    return Object.fromEntries([...inputs].map(([, key, value]) => [key!, value!]))
  }
  const send = async (page: string, action: string, fields: Record<string, string>) =>
    post(action, { ...(await hidden(page, action)), ...fields })
  return { open, post, hidden, send }
}

const KIOSK = {
  title: 'Le kiosque du port',
  siren: null as string | null,
  rna: null as string | null,
  family: 'association',
  communeCode: '62001',
  purpose: 'Faire vivre le port.',
}
const DECLARED = '/agents/annuaire/demandes'

async function declare(draft: typeof KIOSK): Promise<string> {
  const bob = { ...context, actor: { kind: 'person' as const, id: PEOPLE.bob.id } }
  const declared = await declareStructure(bob, { submission: testSubmission(), draft })
  if (!declared.ok) throw new Error(`a structure may be declared: ${declared.refusal}`)
  return `/agents/annuaire/declarations/${declared.value.id}`
}

async function withdrawAt(path: string): Promise<void> {
  await as(undefined).send(`${path}/signaler`, `${path}/signaler`, { sujet: 'withdrawal' })
  const [report] = await store.listWaitingReports(database.db, 1)
  const page = `/agents/annuaire/signalements/${report!.id}`
  const answer = await as('ana').send(page, page, { reponse: 'C’est fait.', suite: 'retirer', sur: 'oui' })
  expect(answer.status).toBe(303)
}

test.each([
  ['no number at all', KIOSK],
  ['an RNA number', { ...KIOSK, title: 'Le phare', rna: 'W629000021' }],
])('a declared structure with %s is withdrawn too, and comes back at its own request alone', async (_, draft) => {
  const accept = { avis: 'accept' }
  expect((await as('ana').send(DECLARED, await declare(draft), accept)).status).toBe(303)
  const slug = (
    await sql<{ slug: string }>`SELECT slug FROM structure WHERE title = ${draft.title}`.execute(database.db)
  ).rows[0]!.slug
  await withdrawAt(`/annuaire/${slug}`)
  expect((await as(undefined).open(`/annuaire/${slug}`)).status).toBe(404)
  const { rows } = await sql`
    SELECT title FROM structure WHERE title = ${draft.title}
    UNION ALL SELECT title FROM structure_declaration`.execute(database.db)
  expect(rows).toEqual([])

  // Who declares it learns nothing; who accepts is told, whatever accents and capitals are.
  const again = await declare({ ...draft, title: draft.title.toUpperCase() })
  const refused = await as('ana').send(DECLARED, again, accept)
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('a demandé à ne plus paraître')])
  expect((await as('ana').send(DECLARED, again, { ...accept, reparait: 'oui' })).status).toBe(303)
  expect((await as(undefined).open(`/annuaire/${slug}`)).status).toBe(200)
  expect((await sql`SELECT FROM directory_withdrawal`.execute(database.db)).rows).toHaveLength(0)
})

test('a structure that files no longer tell of may be declared: it keeps its identifier and its address', async () => {
  await insertStructure(database.db, context.newId(), 'l-ancienne', 'L’ancienne', '999000027')
  await sql`UPDATE structure SET state = 'absent' WHERE slug = 'l-ancienne'`.execute(database.db)
  const action = await declare({ ...KIOSK, title: 'La nouvelle', siren: '999000027' })
  expect((await as('ana').send(DECLARED, action, { avis: 'accept' })).status).toBe(303)
  expect(await (await as(undefined).open('/annuaire/l-ancienne')).text()).toContain('La nouvelle')
})

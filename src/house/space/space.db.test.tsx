import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import type { Context, Contribution } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { post } from '#platform/mail'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'

const ZOE = '00000000-0000-7000-8000-000000000001'
const LOU = '00000000-0000-7000-8000-000000000002'
const ADMINISTRATOR = '00000000-0000-7000-8000-000000000003'
const MINUTE_MS = 60_000
const ERASE = '/mon-espace/donnees/effacer'

/** What a later module would tell. */
const IDEAS: Contribution = {
  module: 'grants',
  space: async (_db, personId) => ({
    title: 'Idées',
    waiting: [
      { label: 'Sans date', href: '/a', until: null },
      { label: 'Plus tard', href: '/b', until: new Date('2026-05-01T10:00:00Z') },
      { label: 'Bientôt', href: '/c', until: new Date('2026-04-01T10:00:00Z') },
    ],
    history: [
      { label: 'Le premier acte', href: null, at: new Date('2026-01-01T10:00:00Z') },
      { label: `Le dernier acte de ${personId}`, href: '/d', at: new Date('2026-02-01T10:00:00Z') },
    ],
    links: [{ label: 'Mes idées', href: '/mes-idees' }],
  }),
}

let database: TestDatabase
let context: Context
let app: Hono
let now: Date

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions: [...contributions, IDEAS], now: () => now })
  now = new Date(TEST_NOW)
  app = siteOn(context)
})
afterAll(() => database.drop())

let round = 0
beforeEach(async () => {
  now = new Date(TEST_NOW)
  round += 1
})

function siteOn(on: Context, isDemonstration = true): Hono {
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
    isDemonstration,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

type Browser = {
  get(path: string): Promise<Response>
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>
}

/** Somebody of this test alone, with an address of their own. */
async function person(id: string, roles: readonly ('administrator' | 'agent')[] = []): Promise<string> {
  const own = id.slice(0, -4) + String(round * 10 + Number(id.at(-1))).padStart(4, '0')
  const people = [{ id: own, displayName: `Zoé ${own.slice(-4)}`, email: `zoe${own.slice(-4)}@exemple.fr`, roles }]
  assert((await seedPeople(context, people)).ok, 'the person of the test is there')
  return own
}

async function signIn(personId: string, actingFor?: string): Promise<Browser> {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'Firefox sur Linux' })
    return { ok: true, value: null }
  })
  if (actingFor) await sql`UPDATE session SET acting_for = ${actingFor} WHERE id = ${draft.id}`.execute(database.db)
  const cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  const headers = { Cookie: cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
  return {
    get: async (path) => app.request(path, { headers }),
    post: async (path, fields) => app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
  }
}

async function keysOf(browser: Browser): Promise<Record<string, string>> {
  const html = await (await browser.get(ERASE)).text()
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
  return { envoi: value('envoi'), jeton: value('jeton') }
}

async function nameOf(id: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`SELECT display_name AS name FROM person WHERE id = ${id}`.execute(
    database.db,
  )
  return rows[0]!.name
}

/** Spaces aside: those of French typography are no-break ones. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ')
}

test.each(['/mon-espace', '/mon-espace/donnees', '/mon-espace/donnees/export', ERASE])(
  'who is not signed in is led from %s to sign in, and back',
  async (path) => {
    const answer = await app.request(path)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(`/connexion?suite=${encodeURIComponent(path)}`)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  },
)

test('my space tells what waits, the nearest date first, and what I did, the last first', async () => {
  const zoe = await person(ZOE)
  const answer = await (await signIn(zoe)).get('/mon-espace')
  const html = await answer.text()
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const places = ['Bientôt', 'Plus tard', 'Sans date', `Le dernier acte de ${zoe}`, 'Le premier acte', 'Mes idées']
  expect(places.map((words) => html.indexOf(words))).toEqual(
    places.map((words) => html.indexOf(words)).sort((a, b) => a - b),
  )
  expect(html).toContain(`Bonjour Zoé`)
})

test('who acts for somebody sees that person’s space, and is told so', async () => {
  const [zoe, lou] = [await person(ZOE, ['agent']), await person(LOU)]
  const html = await (await (await signIn(zoe, lou)).get('/mon-espace')).text()
  expect(html).toContain(`Le dernier acte de ${lou}`)
  expect(html).toContain('Vous agissez pour')
})

test('my data shows mine and nobody else’s', async () => {
  const [zoe, lou] = [await person(ZOE), await person(LOU)]
  await signIn(lou)
  const html = await (await (await signIn(zoe)).get('/mon-espace/donnees')).text()
  expect(html).toContain(`zoe${zoe.slice(-4)}@exemple.fr`)
  expect(html).toContain('Firefox sur Linux')
  expect(html).not.toContain(`zoe${lou.slice(-4)}@exemple.fr`)
})

test('my data can be taken away: a file, in French names, without anything that opens the account', async () => {
  const zoe = await person(ZOE)
  const answer = await (await signIn(zoe)).get('/mon-espace/donnees/export')
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="mes-donnees-2026-03-02.json"')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const kept = (await answer.json()) as Record<string, readonly Record<string, unknown>[]>
  expect(kept.Compte?.[0]).toMatchObject({ 'Nom affiché': `Zoé ${zoe.slice(-4)}` })
  expect(kept['Adresses e-mail']?.[0]?.Adresse).toBe(`zoe${zoe.slice(-4)}@exemple.fr`)
  expect(kept['Sessions ouvertes']).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toMatch(/hash|secret/)
})

test('before erasing, one reads what goes, what stays, why and until when', async () => {
  const html = await (await (await signIn(await person(ZOE))).get(ERASE)).text()
  const gone = html.indexOf('Ce qui est effacé aussitôt')
  const stays = html.indexOf('Ce qui reste, et pourquoi')
  expect(html.indexOf('Vos adresses e-mail')).toBeGreaterThan(gone)
  expect(html.indexOf('Vos adresses e-mail')).toBeLessThan(stays)
  expect(html.slice(stays)).toMatch(/RGPD, article 17\.3/)
  expect(html.slice(stays)).toContain('dix ans')
})

test('another word than the one asked for erases nothing, and the page comes back filled', async () => {
  const zoe = await person(ZOE)
  const browser = await signIn(zoe)
  const answer = await browser.post(ERASE, { ...(await keysOf(browser)), confirmation: 'efacer' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('value="efacer"')
  expect(html).toContain('pour confirmer')
  expect(await nameOf(zoe)).not.toBe('')
})

test('a form without its keys erases nothing', async () => {
  const zoe = await person(ZOE)
  const answer = await (await signIn(zoe)).post(ERASE, { confirmation: 'effacer' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Ce formulaire attendait depuis longtemps')
  expect(await nameOf(zoe)).not.toBe('')
})

test('who signed in a while ago signs in again first', async () => {
  const zoe = await person(ZOE)
  const browser = await signIn(zoe)
  const keys = await keysOf(browser)
  now = new Date(TEST_NOW.getTime() + 16 * MINUTE_MS)
  expect(await (await browser.get(ERASE)).text()).toContain('Reconnectez-vous d’abord')
  const answer = await browser.post(ERASE, { ...keys, confirmation: 'effacer' })
  expect(answer.status).toBe(422)
  expect(await nameOf(zoe)).not.toBe('')
})

test('nobody erases the account of the person they act for, nor their own by mistake', async () => {
  const [zoe, lou] = [await person(ZOE, ['agent']), await person(LOU)]
  const browser = await signIn(zoe, lou)
  const answer = await browser.post(ERASE, { ...(await keysOf(browser)), confirmation: 'effacer' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('seule cette personne peut effacer son compte')
  expect([await nameOf(zoe), await nameOf(lou)]).not.toContain('')
})

test('an account is erased: everything of it, everywhere, at once', async () => {
  const zoe = await person(ZOE)
  const [browser, elsewhere] = [await signIn(zoe), await signIn(zoe)]
  const answer = await browser.post(ERASE, { ...(await keysOf(browser)), confirmation: ' Effacer ' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('Location')).toBe('/compte-efface')
  expect(answer.headers.get('Set-Cookie')).toContain('__Host-session=;')

  expect(await nameOf(zoe)).toBe('')
  for (const each of [browser, elsewhere]) expect((await each.get('/mon-espace')).status).toBe(303)
  const { rows: mails } = await sql<{ recipient: string }>`
    SELECT recipient FROM mail WHERE kind = 'space.person-erased' AND emptied_at IS NULL
      AND recipient = ${`zoe${zoe.slice(-4)}@exemple.fr`}`.execute(database.db)
  expect(mails).toHaveLength(1)
  const { rows: acts } = await sql`
    SELECT FROM audit_entry WHERE act = 'space.person-erased' AND object = ${`person:${zoe}`}`.execute(database.db)
  expect(acts).toHaveLength(1)
  expect(await (await app.request('/compte-efface')).text()).toContain('Votre compte est effacé')
})

test('who acted for the erased person is signed out: their open form is not sent in their own name', async () => {
  const [zoe, agent] = [await person(ZOE), await person(LOU, ['agent'])]
  const [acting, own] = [await signIn(agent, zoe), await signIn(agent)]
  const browser = await signIn(zoe)
  expect((await browser.post(ERASE, { ...(await keysOf(browser)), confirmation: 'effacer' })).status).toBe(303)
  expect((await acting.get('/mon-espace')).status).toBe(303)
  expect((await own.get('/mon-espace')).status).toBe(200)
})

test('sent twice at once, the erasure is done once', async () => {
  const zoe = await person(ZOE)
  const browser = await signIn(zoe)
  const fields = { ...(await keysOf(browser)), confirmation: 'effacer' }
  const answers = await Promise.all([browser.post(ERASE, fields), browser.post(ERASE, fields)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const { rows } = await sql`SELECT FROM audit_entry WHERE object = ${`person:${zoe}`} AND act LIKE 'space.%'`.execute(
    database.db,
  )
  expect(rows).toHaveLength(1)
})

test('the last administrator is told what to do first; one of two may go', async () => {
  const first = await person(ADMINISTRATOR, ['administrator'])
  const browser = await signIn(first)
  const answer = await browser.post(ERASE, { ...(await keysOf(browser)), confirmation: 'effacer' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Donnez d’abord ce rôle à quelqu’un d’autre')
  expect(await nameOf(first)).not.toBe('')

  await person(LOU, ['administrator'])
  const again = await browser.post(ERASE, { ...(await keysOf(browser)), confirmation: 'effacer' })
  expect(again.status).toBe(303)
})

test('everyone reads what is kept, why and until when, with the cookies; the page is the same for all', async () => {
  const answer = await app.request('/donnees-personnelles')
  const html = plain(await answer.text())
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  expect(answer.headers.get('Set-Cookie')).toBeNull()
  for (const { what } of contributions.flatMap((each) => each.personalData ?? [])) {
    expect(html).toContain(plain(what))
  }
  for (const name of ['__Host-session', '__Host-navigateur', '__Host-appareil']) expect(html).toContain(name)
  expect(html).toContain('cnil.fr')
  expect(html).not.toContain('name="jeton"')
})

test('in a demonstration everyone reads the mails, codes in sight, and words that look like HTML stay words', async () => {
  const write = (to: string, code: string) =>
    database.db.transaction().execute((transaction) =>
      post(transaction, context, {
        to,
        subject: 'Votre code <b>',
        paragraphs: ['Bonjour', { code }, { label: 'Revenir', href: '/connexion' }],
        kind: 'accounts.sign-in-code',
      }),
    )
  await write('ici@exemple.fr', '123456')
  await write('ailleurs@exemple.fr', '777888')
  const html = await (await app.request('/demonstration/courriels')).text()
  expect(html).toContain('12 34 56')
  expect(html).toContain('77 78 88')
  expect(html).toContain('Votre code &lt;b&gt;')

  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const body = new URLSearchParams({ destinataire: 'AILLEURS' })
  const found = await (await app.request('/demonstration/courriels', { method: 'POST', headers, body })).text()
  expect(found).toContain('77 78 88')
  expect(found).not.toContain('12 34 56')

  const path = /href="(\/demonstration\/courriels\/[^"]+)"/.exec(found)?.[1] ?? ''
  const one = await app.request(path)
  expect(one.headers.get('Cache-Control')).toBe('no-store')
  const mail = await one.text()
  expect(mail).toContain('Rien n’est encore parti.')
  expect(mail).toContain('http://localhost/connexion')
  for (const unknown of ['00000000-0000-7000-8000-000000000000', 'x', '%27']) {
    expect((await app.request(`/demonstration/courriels/${unknown}`)).status).toBe(404)
  }
})

test('outside a demonstration there is no such page', async () => {
  const real = siteOn(context, false)
  expect((await real.request('/demonstration/courriels')).status).toBe(404)
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  expect((await real.request('/demonstration/courriels', { method: 'POST', headers })).status).toBe(404)
})

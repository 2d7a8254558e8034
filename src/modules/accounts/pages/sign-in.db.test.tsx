import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Context, newIdAt } from '#platform/context'
import { TEST_NOW, TEST_SETTINGS, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../../modules.ts'
import { listCrowdedAddresses } from '../store/index.ts'
import { type Browser, browserOn } from '../testing/browser.ts'
import { lastCode, wrong } from '../testing/mailbox.ts'
import { siteOn } from '../testing/site.ts'

const MINUTE_MS = 60_000

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
let networks = 0

beforeAll(async () => {
  database = await testDatabase()
  const settings = { ...TEST_SETTINGS, contact: { ...TEST_SETTINGS.contact, telephone: '03 53 01 00 01' } }
  context = testContext(database, { contributions, settings, now: () => now })
  app = siteOn(context)
})
beforeEach(() => {
  now = new Date(now.getTime() + 48 * 60 * MINUTE_MS)
})
afterAll(() => database.drop())

// Each visitor comes from a network of their own, as at home.
function visitor(): Browser {
  networks += 1
  return browserOn(app, { 'X-Forwarded-For': `10.${networks >> 8}.${networks & 255}.7` })
}

function later(ms: number): void {
  now = new Date(now.getTime() + ms)
}

async function askFor(browser: Browser, address: string) {
  later(1_000)
  await browser.get('/connexion')
  return browser.send('/connexion', { adresse: address })
}

async function join(address: string, name: string): Promise<Browser> {
  const browser = visitor()
  await askFor(browser, address)
  await browser.get('/connexion/code')
  await browser.send('/connexion/code', { code: await lastCode(database, address), autre: 'oui' })
  await browser.get('/connexion/qui')
  const entered = await browser.send('/connexion/qui', { nom: name })
  expect(entered.status).toBe(303)
  return browser
}

const isSignedIn = async (browser: Browser) => (await browser.get('/mon-espace/compte')).status === 200

test('the first time, an address and its code are enough, then one says how to be called', async () => {
  const browser = visitor()
  const asked = await askFor(browser, ' Lea@Exemple.FR ')
  expect([asked.status, asked.location]).toEqual([303, '/connexion/code'])
  expect((await browser.get('/connexion/code')).html).toContain('lea@exemple.fr')

  const code = await lastCode(database, 'lea@exemple.fr')
  expect(code).toMatch(/^\d{6}$/)
  const typed = await browser.send('/connexion/code', {
    code: `${code.slice(0, 2)} ${code.slice(2, 4)} ${code.slice(4)}`,
  })
  expect(typed.location).toBe('/connexion/qui')
  await browser.get('/connexion/qui')
  const entered = await browser.send('/connexion/qui', { nom: 'Léa' })
  expect([entered.status, entered.location]).toEqual([303, '/mon-espace'])
  expect(browser.cookies.has('__Host-session')).toBe(true)
  expect((await browser.get('/mon-espace/compte')).html).toContain('Léa')
})

test('who comes back enters at once, and lands where they came from', async () => {
  await join('paul@exemple.fr', 'Paul')
  const browser = visitor()
  later(1_000)
  await browser.get('/connexion?suite=%2Fscrutins%3Fq%3Dlens')
  const asked = await browser.send('/connexion', { adresse: 'paul@exemple.fr' })
  await browser.get(asked.location!)
  const entered = await browser.send('/connexion/code', { code: await lastCode(database, 'paul@exemple.fr') })
  expect(entered.location).toBe('/scrutins?q=lens')
})

test('signing in over an open session ends it: nobody is left in behind', async () => {
  const browser = await join('premiere@exemple.fr', 'Première')
  const before = new Map(browser.cookies)
  await askFor(browser, 'seconde@exemple.fr')
  await browser.get('/connexion/code')
  await browser.send('/connexion/code', { code: await lastCode(database, 'seconde@exemple.fr') })
  await browser.get('/connexion/qui')
  await browser.send('/connexion/qui', { nom: 'Seconde' })
  expect((await browser.get('/mon-espace/compte')).html).toContain('Seconde')

  const copied = visitor()
  for (const [name, value] of before) copied.cookies.set(name, value)
  expect(await isSignedIn(copied)).toBe(false)
})

test('another site is never where one comes back to', async () => {
  for (const evil of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example']) {
    const browser = visitor()
    const page = await browser.get(`/connexion?suite=${encodeURIComponent(evil)}`)
    expect(page.html).not.toContain('name="suite"')
  }
})

test('a wrong code says how many tries are left; the fifth ends it, and even the right one is too late', async () => {
  const browser = visitor()
  await askFor(browser, 'anna@exemple.fr')
  const code = await lastCode(database, 'anna@exemple.fr')
  await browser.get('/connexion/code')
  const first = await browser.send('/connexion/code', { code: wrong(code) })
  expect(first.status).toBe(422)
  expect(first.html).toContain('Encore 4\u00a0essais')
  expect(first.html).toContain('anna@exemple.fr')
  expect(first.html).not.toContain('Nous appeler')
  const second = await browser.send('/connexion/code', { code: wrong(code) })
  expect(second.html).toContain('03 53 01 00 01')
  expect(second.html).toContain('/connexion/carte')
  for (let sent = 0; sent < 3; sent++) await browser.send('/connexion/code', { code: wrong(code) })
  const late = await browser.send('/connexion/code', { code })
  expect(late.html).toContain('Cinq codes faux')
  expect(await isSignedIn(browser)).toBe(false)
})

test('a code is no use after 30 minutes', async () => {
  const browser = visitor()
  await askFor(browser, 'ines@exemple.fr')
  await browser.get('/connexion/code')
  later(30 * MINUTE_MS)
  const late = await browser.send('/connexion/code', { code: await lastCode(database, 'ines@exemple.fr') })
  expect(late.html).toContain('plus de 30 minutes')
})

test('a code serves once', async () => {
  await join('omar@exemple.fr', 'Omar')
  const browser = visitor()
  await askFor(browser, 'omar@exemple.fr')
  await browser.get('/connexion/code')
  const code = await lastCode(database, 'omar@exemple.fr')
  await browser.send('/connexion/code', { code })
  expect(await isSignedIn(browser)).toBe(true)
  await browser.get('/connexion/code')
  expect((await browser.get('/connexion/code')).html).toContain('Aucun code n’attend dans ce navigateur')
})

test('a code opens only the browser that asked for it', async () => {
  const [mine, other] = [visitor(), visitor()]
  await askFor(mine, 'zoe@exemple.fr')
  const code = await lastCode(database, 'zoe@exemple.fr')
  expect((await other.get('/connexion/code')).html).toContain('Aucun code n’attend dans ce navigateur')

  await askFor(other, 'zoe@exemple.fr')
  await other.get('/connexion/code')
  const tried = await other.send('/connexion/code', { code })
  expect(tried.html).toContain('demandé dans ce navigateur')
})

test('a form sent twice signs in once, and both answers hold the same session', async () => {
  await join('hugo@exemple.fr', 'Hugo')
  const browser = visitor()
  await askFor(browser, 'hugo@exemple.fr')
  await browser.get('/connexion/code')
  const code = await lastCode(database, 'hugo@exemple.fr')
  const answers = await Promise.all([browser.send('/connexion/code', { code }), browser.again()])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const secrets = answers.map(({ headers }) => headers.getSetCookie().find((line) => line.startsWith('__Host-session')))
  expect(secrets[0]).toBe(secrets[1])
  expect(await isSignedIn(browser)).toBe(true)
  const { count } = await sessionsOf('Hugo')
  expect(Number(count)).toBe(2)
})

test('a household shares an address: each says who they are', async () => {
  await join('foyer@exemple.fr', 'Awa')
  await join('foyer@exemple.fr', 'Moussa')
  const browser = visitor()
  await askFor(browser, 'foyer@exemple.fr')
  await browser.get('/connexion/code')
  const typed = await browser.send('/connexion/code', { code: await lastCode(database, 'foyer@exemple.fr') })
  expect(typed.location).toBe('/connexion/qui')
  const { html } = await browser.get('/connexion/qui')
  expect(html).toContain('Qui êtes-vous')
  expect(html).toContain('Ajouter quelqu’un de la maison')
  const moussa = /value="([0-9a-f-]{36})"[^>]*\/><label[^>]*>Moussa/.exec(html)?.[1]
  await browser.send('/connexion/qui', { personne: moussa ?? '' })
  expect((await browser.get('/mon-espace/compte')).html).toContain('Moussa')
})

test('nobody enters as somebody of another address', async () => {
  await join('seul@exemple.fr', 'Seul')
  const { id } = await database.db
    .selectFrom('person')
    .select('id')
    .where('display_name', '=', 'Seul')
    .executeTakeFirstOrThrow()
  const browser = visitor()
  await askFor(browser, 'autre@exemple.fr')
  await browser.get('/connexion/code')
  await browser.send('/connexion/code', { code: await lastCode(database, 'autre@exemple.fr') })
  await browser.get('/connexion/qui')
  const tried = await browser.send('/connexion/qui', { personne: id })
  expect(tried.status).toBe(422)
  expect(await isSignedIn(browser)).toBe(false)
})

test('a ninth person at one address is told to ring, let in, and flagged', async () => {
  for (let person = 1; person <= 8; person++) {
    await join('classe@exemple.fr', `Élève ${person}`)
    later(30 * MINUTE_MS)
  }
  const browser = visitor()
  await askFor(browser, 'classe@exemple.fr')
  await browser.get('/connexion/code')
  await browser.send('/connexion/code', { code: await lastCode(database, 'classe@exemple.fr') })
  expect((await browser.get('/connexion/qui')).html).toContain('03 53 01 00 01')
  await browser.send('/connexion/qui', { nom: 'Élève 9' })
  expect(await isSignedIn(browser)).toBe(true)
  const flagged = await database.db
    .selectFrom('person_email')
    .innerJoin('person', 'person.id', 'person_id')
    .select('display_name')
    .where('is_beyond_household', '=', true)
    .execute()
  expect(flagged).toEqual([{ display_name: 'Élève 9' }])
  // At the desk the address is not written in full: it is nobody's to read.
  expect(await listCrowdedAddresses(database.db, 10)).toEqual([
    { hint: 'c…@exemple.fr', personCount: 9, beyondCount: 1 },
  ])
})

test('the answer is the same, byte for byte, whether the address is known or not', async () => {
  await join('connue@exemple.fr', 'Connue')
  const told = await Promise.all(
    ['connue@exemple.fr', 'inconnu@exemple.fr'].map(async (address) => {
      const browser = visitor()
      const asked = await askFor(browser, address)
      const page = await browser.get('/connexion/code')
      const mistaken = await browser.send('/connexion/code', { code: wrong(await lastCode(database, address)) })
      return [asked, page, mistaken].map(({ status, location, html, headers }) => ({
        status,
        location,
        html: withoutKeys(html).replaceAll(address, 'ADRESSE'),
        headers: [...headers].filter(([name]) => name !== 'set-cookie'),
      }))
    }),
  )
  expect(told[0]).toEqual(told[1])
  const mails = await database.db
    .selectFrom('mail')
    .select(['subject', 'paragraphs'])
    .where('recipient', 'in', ['connue@exemple.fr', 'inconnu@exemple.fr'])
    .orderBy('written_at', 'desc')
    .limit(2)
    .execute()
  expect(withoutCode(mails[0])).toBe(withoutCode(mails[1]))
})

test('a stranger who asks for many codes is told to wait, and the owner’s own browser still gets theirs', async () => {
  const owner = await join('cible@exemple.fr', 'Cible')
  await owner.get('/deconnexion')
  await owner.send('/deconnexion')
  later(61 * MINUTE_MS)
  const stranger = visitor()
  for (let asked = 0; asked < 6; asked++) expect((await askFor(stranger, 'cible@exemple.fr')).status).toBe(303)
  const seventh = await askFor(stranger, 'cible@exemple.fr')
  expect(seventh.status).toBe(429)
  expect(seventh.html).toMatch(/attendez \d\d\u00a0minutes/)
  expect(Number(seventh.headers.get('Retry-After'))).toBeGreaterThan(3_500)

  expect((await askFor(owner, 'cible@exemple.fr')).status).toBe(303)
  await owner.get('/connexion/code')
  await owner.send('/connexion/code', { code: await lastCode(database, 'cible@exemple.fr') })
  expect(await isSignedIn(owner)).toBe(true)
})

test('a network that asks too much is told to wait and whom to ring', async () => {
  const browser = visitor()
  for (let asked = 0; asked < 120; asked++) await askFor(browser, `a${asked}@exemple.fr`)
  const refused = await askFor(browser, 'b@exemple.fr')
  expect(refused.status).toBe(429)
  expect(refused.html).toContain('Beaucoup d’essais viennent de votre réseau')
})

test('after twenty wrong codes the next ones are long, and the owner still gets in', async () => {
  for (let browserNumber = 0; browserNumber < 5; browserNumber++) {
    const stranger = visitor()
    await askFor(stranger, 'visee@exemple.fr')
    const code = await lastCode(database, 'visee@exemple.fr')
    await stranger.get('/connexion/code')
    for (let sent = 0; sent < 5; sent++) await stranger.send('/connexion/code', { code: wrong(code) })
  }
  const owner = visitor()
  await askFor(owner, 'visee@exemple.fr')
  const code = await lastCode(database, 'visee@exemple.fr')
  expect(code).toMatch(/^[2-9A-Z]{10}$/)
  const page = await owner.get('/connexion/code')
  expect(page.html).toContain('Dix chiffres et lettres')
  const entered = await owner.send('/connexion/code', { code: code.toLowerCase() })
  expect(entered.location).toBe('/connexion/qui')

  later(25 * 60 * MINUTE_MS)
  await askFor(visitor(), 'visee@exemple.fr')
  expect(await lastCode(database, 'visee@exemple.fr')).toMatch(/^\d{6}$/)
})

test('outside the demonstration nobody enters by its buttons', async () => {
  const browser = visitor()
  await browser.get('/connexion')
  const tried = await browser.again().catch(() => undefined)
  expect(tried?.status).not.toBe(303)
  const posted = await app.request('/connexion/demonstration', { method: 'POST' })
  expect(posted.status).toBe(404)
})

test('in the demonstration a button opens the session of an invented person, and of nobody else', async () => {
  const id = newIdAt(now, context.random)
  await database.db
    .insertInto('person')
    .values({ id, display_name: 'Alix Exemple', is_fictitious: true, created_at: now })
    .execute()
  const demonstration = browserOn(siteOn(context, { isDemonstration: true }), { 'X-Forwarded-For': '10.9.9.9' })
  expect((await demonstration.get('/connexion')).html).toContain('Alix Exemple')
  const real = await database.db
    .selectFrom('person')
    .select('id')
    .where('is_fictitious', '=', false)
    .limit(1)
    .executeTakeFirstOrThrow()
  await demonstration.send('/connexion/demonstration', { personne: real.id })
  expect(await isSignedIn(demonstration)).toBe(false)
  await demonstration.get('/connexion')
  await demonstration.send('/connexion/demonstration', { personne: id })
  expect(await isSignedIn(demonstration)).toBe(true)
})

test('nothing of a code or an address stands in the audit trail, the jobs or the counts', async () => {
  const browser = visitor()
  await askFor(browser, 'secret@exemple.fr')
  const code = await lastCode(database, 'secret@exemple.fr')
  const kept = await Promise.all([
    database.db.selectFrom('audit_entry').selectAll().execute(),
    database.db.selectFrom('sign_in_trace').selectAll().execute(),
    database.db.selectFrom('submission').selectAll().execute(),
  ])
  const text = JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  expect(text).not.toContain('secret@exemple.fr')
  expect(text).not.toContain(code)
})

function sessionsOf(name: string) {
  return database.db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'person_id')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('display_name', '=', name)
    .executeTakeFirstOrThrow()
}

function withoutKeys(html: string): string {
  return html.replaceAll(/name="(envoi|jeton)" value="[^"]*"/g, 'name="$1"')
}

function withoutCode(mail: unknown): string {
  return JSON.stringify(mail).replace(/"code":"[\d ]+"/, '')
}

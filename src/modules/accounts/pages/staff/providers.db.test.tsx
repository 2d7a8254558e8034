import { createPrivateKey, createSign } from 'node:crypto'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type IdentityProvider, openProvider } from '#platform/identity'
import { startTestProvider, type TestProvider, walkThrough } from '#platform/identity/testing'
import { type Browser, browserOn } from '../../testing/browser.ts'
import { lastCode } from '../../testing/mailbox.ts'
import { passkeyDevice } from '../../testing/passkey-device.ts'
import { siteOn } from '../../testing/site.ts'
import { asked, askIn } from '../../testing/staff.ts'

const SITE = 'http://localhost'
const DAY_MS = 86_400_000
const SIRET = '22620001200012'

let database: TestDatabase
let context: Context
let app: Hono
let house: TestProvider
let proconnect: TestProvider
let france: TestProvider
let isHouseDown = false
// Providers of tests live at the machine's hour: the clock of the site starts there too.
let ahead = 0
let networks = 0

beforeAll(async () => {
  database = await testDatabase()
  const now = () => new Date(Date.now() + ahead)
  context = testContext(database, { now })
  house = await startTestProvider(SITE, 'house')
  proconnect = await startTestProvider(SITE, 'proconnect')
  france = await startTestProvider(SITE, 'franceconnect')
  const opened = (name: IdentityProvider['name'], there: TestProvider, label: string): IdentityProvider => {
    const { issuer, clientId, clientSecret } = there
    const told = { name, label, issuer, clientId, clientSecret, acr: undefined, hasSignedUserinfo: true }
    const network = (url: string, options: unknown) =>
      name === 'house' && isHouseDown ? Promise.reject(new TypeError('down')) : fetch(url, options as RequestInit)
    return openProvider(told, { url: SITE, now, fetch: network })
  }
  const providers = [
    opened('franceconnect', france, 'FranceConnect'),
    opened('proconnect', proconnect, 'ProConnect'),
    opened('house', house, 'la maison'),
  ]
  app = siteOn(context, { identity: { providers, agentSirets: [SIRET], confirmEveryDays: 7 } })
})
beforeEach(() => {
  isHouseDown = false
  for (const { next } of [house, proconnect, france]) {
    Object.assign(next, { sub: 'camille', refuses: false, siret: SIRET })
  }
})
afterAll(async () => {
  await Promise.all([house, proconnect, france].map((there) => there.stop()))
  await database.drop()
})

function visitor(): Browser {
  networks += 1
  return browserOn(app, { 'X-Forwarded-For': `10.2.${networks}.7` })
}

/** Leaves for a provider from the page last read, and gives the way back. */
async function leave(browser: Browser, provider: string, from = '/connexion/agents'): Promise<string> {
  await browser.get(from)
  const left = await browser.send(`/connexion/par/${provider}`)
  return comeBackPath(left)
}

async function comeBackPath(left: Awaited<ReturnType<Browser['get']>>): Promise<string> {
  expect(left.status).toBe(200)
  const address = (left.headers.get('Refresh') ?? '').replace('0; url=', '')
  const back = new URL(await walkThrough(address))
  return `${back.pathname}${back.search}`
}

async function agentOf(provider: string, sub: string): Promise<Browser> {
  const browser = visitor()
  await askIn(context, browser, `${sub}@agents.exemple.fr`, sub)
  for (const there of [house, proconnect]) there.next.sub = sub
  const left = await browser.send(`/connexion/par/${provider}`)
  const arrived = await browser.get(await comeBackPath(left))
  expect([arrived.status, arrived.location]).toEqual([303, '/mon-espace/securite'])
  return browser
}

const isIn = async (browser: Browser) => (await browser.get('/mon-espace/securite')).status === 200

test('an agent asked in ties their work account, then enters with it', async () => {
  const first = await agentOf('house', 'agent-1')
  expect(await isIn(first)).toBe(true)
  const browser = visitor()
  const arrived = await browser.get(await leave(browser, 'house'))
  expect(arrived.status).toBe(303)
  expect(await isIn(browser)).toBe(true)
})

test('somebody of the house who was not asked in does not enter', async () => {
  Object.assign(house.next, { sub: 'stranger' })
  const browser = visitor()
  const refused = await browser.get(await leave(browser, 'house'))
  expect([refused.status, refused.html.includes('Demandez une invitation')]).toEqual([403, true])
})

test('by ProConnect, only agents of the employers that were told', async () => {
  await agentOf('proconnect', 'agent-2')
  Object.assign(proconnect.next, { sub: 'agent-2', siret: '13002526500013' })
  const browser = visitor()
  const refused = await browser.get(await leave(browser, 'proconnect'))
  expect([refused.status, refused.html.includes('Votre employeur')]).toEqual([403, true])
})

test('a way back serves once, in its browser, for ten minutes', async () => {
  await agentOf('house', 'agent-3')
  const browser = visitor()
  const back = await leave(browser, 'house')
  const elsewhere = await visitor().get(back)
  expect([elsewhere.status, elsewhere.html.includes('autre navigateur')]).toEqual([400, true])
  expect((await browser.get(back)).status).toBe(303)
  const replayed = await browser.get(back)
  expect([replayed.status, replayed.html.includes('déjà servi')]).toEqual([400, true])

  const slow = visitor()
  const late = await leave(slow, 'house')
  ahead += 10 * 60_000
  const refused = await slow.get(late)
  expect([refused.status, refused.html.includes('dix minutes')]).toEqual([400, true])
})

test.each([
  ['no state', ''],
  ['an invented state', '?state=invented&code=x'],
])('coming back with %s is refused and writes nothing', async (_, query) => {
  const refused = await visitor().get(`/connexion/retour/house${query}`)
  expect([refused.status, refused.html.includes('Nous n’attendions pas')]).toEqual([400, true])
})

test('an answer that names another issuer opens nothing', async () => {
  await agentOf('house', 'agent-4')
  const browser = visitor()
  const back = (await leave(browser, 'house')).replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')
  const refused = await browser.get(back)
  expect([refused.status, refused.html.includes('nous ne l’avons pas crue')]).toEqual([403, true])
  expect(await isIn(browser)).toBe(false)
})

test('while a provider is down the page says what to do, and the other ways stay', async () => {
  isHouseDown = true
  const browser = visitor()
  ahead += 2 * 3_600_000
  await browser.get('/connexion/agents')
  const down = await browser.send('/connexion/par/house')
  expect(down.status).toBe(503)
  expect(down.html).toContain('ne répond pas')
  expect(down.html).toContain('href="/connexion/agents"')
  isHouseDown = false
  ahead = 0
})

/** An agent bound to the house, with a passkey besides. */
async function boundAgent(sub: string) {
  const device = passkeyDevice(SITE)
  const browser = await agentOf('house', sub)
  const answer = device.create(await asked(browser, '/mon-espace/securite/defi'))
  await browser.get('/mon-espace/securite')
  expect((await browser.send('/mon-espace/securite/cles', { 'nom-cle': 'Clé', reponse: answer })).status).toBe(303)
  return { device, browser }
}

async function byPasskey(browser: Browser, device: ReturnType<typeof passkeyDevice>) {
  const answer = device.get(await asked(browser, '/connexion/agents/defi'))
  await browser.get('/connexion/agents')
  return browser.send('/connexion/agents/cle', { reponse: answer })
}

test('after seven days a key alone opens nothing before the provider confirms', async () => {
  const { device } = await boundAgent('agent-5')
  expect((await byPasskey(visitor(), device)).status).toBe(303)
  ahead += 7 * DAY_MS
  const browser = visitor()
  const asks = await byPasskey(browser, device)
  expect([asks.status, asks.html.includes('Confirmez par la maison')]).toEqual([200, true])
  expect(browser.cookies.has('__Host-session')).toBe(false)

  // The provider's own clock is the machine's: the site comes back to it.
  ahead = 0
  const arrived = await browser.get(await comeBackPath(await browser.send('/connexion/par/house')))
  expect(arrived.status).toBe(303)
  expect(await isIn(browser)).toBe(true)
})

test.each([
  ['refuses', { refuses: true }],
  ['names somebody else', { sub: 'somebody-else' }],
])('when the provider %s, every session of who had to be confirmed is closed', async (what, change) => {
  const { device, browser: open } = await boundAgent(`leaver-${what.length}`)
  const other = visitor()
  ahead += 7 * DAY_MS
  const asks = await byPasskey(other, device)
  expect(asks.html).toContain('Confirmez par')
  ahead = 0
  expect(await isIn(open)).toBe(true)
  Object.assign(house.next, change)
  await byPasskeyForm(other, asks.html)
  expect(await isIn(open)).toBe(false)
})

async function byPasskeyForm(browser: Browser, html: string): Promise<void> {
  expect(html).toContain('action="/connexion/par/house"')
  const refused = await browser.get(await comeBackPath(await browser.send('/connexion/par/house')))
  expect(refused.status).toBe(403)
}

test('a confirmation is for the browser that proved the key', async () => {
  const { device } = await boundAgent('agent-6')
  ahead += 7 * DAY_MS
  const asks = await byPasskey(visitor(), device)
  ahead = 0
  const confirmation = /name="confirmation" value="([^"]+)"/.exec(asks.html)?.[1] ?? ''
  const thief = visitor()
  await thief.get('/connexion/agents')
  expect((await thief.send('/connexion/par/house', { confirmation })).status).toBe(403)
})

test('a notice signed by the provider closes the sessions, once; any other does nothing', async () => {
  const browser = await agentOf('house', 'agent-7')
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const notice = (sub: string, key: TestProvider['signingKey']) => {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const iat = Math.floor(Date.now() / 1_000)
    const text = `${encoded({ alg: 'RS256', kid: 'test' })}.${encoded({ iss: house.issuer, aud: house.clientId, iat, jti: sub, sub, events })}`
    const signature = createSign('sha256')
      .update(text)
      .sign(createPrivateKey({ key, format: 'jwk' }))
    return `${text}.${signature.toString('base64url')}`
  }
  const send = (token: string) =>
    app.request('/connexion/fin/house', {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    })
  expect((await send(notice('agent-7', proconnect.signingKey))).status).toBe(400)
  expect((await send('')).status).toBe(400)
  expect(await isIn(browser)).toBe(true)
  // What is not even for us is not asked about: a provider that does not answer changes nothing to it.
  isHouseDown = true
  expect((await send('a.b.c')).status).toBe(400)
  isHouseDown = false
  const token = notice('agent-7', house.signingKey)
  expect((await send(token)).status).toBe(200)
  expect(await isIn(browser)).toBe(false)

  await browser.get(await leave(browser, 'house'))
  expect((await send(token)).status).toBe(200)
  expect(await isIn(browser)).toBe(true)
})

test('an account of the provider is tied to one person only', async () => {
  await agentOf('house', 'agent-8')
  const browser = visitor()
  await askIn(context, browser, 'second@agents.exemple.fr', 'Second')
  house.next.sub = 'agent-8'
  const refused = await browser.get(await comeBackPath(await browser.send('/connexion/par/house')))
  expect([refused.status, refused.html.includes('déjà relié à quelqu’un')]).toEqual([403, true])
})

test('a resident who comes by FranceConnect the first time makes an account, and is known the next', async () => {
  france.next.sub = 'lea-of-france'
  const browser = visitor()
  const first = await browser.get(await leave(browser, 'franceconnect', '/connexion/par/franceconnect'))
  expect(first.location).toBe('/connexion/premiere-visite')
  expect((await browser.get('/connexion/premiere-visite')).html).toContain('value="Camille Durand"')
  expect((await browser.send('/connexion/premiere-visite', { nom: 'Camille' })).status).toBe(303)
  const again = visitor()
  const known = await again.get(await leave(again, 'franceconnect', '/connexion/par/franceconnect'))
  expect(known.location).toBe('/mon-espace')
  const rows = await database.db.selectFrom('person_identity').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain('lea-of-france')
})

test('an account that is there is tied once its own way in was used, never before', async () => {
  france.next.sub = 'paul-of-france'
  const browser = visitor()
  await browser.get(await leave(browser, 'franceconnect', '/connexion/par/franceconnect'))
  expect((await browser.get('/mon-espace/relier')).location).toContain('/connexion?suite=')
  await browser.get('/connexion?suite=%2Fmon-espace%2Frelier')
  await browser.send('/connexion', { adresse: 'paul@exemple.fr' })
  await browser.get('/connexion/code')
  await browser.send('/connexion/code', { code: await lastCode(database, 'paul@exemple.fr') })
  await browser.get('/connexion/qui')
  await browser.send('/connexion/qui', { nom: 'Paul' })
  await browser.get('/mon-espace/relier')
  expect((await browser.send('/mon-espace/relier')).status).toBe(303)

  const again = visitor()
  await again.get(await leave(again, 'franceconnect', '/connexion/par/franceconnect'))
  expect((await again.get('/mon-espace/compte')).html).toContain('Paul')
})

test('what the provider signed is kept sealed, to end its session too', async () => {
  await agentOf('house', 'agent-9')
  const rows = await database.db.selectFrom('session_identity').select('sealed_token').execute()
  expect(rows.length).toBeGreaterThan(0)
  for (const { sealed_token } of rows) expect(sealed_token.toString('latin1')).not.toContain('eyJ')
})

test('who signs out here is led to sign out at the provider too', async () => {
  const browser = await agentOf('house', 'agent-10')
  await browser.get('/deconnexion')
  const out = await browser.send('/deconnexion')
  expect([out.status, out.html.includes('Fermer aussi chez la maison')]).toEqual([200, true])
  expect(out.html).toContain('id_token_hint=')
  expect(await isIn(browser)).toBe(false)
})

import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type IdentityProvider, openProvider } from '#platform/identity'
import { startTestProvider, type TestProvider, walkThrough } from '#platform/identity/testing'
import { seedPeople } from '../commands/demonstration.ts'
import { type Browser, browserOn } from '../testing/browser.ts'
import { lastCode } from '../testing/mailbox.ts'
import { siteOn } from '../testing/site.ts'

/** From a mailbox that was read to the roles of its owner: no way leads there. */

const SITE = 'http://localhost'

let database: TestDatabase
let context: Context
let app: Hono
let france: TestProvider
let proconnect: TestProvider
let networks = 0

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { now: () => new Date() })
  france = await startTestProvider(SITE, 'franceconnect')
  proconnect = await startTestProvider(SITE, 'proconnect')
  const opened = (name: IdentityProvider['name'], { issuer, clientId, clientSecret }: TestProvider) =>
    openProvider(
      { name, label: name, issuer, clientId, clientSecret, acr: undefined, hasSignedUserinfo: true },
      { url: SITE, now: context.now },
    )
  const providers = [opened('franceconnect', france), opened('proconnect', proconnect)]
  app = siteOn(context, { identity: { providers, agentSirets: [], confirmEveryDays: 7 } })
})
beforeEach(() => {
  networks += 1
})
afterAll(async () => {
  await Promise.all([france.stop(), proconnect.stop()])
  await database.drop()
})

const newBrowser = () => browserOn(app, { 'X-Forwarded-For': `10.3.${networks}.7` })

/** An administrator, in office since this morning, whose address somebody else reads. */
async function administratorAt(address: string): Promise<string> {
  const id = context.newId()
  const seeded = await seedPeople(context, [{ id, displayName: 'Agathe', email: address, roles: ['administrator'] }])
  expect(seeded.ok).toBe(true)
  return id
}

async function leaveFor(browser: Browser, provider: string): Promise<string> {
  await browser.get(`/connexion/par/${provider}`)
  const left = await browser.send(`/connexion/par/${provider}`)
  const back = new URL(await walkThrough((left.headers.get('Refresh') ?? '').replace('0; url=', '')))
  return `${back.pathname}${back.search}`
}

test('who reads the mailbox of an administrator and ties their own FranceConnect to it does not administer', async () => {
  await administratorAt('agathe@exemple.fr')
  france.next.sub = 'the-thief'
  const thief = newBrowser()
  await thief.get(await leaveFor(thief, 'franceconnect'))
  await thief.get('/connexion?suite=%2Fmon-espace%2Frelier')
  await thief.send('/connexion', { adresse: 'agathe@exemple.fr' })
  await thief.get('/connexion/code')
  await thief.send('/connexion/code', { code: await lastCode(database, 'agathe@exemple.fr') })
  expect((await thief.get('/agents/personnes')).status).toBe(403)
  await thief.get('/mon-espace/relier')
  await thief.send('/mon-espace/relier')

  const later = newBrowser()
  expect((await later.get(await leaveFor(later, 'franceconnect'))).location).toBe('/mon-espace')
  expect((await later.get('/mon-espace/compte')).html).toContain('Agathe')
  expect((await later.get('/agents/personnes')).status).toBe(403)
  // Nor does it add a key, which would.
  expect((await later.get('/mon-espace/securite')).html).not.toContain('action="/mon-espace/securite/cles"')
  expect((await later.get('/mon-espace/securite/application')).html).not.toMatch(/<code>[A-Z2-7 ]+<\/code>/)
})

test('who came by FranceConnect may untie it', async () => {
  france.next.sub = 'paul-of-france'
  const browser = newBrowser()
  await browser.get(await leaveFor(browser, 'franceconnect'))
  await browser.get('/connexion/premiere-visite')
  await browser.send('/connexion/premiere-visite', { nom: 'Paul' })
  await browser.get('/mon-espace/securite')
  expect((await browser.send('/mon-espace/securite/fournisseur/retirer')).status).toBe(303)
})

test('what one provider answered is not taken to the door of another', async () => {
  const browser = newBrowser()
  const back = await leaveFor(browser, 'franceconnect')
  const refused = await browser.get(back.replace('/franceconnect', '/proconnect'))
  expect(refused.status).toBe(400)
  expect(browser.cookies.has('__Host-session')).toBe(false)
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, type Visitor, visit } from './browser.ts'
import { deviceOf } from './passkeys.ts'
import { findPlace, type Service, startService } from './service.ts'
import { applicationOf } from './staff-people.ts'

// Two services without demonstration: a first administrator is made once in the life of each.
let withPasskey: Service
let withoutScripts: Service

beforeAll(async () => {
  const start = async () => startService(await findPlace(), { FILIGRANE_DEMO: '0' })
  ;[withPasskey, withoutScripts] = await Promise.all([start(), start()])
})

afterAll(async () => {
  await Promise.all([withPasskey?.stop(), withoutScripts?.stop()])
})

const FIRST_RUN = '/premier-demarrage'

const open = (service: Service, path: string, visitor: Visitor = {}) =>
  visit(path, {
    site: service.site,
    viewport: PHONE,
    expectedErrors: /status of (403|410|422)/,
    ...visitor,
  })

/** The code the console of the service shows. */
function consoleCode(service: Service): Promise<string> {
  return vi.waitFor(
    () => {
      const [, code] = /Code à y taper[^:]*: (.+)/.exec(service.said()) ?? []
      expect(code).toBeDefined()
      return code!.trim()
    },
    { timeout: 60_000 },
  )
}

async function fill(page: Page, name: string, code: string): Promise<void> {
  await page.getByLabel('Comment voulez-vous qu’on vous appelle').fill(name)
  await page.getByLabel('Votre adresse e-mail').fill('premiere@administration.example')
  await page.getByLabel('Code de la console').fill(code)
  await page.getByRole('button', { name: 'Continuer' }).click()
}

async function expectGone(service: Service): Promise<void> {
  const late = await open(service, '/')
  expect((await late.goto(FIRST_RUN))?.status()).toBe(410)
  await axe(late)
  await expectNoSidewaysScroll(late)
}

test('whoever reads the console becomes the first administrator, with a passkey, and the page is gone', async () => {
  const page = await open(withPasskey, FIRST_RUN)
  await deviceOf(page)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'premier-demarrage-320')
  await fill(page, 'Première Administratrice', 'ABCDE FGHJK')
  expect(await page.getByRole('alert').textContent()).toContain('pas le bon code')
  await axe(page)
  expect((await page.goto('/connexion/enrolement'))?.status(), 'a wrong code opens nothing').toBe(403)
  await axe(page)

  await page.goto(FIRST_RUN)
  await fill(page, 'Première Administratrice', (await consoleCode(withPasskey)).toLowerCase())
  await page.waitForURL(/\/connexion\/enrolement$/)
  await page.getByLabel('Un nom pour cette clé').fill('Ordinateur')
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await page.waitForURL(/\/mon-espace\/securite$/)
  await page.goto('/agents/personnes')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Personnes et rôles')
  await expectGone(withPasskey)

  await page.context().clearCookies()
  await page.goto('/connexion/agents?suite=%2Fagents')
  await page.getByRole('button', { name: 'Entrer avec ma clé d’accès' }).click()
  await page.waitForURL((url) => url.pathname === '/agents')
})

test('the same without scripts and by keyboard alone, with the code of an application', async () => {
  const page = await open(withoutScripts, FIRST_RUN, { javaScript: false })
  await tabTo(page, /Comment voulez-vous qu’on vous appelle/)
  await page.keyboard.type('Administratrice Sans Script')
  await tabTo(page, /Votre adresse e-mail/)
  await page.keyboard.type('premiere@administration.example')
  await tabTo(page, /Code de la console/)
  await page.keyboard.type(await consoleCode(withoutScripts))
  await go(page)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await tabTo(page, 'Relier une application de codes')
  await go(page)
  const application = await applicationOf(page)
  await tabTo(page, /Le code que l’application montre/)
  await page.keyboard.type(application.next())
  await go(page)
  await axe(page)
  await tabTo(page, 'Je les ai gardés')
  await go(page)
  await page.goto('/agents')
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(new URL(page.url()).pathname).toBe('/agents')
  await expectGone(withoutScripts)

  await page.context().clearCookies()
  await page.goto('/connexion/agents?suite=%2Fagents')
  await tabTo(page, /Votre adresse e-mail ou votre nom/)
  await page.keyboard.type('premiere@administration.example')
  await tabTo(page, /^Code/)
  await page.keyboard.type(application.next())
  await go(page)
  expect(new URL(page.url()).pathname).toBe('/agents')
})

test('a service without demonstration opens no account by a button', async () => {
  const page = await open(withPasskey, '/connexion', { expectedErrors: /status of 404/ })
  expect(await page.getByRole('heading', { name: 'Démonstration' }).count()).toBe(0)
  const answer = await page.request.post('/connexion/demonstration', { headers: { Origin: withPasskey.site } })
  expect(answer.status()).toBe(404)
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestProvider } from '#platform/identity/testing'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, type Visitor, visit } from './browser.ts'
import { askForCode, codeSentTo, typeCode } from './codes.ts'
import { inDatabase } from './database.ts'
import { addPasskey, deviceOf } from './passkeys.ts'
import { newAddress, signInAs } from './people.ts'
import {
  answerOf,
  leaveFor,
  OUR_SIRET,
  type ServiceWithProviders,
  startServiceWithProviders,
} from './service-providers.ts'

const AGENT = 'Chargé des financements (exemple)'

let service: ServiceWithProviders

beforeAll(async () => {
  service = await startServiceWithProviders()
})

afterAll(() => service?.stop())

const open = (path: string, visitor: Visitor = {}) =>
  visit(path, {
    site: service.site,
    expectedErrors: /status of (400|403|422|503)/,
    ...visitor,
  })

const h1 = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const lead = (page: Page) => page.locator('.lead').first().textContent()

const FRANCECONNECT = ['/connexion/par/franceconnect', 'Continuer vers FranceConnect'] as const
const PROCONNECT = ['/connexion/par/proconnect', 'Continuer vers ProConnect'] as const

test('a resident comes by FranceConnect for the first time, by keyboard and without scripts, and again', async () => {
  service.franceconnect.next.sub = 'premiere'
  const page = await open('/connexion?suite=%2Fmon-espace%2Faide', { javaScript: false, viewport: PHONE })
  await axe(page)
  await tabTo(page, 'Entrer avec FranceConnect')
  await go(page)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await tabTo(page, 'Continuer vers FranceConnect')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/connexion\/premiere-visite/)
  expect(await h1(page)).toBe('Première visite')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'franceconnect-premiere-visite-320')
  const name = page.getByLabel('Comment voulez-vous qu’on vous appelle')
  expect(await name.inputValue()).toBe('Camille Durand')
  await tabTo(page, /Comment voulez-vous qu’on vous appelle/)
  await go(page)
  expect(new URL(page.url()).pathname).toBe('/mon-espace/aide')

  await page.context().clearCookies()
  await page.goto('/connexion/par/franceconnect')
  await leaveFor(page, 'Continuer vers FranceConnect')
  expect(new URL(page.url()).pathname).toBe('/mon-espace')
  expect(await h1(page)).toBe('Bonjour Camille Durand')
})

test('who has an account enters it first, by their own code, then ties FranceConnect to it', async () => {
  service.franceconnect.next.sub = 'ancienne'
  const address = newAddress('ancienne')
  const before = await open('/connexion')
  await askForCode(before, address)
  await typeCode(before, await codeSentTo(address, { site: service.site }))
  await before.getByLabel('Comment voulez-vous qu’on vous appelle').fill('Ancienne Habitante')
  await before.getByRole('button', { name: 'Créer mon compte' }).click()
  await before.waitForURL(/\/mon-espace$/)

  const page = await open('/connexion/par/franceconnect', { viewport: PHONE })
  await leaveFor(page, 'Continuer vers FranceConnect')
  await page.getByRole('link', { name: 'Entrer dans mon compte pour le relier' }).click()
  await page.waitForURL(/\/connexion\?suite=/)
  await askForCode(page, address, page.url())
  await typeCode(page, await codeSentTo(address, { site: service.site }))
  await page.waitForURL(/\/mon-espace\/relier$/)
  expect(await lead(page)).toContain('le compte de Ancienne Habitante')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await tabTo(page, 'Relier FranceConnect à ce compte')
  await go(page)
  expect(new URL(page.url()).pathname).toBe('/mon-espace/securite')
  await axe(page)

  await page.context().clearCookies()
  await page.goto('/connexion/par/franceconnect')
  await leaveFor(page, 'Continuer vers FranceConnect')
  expect(await h1(page)).toBe('Bonjour Ancienne Habitante')
})

test('who says no at the provider is told so, with the other ways in', async () => {
  service.franceconnect.next.refuses = true
  const page = await open('/connexion/par/franceconnect', { viewport: PHONE, javaScript: false })
  await leaveFor(page, 'Continuer vers FranceConnect')
  service.franceconnect.next.refuses = false
  expect(await lead(page)).toContain('refusée ou annulée là-bas')
  expect(await page.getByRole('link', { name: 'Recommencer' }).count()).toBe(1)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'connexion-refusee-la-bas-320')
})

test('an answer serves once, and only in the browser it was asked from', async () => {
  service.franceconnect.next.sub = 'rejouee'
  const page = await open('/connexion')
  const address = await answerOf(page, ...FRANCECONNECT)

  const thief = await open('/connexion')
  await thief.goto(address)
  expect(await lead(thief)).toContain('commencée dans un autre navigateur')
  await axe(thief)
  await thief.goto('/mon-espace')
  expect(new URL(thief.url()).pathname).toBe('/connexion')

  await page.goto(address)
  expect(new URL(page.url()).pathname).toBe('/connexion/premiere-visite')
  await page.goto(address)
  expect(await lead(page)).toContain('a déjà servi')
  await thief.goto(address)
  expect(await lead(thief)).toMatch(/a déjà servi|autre navigateur/)
})

test('an answer whose issuer was changed, or that names none, is not believed', async () => {
  service.franceconnect.next.sub = 'forgee'
  for (const forge of [
    (query: URLSearchParams) => query.set('iss', service.proconnect.issuer),
    (query: URLSearchParams) => query.delete('iss'),
  ]) {
    const page = await open('/connexion')
    const address = new URL(await answerOf(page, ...FRANCECONNECT))
    expect(address.searchParams.get('iss')).toBe(service.franceconnect.issuer)
    forge(address.searchParams)
    await page.goto(address.href)
    expect(await lead(page)).toContain('nous ne l’avons pas crue')
    await axe(page)
    await page.goto('/mon-espace')
    expect(new URL(page.url()).pathname).toBe('/connexion')
  }
})

test('the answer of one provider is never taken for that of another', async () => {
  service.proconnect.next.siret = OUR_SIRET
  const page = await open('/connexion')
  const address = await answerOf(page, ...FRANCECONNECT)
  await page.goto(address.replace('/retour/franceconnect', '/retour/proconnect'))
  expect(await lead(page)).toContain('Nous n’attendions pas cette réponse')

  // The state of one, the code of the other.
  const [ours, theirs] = [new URL(address), new URL(await answerOf(page, ...PROCONNECT))]
  theirs.searchParams.set('state', ours.searchParams.get('state') ?? '')
  theirs.pathname = ours.pathname
  await page.goto(theirs.href)
  expect(await lead(page)).toContain('nous ne l’avons pas crue')
  await page.goto('/mon-espace')
  expect(new URL(page.url()).pathname).toBe('/connexion')
})

test('an agent of another employer is refused by ProConnect’s number, one of ours is asked for an invitation', async () => {
  service.proconnect.next.sub = 'agente-inconnue'
  service.proconnect.next.siret = '11111111100011'
  const page = await open('/connexion/agents', { viewport: PHONE, javaScript: false })
  await tabTo(page, 'Entrer avec ProConnect')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/connexion\/retour\/proconnect/)
  expect(await lead(page)).toContain('Votre employeur n’est pas de ceux')
  await axe(page)
  await expectNoSidewaysScroll(page)

  service.proconnect.next.siret = OUR_SIRET
  await page.goto('/connexion/par/proconnect')
  await leaveFor(page, 'Continuer vers ProConnect')
  expect(await lead(page)).toContain('Demandez une invitation')
})

test('an agent who left enters no more, even with their own key, and is out everywhere', async () => {
  service.proconnect.next.sub = 'agent-des-financements'
  service.proconnect.next.siret = OUR_SIRET
  const page = await open('/connexion')
  await deviceOf(page)
  await signInAs(page, AGENT, '/mon-espace/securite')
  await addPasskey(page, 'Clé du bureau')
  await leaveFor(page, 'Relier ProConnect')
  await page.getByText('Dernière réponse le').waitFor()
  await page.context().clearCookies()

  const elsewhere = await open('/connexion')
  await signInAs(elsewhere, AGENT, '/agents')

  const enter = async () => {
    await page.goto('/connexion/agents?suite=%2Fagents')
    await page.getByRole('button', { name: 'Entrer avec ma clé d’accès' }).click()
  }
  await silentSince('8 days')
  await enter()
  await page.getByRole('heading', { level: 1, name: 'Confirmez par ProConnect' }).waitFor()
  await axe(page)
  service.proconnect.next.refuses = true
  await leaveFor(page, 'Continuer avec ProConnect')
  service.proconnect.next.refuses = false
  expect(await lead(page)).toContain('refusée ou annulée là-bas')
  await axe(page)
  for (const browser of [page, elsewhere]) {
    await browser.goto('/agents')
    expect(new URL(browser.url()).pathname).toBe('/connexion/agents')
  }

  // Still there after all: the same key, and the provider says yes.
  await enter()
  await leaveFor(page, 'Continuer avec ProConnect')
  expect(new URL(page.url()).pathname).toBe('/agents')
  await page.context().clearCookies()
  await enter()
  await page.waitForURL((url) => url.pathname === '/agents')
})

function silentSince(age: string): Promise<unknown> {
  const query = `UPDATE person_identity SET confirmed_at = confirmed_at - $1::interval WHERE provider = 'proconnect'`
  return inDatabase(service.data, query, [age])
}

test('a provider that does not answer keeps nobody in the dark, and opens again once it is back', async () => {
  const page = await open('/connexion/agents', { viewport: PHONE })
  await page.getByRole('button', { name: 'Entrer avec l’annuaire de la maison' }).click()
  await page.waitForURL(/\/connexion\/par\/house/)
  expect(await lead(page)).toContain('ne répond pas en ce moment')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'fournisseur-en-panne-320')

  const house = await startTestProvider(service.site, 'house', service.housePort)
  await page.goto('/connexion/agents')
  await leaveFor(page, 'Entrer avec l’annuaire de la maison')
  expect(await lead(page)).toContain('Demandez une invitation')

  const address = await answerOf(page, '/connexion/par/house', 'Continuer vers l’annuaire de la maison')
  await house.stop()
  await page.goto(address)
  expect(await lead(page)).toContain('ne répond pas en ce moment')
})

test('when the reader’s network loses the provider, the page they leave from stays, with its button', async () => {
  const page = await open('/connexion/par/franceconnect', { viewport: PHONE })
  await page.route(`${service.franceconnect.issuer}/**`, (route) => route.abort('aborted'))
  const lost = page.waitForEvent('requestfailed')
  await page.getByRole('button', { name: 'Continuer vers FranceConnect' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vous allez chez FranceConnect' }).waitFor()
  await lost
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.unroute(`${service.franceconnect.issuer}/**`)
  await page.getByRole('link', { name: 'Continuer vers FranceConnect' }).click()
  await page.waitForURL((url) => url.origin === service.site && url.pathname !== '/connexion/par/franceconnect')
})

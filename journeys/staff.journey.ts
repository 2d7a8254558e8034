import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { addPasskey, deviceOf } from './passkeys.ts'
import { signInAs } from './people.ts'

const SECURITY = '/mon-espace/securite'
const AGENT = 'Chargée du budget citoyen (exemple)'
const OTHER_AGENT = 'Chargé des financements (exemple)'

const h1 = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

test('an agent adds a passkey, enters with it, takes it away, and is then refused', async () => {
  const page = await visit('/connexion', { expectedErrors: /422/ })
  await deviceOf(page)
  await signInAs(page, AGENT, SECURITY)
  await axe(page)
  await addPasskey(page, 'Ordinateur du bureau')
  await axe(page)
  await screenshot(page, 'securite-1280')

  await page.context().clearCookies()
  await page.goto(`/connexion/agents?suite=${encodeURIComponent(SECURITY)}`)
  await screenshot(page, 'connexion-agents-1280')
  await page.getByRole('button', { name: 'Entrer avec ma clé d’accès' }).click()
  await page.waitForURL((url) => url.pathname === SECURITY)
  expect(await h1(page)).toBe('Sécurité')

  await page.getByRole('link', { name: 'Renommer ou retirer Ordinateur du bureau' }).click()
  await axe(page)
  // The last strong way of somebody who works here stays: another comes first.
  await page.getByRole('button', { name: 'Retirer cette clé' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('dernier moyen sûr')
  await page.goto(`${SECURITY}/application`)
  await axe(page)
  await screenshot(page, 'application-de-codes-1280')
})

test('a passkey that was taken away opens nothing more', async () => {
  const page = await visit('/connexion', { expectedErrors: /422/ })
  const first = await deviceOf(page)
  await signInAs(page, OTHER_AGENT, SECURITY)
  await addPasskey(page, 'Clé perdue')
  // The first device is put away, with its key in it; another takes its place.
  const {
    credentials: [lost],
  } = await first.cdp.send('WebAuthn.getCredentials', { authenticatorId: first.id })
  await first.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first.id })
  const second = await deviceOf(page)
  await addPasskey(page, 'Clé gardée')
  await page.getByRole('link', { name: 'Renommer ou retirer Clé perdue' }).click()
  await page.getByRole('button', { name: 'Retirer cette clé' }).click()
  await page.waitForURL((url) => url.pathname === SECURITY)
  expect(await page.getByText('Clé perdue').count()).toBe(0)

  await second.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: second.id })
  const again = await deviceOf(page)
  await again.cdp.send('WebAuthn.addCredential', { authenticatorId: again.id, credential: lost! })
  await page.context().clearCookies()
  await page.goto('/connexion/agents')
  await page.getByRole('button', { name: 'Entrer avec ma clé d’accès' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('a été retirée')
  await axe(page)
})

test('somebody without a passkey is told so, and stays on the page', async () => {
  const page = await visit('/connexion/agents')
  const { cdp, id } = await deviceOf(page)
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false })
  await page.getByRole('button', { name: 'Entrer avec ma clé d’accès' }).click()
  await page.getByText('Rien n’a été fait').waitFor()
})

test('without JavaScript the page says that passkeys need it, and the code of an application is another way', async () => {
  const page = await visit('/connexion/agents', { javaScript: false, viewport: PHONE, expectedErrors: /422/ })
  expect(await page.locator('noscript p').first().textContent()).toContain('ont besoin de JavaScript')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'connexion-agents-320')
  await tabTo(page, /Votre adresse e-mail ou votre nom/)
  await page.keyboard.type('personne@agents.example')
  await tabTo(page, /^Code/)
  await page.keyboard.type('123456')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('ne vont pas ensemble')
  await axe(page)
})

test('an agent ties the account of their work, then enters with it', async () => {
  const page = await visit('/connexion', { viewport: LAPTOP })
  await signInAs(page, AGENT, SECURITY)
  await page.getByRole('button', { name: 'Relier mon compte de travail' }).click()
  await page.waitForURL((url) => url.pathname === SECURITY)
  await page.getByText('Dernière réponse le').waitFor()

  await page.context().clearCookies()
  await page.goto('/connexion/agents')
  await page.getByRole('button', { name: 'Entrer avec mon compte de travail' }).click()
  await page.waitForURL((url) => url.pathname === '/mon-espace')
})

test('a state that was invented opens nothing, and the page says what to do', async () => {
  const page = await visit('/connexion/retour/house?state=invented&code=x', { viewport: PHONE, expectedErrors: /400/ })
  expect(await page.getByText('Nous n’attendions pas cette réponse').count()).toBe(1)
  await axe(page)
  await expectNoSidewaysScroll(page)
})

test('an invitation is answered by keyboard, on a phone', async () => {
  const page = await visit('/connexion/invitation', { javaScript: false, viewport: PHONE, expectedErrors: /422/ })
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'invitation-320')
  await tabTo(page, /L’adresse où vous l’avez reçue/)
  await page.keyboard.type('invitee@agents.example')
  await tabTo(page, /Code de l’invitation/)
  await page.keyboard.type('22 22 22 22 22')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('pas le bon code')
})

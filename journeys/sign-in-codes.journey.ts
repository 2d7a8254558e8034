import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, tabTo, type Visitor, visit } from './browser.ts'
import { askForCode, codeSentTo, typeCode } from './codes.ts'
import { inDatabase } from './database.ts'
import { joinAs, newAddress } from './people.ts'
import { place } from './place.ts'

const REFUSED: Visitor = { expectedErrors: /status of (422|429)/ }
const canAge = place().data !== ''

const error = (page: Page) => page.locator('#champ-code-erreur').textContent()

test.runIf(canAge)('a code older than half an hour is refused with its reason, and another comes at once', async () => {
  const address = newAddress('tard')
  const page = await visit('/connexion', { ...REFUSED, viewport: PHONE, javaScript: false })
  await askForCode(page, address)
  const code = await codeSentTo(address)
  await inDatabase(
    place().data,
    `UPDATE sign_in_challenge SET asked_at = asked_at - interval '31 minutes',
            expires_at = expires_at - interval '31 minutes' WHERE address = $1`,
    [address],
  )
  await typeCode(page, code)
  expect(await error(page)).toContain('plus de 30 minutes')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'connexion-code-trop-vieux-320')

  await tabTo(page, 'Recevoir un nouveau code')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/connexion/code')
  await typeCode(page, code)
  expect(await error(page)).toContain('Ce n’est pas le bon code')
  await typeCode(page, await codeSentTo(address))
  await page.waitForURL(/\/connexion\/qui/)
})

test('a code serves once: sent again from another tab of the same browser, it opens nothing', async () => {
  const address = newAddress('deux-fois')
  const page = await visit('/connexion', REFUSED)
  await askForCode(page, address)
  const code = await codeSentTo(address)
  const tab = await page.context().newPage()
  await tab.goto('/connexion/code')

  await typeCode(page, code)
  await page.getByLabel('Comment voulez-vous qu’on vous appelle').fill('Deux Fois')
  await page.getByRole('button', { name: 'Créer mon compte' }).click()
  await page.waitForURL(/\/mon-espace$/)
  await page.context().clearCookies({ name: '__Host-session' })
  await typeCode(tab, code)
  expect(await tab.getByRole('main').textContent()).toContain('Ce code a déjà servi. Demandez-en un nouveau.')
  await axe(tab)
  await tab.goto('/mon-espace')
  expect(new URL(tab.url()).pathname).toBe('/connexion')
})

test.runIf(canAge)('a session that is over leads to the sign-in page, which leads back', async () => {
  const address = newAddress('fini')
  const page = await visit('/')
  await joinAs(page, address, 'Session Finie')
  await inDatabase(
    place().data,
    `UPDATE session SET opened_at = opened_at - interval '1 year', seen_at = seen_at - interval '1 year',
            expires_at = now() - interval '1 minute'
      WHERE person_id IN (SELECT person_id FROM person_email WHERE address = $1)`,
    [address],
  )
  await page.goto('/mon-espace/donnees')
  expect(new URL(page.url()).pathname).toBe('/connexion')
  await axe(page)
  await askForCode(page, address, page.url())
  await typeCode(page, await codeSentTo(address))
  await page.waitForURL((url) => url.pathname === '/mon-espace/donnees')
})

test('signed out everywhere from one browser, the other is told at its next form, and loses nothing of it', async () => {
  const address = newAddress('ailleurs')
  const first = await visit('/', { expectedErrors: /status of 4\d\d/ })
  await joinAs(first, address, 'Deux Écrans')
  await first.goto('/mon-espace/compte')
  await first.getByLabel('Comment voulez-vous qu’on vous appelle').fill('Deux Écrans, corrigé')

  const second = await visit('/connexion', { javaScript: false })
  await askForCode(second, address)
  await typeCode(second, await codeSentTo(address))
  await second.waitForURL(/\/mon-espace$/)
  await second.goto('/mon-espace/compte')
  await tabTo(second, 'Fermer partout')
  await second.keyboard.press('Enter')
  await second.waitForURL(/\/deconnexion$/)
  await second.goto('/mon-espace')
  expect(new URL(second.url()).pathname).toBe('/connexion')

  await first.getByRole('button', { name: 'Garder ce nom' }).click()
  await first.getByRole('heading', { level: 1, name: 'Vous n’êtes plus connecté' }).waitFor()
  expect(await first.content()).toContain('Deux Écrans, corrigé')
  await axe(first)
})

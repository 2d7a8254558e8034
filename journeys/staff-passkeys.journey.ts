import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, tabTo, visit } from './browser.ts'
import { deviceOf } from './passkeys.ts'
import { newAddress } from './people.ts'
import { answerInvitation, inviteFromDesk } from './staff-people.ts'

test('an invited agent makes a passkey and enters with it, by keyboard alone, on a phone', async () => {
  const address = newAddress('cle')
  const code = await inviteFromDesk('Zoé Clavier', address)
  const page = await answerInvitation(address, code, { viewport: PHONE })
  await deviceOf(page)
  await tabTo(page, /Un nom pour cette clé/)
  await page.keyboard.type('Mon téléphone')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/mon-espace\/securite$/)
  expect(await page.getByText('Mon téléphone').count()).toBeGreaterThan(0)
  await axe(page)
  await expectNoSidewaysScroll(page)

  await page.goto('/deconnexion')
  await tabTo(page, 'Me déconnecter')
  await go(page)
  await page.goto('/connexion')
  await tabTo(page, 'Connexion des agents')
  await go(page)
  await tabTo(page, 'Entrer avec ma clé d’accès')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/mon-espace$/)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Bonjour Zoé Clavier')
})

test('the browser itself refuses our passkeys to another address, and the page says to choose another way', async () => {
  const page = await visit('/connexion/agents', { viewport: PHONE })
  // The same service by its number, as a copy of our pages elsewhere would be.
  const copy = new URL(page.url())
  copy.hostname = '127.0.0.1'
  await page.goto(copy.href)
  await deviceOf(page)
  await tabTo(page, 'Entrer avec ma clé d’accès')
  await page.keyboard.press('Enter')
  await page.getByText('Cet appareil refuse les clés d’accès à cette adresse').waitFor()
  await axe(page)
  await expectNoSidewaysScroll(page)
})

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, focusedName, PHONE, screenshot, tabTo, type Visitor, visit } from './browser.ts'

const AGENT = /Chargée du budget citoyen/
const ADMINISTRATOR = /Responsable de la mission/
const RESIDENT = /Camille Exemple/

/** Enters by a button of the demonstration, on the way to the desk. */
async function enterAs(name: RegExp, visitor: Visitor = {}): Promise<Page> {
  const page = await visit('/connexion?suite=%2Fagents', visitor)
  await page.getByRole('button', { name }).click()
  await page.waitForURL('**/agents')
  return page
}

test('a stranger is led to the agents’ door', async () => {
  const page = await visit('/agents')
  await page.waitForURL('**/connexion/agents?suite=%2Fagents')
})

test('a resident who tries the desk is told which way in is needed, and how to go back', async () => {
  const page = await enterAs(RESIDENT, { javaScript: false, viewport: PHONE })
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/bureau/)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Revenir à mon espace' }).click()
  await page.waitForURL('**/mon-espace')
})

test('an administrator finds the role that waits for a second person, and opens it in one tap', async () => {
  const page = await enterAs(ADMINISTRATOR)
  const task = page.getByRole('table', { name: 'À faire' }).getByRole('link').first()
  const where = await task.getAttribute('href')
  await task.click()
  await page.waitForURL(`**${where}`)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
})

test('on a phone the menu opens and closes without JavaScript, on a laptop it is simply there', async () => {
  const phone = await enterAs(AGENT, { viewport: PHONE, javaScript: false })
  const menu = phone.getByRole('navigation', { name: 'Bureau des agents' })
  expect(await menu.getByRole('link', { name: 'Calendrier' }).isVisible()).toBe(false)
  await menu.getByText('Menu du bureau').click()
  await menu.getByRole('link', { name: 'Calendrier' }).click()
  await phone.waitForURL('**/agents/calendrier')

  const laptop = await enterAs(AGENT, { javaScript: false })
  await laptop.getByRole('navigation', { name: 'Bureau des agents' }).getByRole('link', { name: 'Calendrier' }).click()
  await laptop.waitForURL('**/agents/calendrier')
})

test('an agent finds a person without their name ever standing in an address', async () => {
  const page = await enterAs(ADMINISTRATOR, { javaScript: false })
  await page.getByRole('searchbox', { name: 'Chercher dans le bureau' }).fill('wieliczka')
  await page.getByRole('searchbox', { name: 'Chercher dans le bureau' }).press('Enter')
  await page.waitForURL('**/agents/recherche')
  expect(await page.getByLabel('Que cherchez-vous ?').inputValue()).toBe('wieliczka')
  expect(page.url()).not.toContain('wieliczka')
  await page.getByLabel('Que cherchez-vous ?').fill('x')
  await page.getByRole('main').getByRole('button', { name: 'Chercher' }).last().click()
  await page.getByText('Écrivez au moins deux lettres').first().waitFor()
  await axe(page)
})

test('with the keyboard alone: past the menu, to the calendar, month after month', async () => {
  const page = await enterAs(AGENT)
  await tabTo(page, 'Calendrier')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/agents/calendrier')
  await tabTo(page, 'Ce mois-ci')
  await page.keyboard.press('Tab')
  const next = await focusedName(page)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/agents/calendrier?mois=*')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(next)
})

test('shortcuts press the links that are there', async () => {
  const page = await enterAs(AGENT)
  await page.getByText('Raccourcis clavier').waitFor()
  await page.keyboard.press('Alt+Shift+C')
  await page.waitForURL('**/agents/calendrier')
  await page.keyboard.press('Control+K')
  expect(await focusedName(page)).toBe('Chercher dans le bureau')
})

test('on paper the day has its tasks and no menu', async () => {
  const page = await enterAs(ADMINISTRATOR)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('table', { name: 'À faire' }).first().isVisible()).toBe(true)
  expect(await page.getByRole('navigation', { name: 'Bureau des agents' }).isVisible()).toBe(false)
  await screenshot(page, 'bureau-imprime')
})

import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'

const PAGES = ['/annuaire', '/annuaire?q=creche&famille=association', '/carte', '/annuaire/integrer'] as const

test.each(PAGES)('%s breaks no rule of accessibility, on a laptop, a phone, without JavaScript', async (path) => {
  for (const visitor of [
    { viewport: LAPTOP },
    { viewport: { width: 320, height: 700 }, javaScript: false, colorScheme: 'dark' },
    { viewport: PHONE, forcedColors: 'active' },
  ] as const) {
    const page = await visit(path, visitor)
    await axe(page)
    await expectNoSidewaysScroll(page)
  }
})

test('without JavaScript nor map, a resident finds the structures near home and reads why one is in the ESS', async () => {
  const page = await visit('/annuaire', { javaScript: false, viewport: PHONE })
  await page.getByLabel('Près de chez moi').fill('bethune')
  await page.getByRole('button', { name: 'Voir les plus proches' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Près de Béthune')
  await page.locator('.directory-name a').first().click()
  await page.getByRole('heading', { name: /Pourquoi cette structure est-elle dans l’ESS/ }).waitFor()
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'structure-360')
})

test('with the keyboard alone, one goes from the map to a group of communes, then to the list of a commune', async () => {
  const page = await visit('/carte')
  await tabTo(page, 'CU d’Arras')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/carte?epci=200033579')
  await axe(page)
  await tabTo(page, 'Arras')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/annuaire?commune=62041')
  expect(await page.locator('.directory-name a').count()).toBeGreaterThan(0)
  await screenshot(page, 'annuaire-1280')
})

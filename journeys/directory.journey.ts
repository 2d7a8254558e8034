import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, focusedName, PHONE, screenshot, tabTo, visit } from './browser.ts'

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

test('the map that moves narrows its list to what is in view, the list leads to a point, and the address keeps both', async () => {
  const page = await visit('/carte?famille=association')
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) elsewhere.push(request.url())
  })
  await tabTo(page, 'Ouvrir la carte qui se déplace')
  await page.keyboard.press('Enter')
  // Where the machine has no WebGL at all, the drawn map and its lists stay, and it is said.
  if (!(await opens(page))) return expect(page.locator('#listes-des-lieux').isVisible()).resolves.toBe(true)
  await expect.poll(() => focusedName(page)).toBe('Carte qui se déplace')
  const all = await inView(page)
  expect(all).toBeGreaterThan(100)
  expect(await page.locator('#carte-dessinee').isVisible()).toBe(false)
  await axe(page)
  await screenshot(page, 'carte-points-1280')

  // Each key is heard once the one before has moved the map.
  for (let zoom = 0, seen = all; zoom < 2; zoom += 1, seen = await inView(page)) {
    await page.keyboard.press('+')
    await expect.poll(() => inView(page), { timeout: 30_000 }).toBeLessThan(seen)
  }
  const first = page.locator('#dans-la-vue li').first()
  const name = (await first.getByRole('link').textContent()) ?? ''
  await first.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.moving-map-told').textContent()).toContain(name)
  await expect.poll(() => page.url(), { timeout: 30_000 }).toMatch(/#vue=1[2-9].*structure=/)
  // The list was drawn again around the point: who is on the keyboard has not lost their place.
  expect(await focusedName(page)).toBe(`Montrer sur la carte : ${name}`)
  expect(elsewhere).toEqual([])

  const shared = await visit(page.url().slice(new URL(page.url()).origin.length), { viewport: PHONE })
  expect(await opens(shared)).toBe(true)
  await expect.poll(() => shared.locator('.moving-map-told').textContent()).toContain(name)
  expect(await shared.locator('#dans-la-vue li[aria-current]').getByRole('link').textContent()).toBe(name)
  await expectNoSidewaysScroll(shared)
  await axe(shared)
  await screenshot(shared, 'carte-points-320')
  await shared.getByRole('button', { name: 'Revenir à la carte dessinée' }).click()
  expect(await shared.locator('#carte-dessinee').isVisible()).toBe(true)
  expect(await focusedName(shared)).toBe('Ouvrir la carte qui se déplace')
})

/** Waits for the map that moves; whether this machine could draw it. */
async function opens(page: Page): Promise<boolean> {
  const told = page.locator('.moving-map-told')
  await expect.poll(() => told.textContent(), { timeout: 90_000 }).toMatch(/touchez|choisi|n’a pas pu/)
  return !/n’a pas pu/.test((await told.textContent()) ?? '')
}

async function inView(page: Page): Promise<number> {
  const said = (await page.locator('#dans-la-vue [role=status]').textContent()) ?? ''
  return Number(/^[\d\s]+/.exec(said)?.[0].replace(/\s/g, '') ?? 0)
}

import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'

const EPCI = /^CU d’Arras/

test('a journalist has the share of an EPCI, its source and its file in four clicks from home (no JavaScript)', async () => {
  const page = await visit('/', { javaScript: false })
  let clicks = 0
  const click = async (name: string | RegExp) => {
    clicks += 1
    await page.getByRole('link', { name }).first().click()
    await page.waitForLoadState()
  }
  await click('Observatoire')
  await axe(page)
  await click('Territoires')
  await click(EPCI)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(EPCI)
  expect(await page.getByText('Part de l’ESS parmi les employeurs').first().isVisible()).toBe(true)
  expect(await page.getByText('Source').first().isVisible()).toBe(true)
  await axe(page)
  const block = page.getByText('Reprendre ce chiffre').first()
  await block.click()
  clicks += 1
  const file = page.getByRole('link', { name: /Télécharger le tableau/ }).first()
  const answer = await page.request.get((await file.getAttribute('href')) ?? '')
  expect(answer.headers()['content-type']).toContain('text/csv')
  expect(clicks).toBeLessThanOrEqual(4)
})

test('on a phone nothing goes past the edge, and a map says in a table what it draws', async () => {
  const page = await visit('/observatoire/cartes', { viewport: PHONE })
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'observatoire-cartes')
  expect(await page.getByRole('table').first().getByRole('row').count()).toBeGreaterThan(10)
  for (const path of ['/observatoire', '/observatoire/secteurs', '/observatoire/evolution', '/observatoire/comparer']) {
    await page.goto(path)
    await expectNoSidewaysScroll(page)
  }
})

test('with the keyboard alone, one goes from the map to an EPCI', async () => {
  const page = await visit('/observatoire/cartes')
  await tabTo(page, EPCI)
  await go(page)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(EPCI)
})

test.each([
  '/observatoire/cadre/carte?maille=epci&indicateur=share-of-employers',
  '/observatoire/cadre/serie-jobs',
  '/observatoire/cadre/territoires',
])('%s reads well in the narrow frame of another site, its source under it', async (path) => {
  const page = await visit(path, { viewport: PHONE, javaScript: false })
  await expectNoSidewaysScroll(page)
  await axe(page)
  expect(
    await page
      .getByText(/^Sources?\s:/)
      .first()
      .isVisible(),
  ).toBe(true)
  await screenshot(page, path.replace(/[^a-z]+/g, '-').slice(1))
})

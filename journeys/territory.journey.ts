import { expect, test } from 'vitest'
import { axe, focusedName, LAPTOP, screenshot, TAKES_PICTURES, tabTo, visit } from './browser.ts'

test('without JavaScript, a resident finds their commune by the name it had before', async () => {
  const page = await visit('/territoire', { javaScript: false })
  await page.getByLabel('Chercher une commune').fill('marconne')
  await page.locator('main').getByRole('button', { name: 'Chercher' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hesdin-la-Forêt')
  expect(await page.getByRole('img', { name: /Carte : Hesdin-la-Forêt/ }).count()).toBe(1)
})

test('a name written with a slip gives the commune to choose, told apart by its place', async () => {
  const page = await visit('/territoire?q=behtune', { javaScript: false })
  await page.getByRole('table').getByRole('link', { name: 'Béthune', exact: true }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Béthune')
})

test('with the keyboard alone, one goes from the map to an EPCI, then to a commune', async () => {
  const page = await visit('/territoire')
  await tabTo(page, 'CU d’Arras')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/cu-d-arras-200033579')
  await tabTo(page, 'Achicourt')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/achicourt-62004')
})

test('the map that moves opens when asked, keeps to our own address, and tells the keyboard what is at its centre', async () => {
  const page = await visit('/territoire')
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) elsewhere.push(request.url())
  })
  await page.getByRole('button', { name: 'Ouvrir la carte qui se déplace' }).click()
  const told = page.locator('.moving-map-told')
  await expect.poll(() => told.textContent(), { timeout: 60_000 }).toMatch(/flèches|n’a pas pu/)
  // Where the machine has no WebGL at all, the drawn map stays and says so.
  if (/n’a pas pu/.test((await told.textContent()) ?? '')) return
  await expect.poll(() => focusedName(page)).toBe('Carte qui se déplace')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => told.getByRole('link').count(), { timeout: 30_000 }).toBe(1)
  expect(elsewhere).toEqual([])
  await axe(page)
  await screenshot(page, 'carte-qui-se-deplace')
})

test.runIf(TAKES_PICTURES)('the pages are looked at', async () => {
  for (const [name, path] of [
    ['territoire', '/territoire'],
    ['commune', '/territoire/arras-62041'],
    ['epci', '/territoire/cu-d-arras-200033579'],
  ] as const) {
    for (const [size, viewport] of [
      ['360', { width: 360, height: 780 }],
      ['1280', LAPTOP],
    ] as const) {
      await screenshot(await visit(path, { viewport }), `${name}-${size}`)
    }
  }
})

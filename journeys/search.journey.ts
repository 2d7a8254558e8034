import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, TAKES_PICTURES, tabTo, visit } from './browser.ts'

test('from any page a word finds a vote, by keyboard alone', async () => {
  const page = await visit('/accessibilite')
  await tabTo(page, 'Recherche sur le site')
  await page.keyboard.type('WIELICZKA')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/recherche\?q=WIELICZKA$/)
  await page.getByRole('link', { name: 'Million vert de Wieliczka' }).first().click()
  await page.waitForURL(/\/scrutins\/wieliczka-2023$/)
})

test('on a telephone, without scripts, the accents one does not type are found all the same', async () => {
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await page.getByRole('link', { name: 'Recherche', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Votre recherche' }).fill('swiecie')
  await page.getByRole('button', { name: 'Chercher' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('pour')
  expect(await page.getByRole('link', { name: /Świecie/ }).count()).toBeGreaterThan(0)
  await axe(page)
  await expectNoSidewaysScroll(page)
})

test('a misspelt word leads to the right one', async () => {
  const page = await visit('/recherche?q=wielizcka')
  expect(await page.getByText('Rien ne répond à ces mots.').count()).toBe(1)
  await axe(page)
  await page.getByRole('link', { name: 'wieliczka', exact: true }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/réponse/)
})

test('what is typed to harm is shown as it was typed, and does nothing', async () => {
  const harm = `"><img src=x onerror=alert(1)><script>alert(2)</script>'; DROP TABLE poll; --`
  const page = await visit(`/recherche?q=${encodeURIComponent(harm)}`)
  expect(await page.getByRole('searchbox', { name: 'Votre recherche' }).inputValue()).toBe(harm)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  await expectNoSidewaysScroll(page)
})

test('a word without end does not push the page out of a telephone', async () => {
  const page = await visit(`/recherche?q=${'anticonstitutionnellement'.repeat(40)}`, { viewport: PHONE })
  await expectNoSidewaysScroll(page)
  await axe(page)
})

test.runIf(TAKES_PICTURES)('the search is looked at', async () => {
  for (const [name, path] of [
    ['recherche', '/recherche'],
    ['recherche-trouve', '/recherche?q=vote'],
    ['recherche-rien', '/recherche?q=wielizcka'],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [{ width: 360, height: 740 }, LAPTOP]) {
        const page = await visit(path, { viewport, colorScheme })
        await screenshot(page, `${name}-${colorScheme}-${viewport.width}`)
      }
    }
  }
})

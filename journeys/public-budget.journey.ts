import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'

const JOURNAL = 'Il ne remplace pas la comptabilité tenue par le comptable public.'

test('a resident goes from the home page to one payment, on a phone, without JavaScript', async () => {
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await page.getByRole('contentinfo').getByRole('link', { name: 'Budget', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Le budget de l’ESS' }).waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'public-budget-320')
  expect(await page.getByText(JOURNAL).count()).toBe(1)

  const table = page.getByText('Lire les chiffres dans un tableau').first()
  await table.click()
  await page
    .getByRole('table', { name: /^Budget dédié/ })
    .getByRole('row', { name: /^Total/ })
    .waitFor()
  await expectNoSidewaysScroll(page)
  await page
    .getByRole('table', { name: /^Budget dédié/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByText('Ligne de budget').first().waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)

  await page.getByRole('navigation', { name: 'Le budget' }).getByRole('link', { name: 'Paiements' }).click()
  await page.getByRole('heading', { level: 1, name: 'Les paiements' }).waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  await page.locator('main a[href^="/budget/paiements/"]').first().click()
  await page.getByRole('heading', { level: 1, name: /€ à / }).waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  expect(await page.getByText(JOURNAL).count()).toBe(1)
})

test('the same by keyboard on a year, whose figures of 2024 lead to who published them', async () => {
  const page = await visit('/budget', { viewport: LAPTOP })
  await tabTo(page, '2024')
  await go(page)
  await page.getByRole('heading', { level: 1, name: 'Le budget 2024' }).waitFor()
  await axe(page)
  await screenshot(page, 'public-budget-2024')
  expect(await page.locator('main a[href="https://rtes.fr/node/5257"]').count()).toBeGreaterThan(0)
})

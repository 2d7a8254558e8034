import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, tabTo, visit } from './browser.ts'

const EXAMPLES = resolve(import.meta.dirname, '../data/subventions')

test('without JavaScript, on a phone, an agent drops a spoilt file and reads what to do, line by line', async () => {
  const page = await visit('/donnees/valider', { javaScript: false, viewport: PHONE })
  await page.locator('#champ-fichier').setInputFiles(`${EXAMPLES}/scdl_exemple_invalide_erreurs_cellules.csv`)
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click()
  await page.getByText('à corriger avant de publier').waitFor()
  expect(await page.getByText('Écrivez la date année-mois-jour').count()).toBeGreaterThan(0)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'valider-360')
})

test('with the keyboard alone, a resident goes from the catalogue to a dataset and its first lines', async () => {
  const page = await visit('/donnees')
  await tabTo(page, 'Subventions attribuées')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/donnees/subventions')
  await page.getByRole('heading', { name: 'Aperçu' }).waitFor()
  // Sixteen columns: their frame scrolls, not the page.
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'donnees-1280')
})

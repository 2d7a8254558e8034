import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LAPTOP, screenshot, TAKES_PICTURES, tabTo, type Visitor, visit } from './browser.ts'

const COMPARE = '/scrutins/wieliczka-2023/comparer'

/** Opens the comparison once it is computed: a job does it after publication. */
async function visitCompared(path: string, visitor: Visitor = {}): Promise<Page> {
  const page = await visit(path, visitor)
  const isCompared = async () => {
    await page.goto(path)
    return !(await page.content()).includes('en cours de calcul')
  }
  await expect.poll(isCompared, { timeout: 120_000, interval: 500 }).toBe(true)
  return page
}

test('from a result one reads what other rules would have funded', async () => {
  const page = await visitCompared('/scrutins/wieliczka-2023/resultats')
  await page.getByRole('link', { name: 'Comparer les règles' }).click()
  await page.waitForURL('**/comparer')
  const figures = page.getByRole('table', { name: 'Ce que donne chaque règle sur les mêmes bulletins' })
  expect(await figures.getByRole('row').count()).toBeGreaterThan(5)
  expect(await figures.getByText('C’est la règle de ce vote.').count()).toBe(1)
  const matrix = page.getByRole('table', { name: 'Projets financés par certaines règles seulement' })
  expect(await matrix.getByRole('row').count()).toBeGreaterThan(10)
  await page.getByText('projets sont financés par toutes ces règles').click()
  expect(await page.getByText('ne se montre jamais pendant un vote').count()).toBe(1)
})

test('with the keyboard alone, one goes from a result to its comparison', async () => {
  const page = await visitCompared('/scrutins/assen-2024/resultats')
  await tabTo(page, 'Comparer les règles')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/comparer')
})

test('on paper the comparison keeps its tables', async () => {
  const page = await visitCompared(COMPARE, { javaScript: false })
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('table').first().isVisible()).toBe(true)
  await screenshot(page, 'comparer-imprime')
})

test.runIf(TAKES_PICTURES)('the pages are looked at', async () => {
  for (const [size, viewport] of [
    ['360', { width: 360, height: 780 }],
    ['1280', LAPTOP],
  ] as const) {
    await screenshot(await visitCompared(COMPARE, { viewport }), `comparer-${size}`)
  }
})

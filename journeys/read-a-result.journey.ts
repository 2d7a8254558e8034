import { expect, test } from 'vitest'
import { axe, LAPTOP, screenshot, TAKES_PICTURES, tabTo, visit } from './browser.ts'

test('a resident finds an election, reads what was voted on, then what is funded', async () => {
  const page = await visit('/')
  await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Scrutins' }).click()
  await page.getByRole('searchbox', { name: 'Chercher un scrutin' }).fill('wieliczka')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect.poll(() => page.getByText('1 scrutin').count()).toBe(1)
  await page.getByRole('link', { name: 'Million vert de Wieliczka, 2023' }).click()
  await page.getByRole('link', { name: 'Voir le résultat' }).click()

  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Million vert de Wieliczka')
  expect(await page.locator('.lead').first().textContent()).toMatch(/30.projets financés sur 64, pour 995.079.PLN/)
  expect(await page.getByText('exactement celui que l’organisateur a annoncé').count()).toBe(1)
})

test('without accents and in capitals, the search still finds the town', async () => {
  const page = await visit('/scrutins?q=SWIECIE')
  expect(await page.getByRole('link', { name: 'Budget participatif de Świecie, 2023' }).count()).toBe(1)
})

test('a search that finds nothing says so and gives the way back', async () => {
  const page = await visit('/scrutins?q=atlantide')
  await page.getByRole('link', { name: 'Voir tous les scrutins' }).click()
  expect(await page.getByRole('link', { name: 'Million vert de Wieliczka, 2023' }).count()).toBe(1)
})

test('without JavaScript everything is there: the list, the rule, the result, the figures of the chart', async () => {
  const page = await visit('/scrutins/wieliczka-2023/resultats', { javaScript: false })
  await page.getByText('Lire les chiffres dans un tableau').click()
  const table = page.getByRole('table', { name: 'Personnes qui ont choisi chaque projet' })
  expect(await table.getByRole('row').count()).toBe(65)
  await screenshot(page, 'resultats-sans-javascript')
})

test('with the keyboard alone, one goes from home to a result', async () => {
  const page = await visit('/')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toContain('Aller au contenu')
  // Home shows the last polls only: the list has them all.
  await tabTo(page, 'Tous les scrutins')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/scrutins')
  await tabTo(page, 'Million vert de Wieliczka, 2023')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/scrutins/wieliczka-2023')
  await tabTo(page, 'Voir le résultat')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/resultats')
})

test('the published ballots, the table and the computation can be downloaded', async () => {
  const page = await visit('/scrutins/swiecie-2023/resultats')
  for (const name of [/Les bulletins/, /Les projets et leur résultat/, /Le compte rendu complet/]) {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    expect((await download).suggestedFilename()).toMatch(/^swiecie-2023/)
  }
})

test('a page with its styles weighs little: 60 kB at most, 15 of them scripts', async () => {
  const page = await visit('/scrutins/wieliczka-2023/resultats')
  const weights = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((entry) => ({
      kind: /\.(\w+)$/.exec(new URL(entry.name).pathname)?.[1] ?? 'html',
      bytes: (entry as PerformanceResourceTiming).encodedBodySize,
    })),
  )
  const sum = (kinds: RegExp) =>
    weights.filter(({ kind }) => kinds.test(kind)).reduce((total, { bytes }) => total + bytes, 0)
  expect(sum(/html|css|js/)).toBeLessThan(60_000)
  expect(sum(/js/)).toBeLessThan(15_000)
  expect(sum(/woff2/)).toBeLessThan(60_000)
})

test('an address that does not exist helps, and breaks no rule either', async () => {
  const page = await visit('/scrutins/nulle-part')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('n’existe pas')
  await axe(page)
  await page.getByRole('link', { name: 'Revenir à l’accueil' }).click()
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
})

test.runIf(TAKES_PICTURES)('the pages are looked at', async () => {
  for (const [name, path] of [
    ['accueil', '/'],
    ['scrutins', '/scrutins'],
    ['scrutin', '/scrutins/wieliczka-2023'],
    ['resultats', '/scrutins/wieliczka-2023/resultats'],
    ['introuvable', '/nulle-part'],
  ] as const) {
    for (const [size, viewport] of [
      ['360', { width: 360, height: 780 }],
      ['1280', LAPTOP],
    ] as const) {
      await screenshot(await visit(path, { viewport, expectedErrors: /404/ }), `${name}-${size}`)
    }
  }
})

import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, TAKES_PICTURES, tabTo, visit } from './browser.ts'
import { openSealedPoll } from './sealed-polls.ts'

const TELEPHONE = { width: 360, height: 740 } as const

test('who comes from a poster sees in one screen what happens, what it is worth, and what to tap', async () => {
  await openSealedPoll('accueil')
  const page = await visit('/', { viewport: TELEPHONE, javaScript: false })
  await screenshot(page, 'accueil-vote-360')
  const now = page.getByRole('region', { name: /./ }).first()
  const act = now.getByRole('link')
  const place = await act.boundingBox()
  expect(place!.y + place!.height, 'the button is in the first screen').toBeLessThanOrEqual(TELEPHONE.height)
  expect(place!.height).toBeGreaterThanOrEqual(44)
  await act.click()
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(page.url()).not.toMatch(/\/$/)
})

test('on a telephone the menu opens without scripts, by touch and by keyboard', async () => {
  const page = await visit('/', { viewport: PHONE, javaScript: false })
  const menu = page.getByRole('navigation', { name: 'Navigation principale' })
  expect(await menu.isVisible()).toBe(false)
  await page.locator('summary', { hasText: 'Menu' }).focus()
  await page.keyboard.press('Enter')
  expect(await menu.isVisible()).toBe(true)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await menu.getByRole('link', { name: 'Scrutins' }).click()
  expect(page.url()).toMatch(/\/scrutins$/)
})

test('where there is room the menu is a bar of links, reached by keyboard after the two skips', async () => {
  const page = await visit('/')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Aller au contenu')
  await tabTo(page, 'Aller à la recherche')
  await tabTo(page, 'Scrutins')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/scrutins$/)
})

test('home has one search field, on a telephone and on a laptop, and a number to call that says it is fictitious', async () => {
  for (const viewport of [TELEPHONE, LAPTOP]) {
    const page = await visit('/', { viewport })
    const fields = await page.getByRole('searchbox').all()
    const seen = await Promise.all(fields.map((field) => field.isVisible()))
    expect(seen.filter(Boolean)).toHaveLength(1)
    expect(await page.getByRole('contentinfo').getByRole('link', { name: /^03/ }).isVisible()).toBe(true)
    expect(await page.getByRole('contentinfo').getByText('Numéro fictif').isVisible()).toBe(true)
  }
})

test('home reads in forced colours and at 400 % zoom', async () => {
  const page = await visit('/', { forcedColors: 'active', viewport: { width: 320, height: 256 } })
  await axe(page)
  await expectNoSidewaysScroll(page)
})

test('home weighs 60 kB at most without its letters and its map, and runs no script', async () => {
  const page = await visit('/')
  const weights = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((entry) => ({
      kind: /\.(\w+)$/.exec(new URL(entry.name).pathname)?.[1] ?? 'html',
      bytes: (entry as PerformanceResourceTiming).encodedBodySize,
    })),
  )
  const sum = (...kinds: readonly string[]) =>
    weights.filter(({ kind }) => kinds.includes(kind)).reduce((total, { bytes }) => total + bytes, 0)
  const map = await page.evaluate(() => document.querySelector('.home-map svg')?.outerHTML.length ?? 0)
  expect(sum('html', 'css', 'js', 'json') - map).toBeLessThan(60_000)
  expect(sum('js')).toBe(0)
})

test('the browser takes the rules of early fetching without a complaint', async () => {
  const page = await visit('/', { savesData: false })
  const answer = await page.request.get('/regles-de-prelecture.json')
  expect(answer.headers()['content-type']).toContain('application/speculationrules+json')
  expect((await page.request.get('/')).headers()['speculation-rules']).toBe('"/regles-de-prelecture.json"')
})

test.runIf(TAKES_PICTURES)('home is looked at', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [TELEPHONE, LAPTOP]) {
      await screenshot(await visit('/', { viewport, colorScheme }), `accueil-${colorScheme}-${viewport.width}`)
    }
  }
})

import { describe, expect, test } from 'vitest'
import { COLOURS } from './axe.ts'
import { axe, expectNoSidewaysScroll, focusedName, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'

const FAMILIES = [
  '/ui',
  '/ui/bases',
  '/ui/fil',
  '/ui/actions',
  '/ui/formulaires',
  '/ui/messages',
  '/ui/listes',
  '/ui/chiffres',
  '/ui/observatoire',
]
// 1280 × 1024 read at 400 % (WCAG 2.2, 1.4.10).
const ZOOMED = { width: 320, height: 256 }

describe.each(FAMILIES)('%s', (path) => {
  test('by day on a laptop, by night, at 400 % with the colours of the system, then on paper', async () => {
    const page = await visit(path, { viewport: LAPTOP })
    await axe(page)
    await expectNoSidewaysScroll(page)
    await screenshot(page, `catalogue${path.replaceAll('/', '-')}-1280`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await axe(page, COLOURS)
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
    await page.setViewportSize(ZOOMED)
    await expectNoSidewaysScroll(page)
    await axe(page)
    await page.emulateMedia({ media: 'print', forcedColors: 'none' })
    await page.setViewportSize(LAPTOP)
    expect(await page.getByRole('navigation', { name: 'Familles du catalogue' }).count()).toBe(0)
    await expectNoSidewaysScroll(page)
  })

  test('on a small phone, without JavaScript', async () => {
    const page = await visit(path, { viewport: PHONE, javaScript: false })
    await expectNoSidewaysScroll(page)
    await screenshot(page, `catalogue${path.replaceAll('/', '-')}-320`)
    await axe(page)
  })
})

test('the catalogue leads to each family and each component, and search engines are asked to pass by', async () => {
  const page = await visit('/ui')
  expect(await page.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex')
  await page.getByRole('main').getByRole('link', { name: 'Remplir' }).first().click()
  await page.getByRole('navigation', { name: 'Sur cette page' }).getByRole('link', { name: 'Dates' }).click()
  await page.waitForURL('**/ui/formulaires#dates')
  expect(await page.getByRole('heading', { level: 2, name: 'Dates' }).isVisible()).toBe(true)
})

test('a form is filled with the keyboard alone, without JavaScript', async () => {
  const page = await visit('/ui/formulaires', { javaScript: false })
  await tabTo(page, 'Prénom')
  await page.keyboard.type('Léa')
  await tabTo(page, 'Par e-mail')
  await page.keyboard.press('ArrowDown')
  expect(await focusedName(page)).toBe('Par lettre')
  await tabTo(page, 'Culture')
  await page.keyboard.press('Space')
  await tabTo(page, 'Recevoir la lettre')
  await page.keyboard.press('Space')
  for (const [box, digits] of [
    ['Jour', '7'],
    ['Mois', '3'],
    ['Année', '2012'],
  ] as const) {
    await tabTo(page, box)
    await page.keyboard.type(digits)
  }

  expect(await page.getByRole('textbox', { name: 'Prénom' }).first().inputValue()).toBe('Léa')
  expect(await page.getByRole('radio', { name: 'Par lettre' }).first().isChecked()).toBe(true)
  expect(await page.getByRole('checkbox', { name: 'Culture' }).isChecked()).toBe(true)
  expect(await page.getByRole('switch', { name: 'Recevoir la lettre' }).isChecked()).toBe(true)
  const birth = page.getByRole('group', { name: 'Votre date de naissance' })
  expect(await birth.getByRole('textbox', { name: 'Année' }).inputValue()).toBe('2012')
})

test('the summary of faults leads to the field at fault', async () => {
  const page = await visit('/ui/formulaires', { javaScript: false })
  await tabTo(page, 'Il manque la fin de l’adresse.')
  await page.keyboard.press('Enter')
  await page.waitForURL('**#champ-mel')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  expect(await focusedName(page)).toBe('Adresse e-mail')
})

test('a question stands over the page and goes away with Escape, without JavaScript', async () => {
  const page = await visit('/ui/actions', { javaScript: false })
  const dialog = page.getByRole('dialog', { name: 'Retirer votre demande ?' })
  expect(await dialog.isVisible()).toBe(false)
  await tabTo(page, 'Retirer ma demande')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'visible' })
  await tabTo(page, 'Oui, la retirer')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

test('a menu opens with the keyboard, without JavaScript', async () => {
  const page = await visit('/ui/actions', { javaScript: false })
  await page.getByText('Autres gestes', { exact: true }).first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await focusedName(page)).toBe('Imprimer la fiche')
})

test('every target is large enough for a thumb', async () => {
  const page = await visit('/ui/formulaires', { viewport: PHONE })
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('main :is(button, select, textarea, summary, .field-input, .option)')]
      .map((element) => ({ height: element.getBoundingClientRect().height, what: element.textContent || element.id }))
      .filter(({ height }) => height > 0 && height < 44)
      .map(({ what, height }) => `${what} : ${height}`),
  )
  expect(small).toEqual([])
})

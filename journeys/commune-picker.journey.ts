import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { COLOURS } from './axe.ts'
import { axe, expectNoSidewaysScroll, focusedName, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'

const SEARCH = 'Chercher une commune'
const OWN = /^Votre commune/

/** Writes in the field, waits for what is announced, and gives it. */
async function type(page: Page, field: string | RegExp, words: string): Promise<string> {
  const input = page.getByRole('combobox', { name: field })
  await input.fill('')
  // At once: what a shorter beginning found would be announced first.
  await input.fill(words)
  const told = page.locator('filigrane-commune').getByRole('status')
  await expect.poll(() => told.textContent()).not.toBe('')
  return (await told.textContent()) ?? ''
}

const proposed = (page: Page) => page.getByRole('listbox', { name: 'Communes proposées' }).getByRole('option')

test.each([
  ['berk', 'Berck'],
  ['st omer', 'Saint-Omer'],
  ['marconne', 'Hesdin-la-Forêt'],
  ['Bethunne', 'Béthune'],
  ['62041', 'Arras'],
  ['62200', 'Boulogne-sur-Mer'],
  ['62000 Arras', 'Arras'],
])('« %s » proposes %s first, and the first arrow then Enter leads there', async (words, name) => {
  const page = await visit('/territoire')
  expect(await type(page, SEARCH, words)).toMatch(/commune(s)? proposée/)
  await expect.poll(() => proposed(page).first().textContent()).toContain(name)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => proposed(page).first().getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
})

test('a name found by another says so: who lives in Marconne is not surprised to read Hesdin-la-Forêt', async () => {
  const page = await visit('/territoire')
  await type(page, SEARCH, 'marconne')
  await expect.poll(() => proposed(page).first().textContent()).toContain('appelée aussi Marconne')
})

test('who hears the page is told how many names there are, that there is none, and what was chosen', async () => {
  const page = await visit('/contact')
  const told = page.locator('filigrane-commune').getByRole('status')
  expect(await type(page, OWN, 'saint martin')).toBe('8 communes proposées. Flèche bas pour choisir.')
  expect(await type(page, OWN, 'atlantide')).toBe('Aucune commune ne porte ce nom ici.')
  expect(await proposed(page).count()).toBe(0)
  expect(await type(page, OWN, 'behtune')).toBe('1 commune proposée.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await told.textContent()).toMatch(/^Béthune, 62400, CA de Béthune/)
  expect(await page.getByRole('combobox', { name: OWN }).inputValue()).toBe('Béthune (62119)')
})

test('arrows go round, Escape closes and the arrow opens again, Tab leaves what was typed', async () => {
  const page = await visit('/contact')
  const field = page.getByRole('combobox', { name: OWN })
  await type(page, OWN, 'boulogne')
  const count = await proposed(page).count()
  expect(count).toBeGreaterThan(2)
  await page.keyboard.press('ArrowUp')
  expect(await proposed(page).last().getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('ArrowDown')
  expect(await proposed(page).first().getAttribute('aria-selected')).toBe('true')
  expect(await field.getAttribute('aria-activedescendant')).toBe(await proposed(page).first().getAttribute('id'))

  await page.keyboard.press('Escape')
  expect(await field.getAttribute('aria-expanded')).toBe('false')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => field.getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.press('Tab')
  await expect.poll(() => field.getAttribute('aria-expanded')).toBe('false')
  expect(await field.inputValue()).toBe('boulogne')
  expect(await focusedName(page)).toMatch(/^Votre adresse e-mail/)
})

test('with its list open the page breaks no rule of accessibility: by day, by night, on a phone, in forced colours', async () => {
  for (const [viewport, other] of [
    [LAPTOP, { colorScheme: 'dark' }],
    [PHONE, { forcedColors: 'active' }],
  ] as const) {
    const page = await visit('/territoire', { viewport })
    await type(page, SEARCH, 'saint')
    await page.keyboard.press('ArrowDown')
    await axe(page)
    await expectNoSidewaysScroll(page)
    await page.emulateMedia(other)
    await axe(page, COLOURS)
    await screenshot(page, `communes-proposees-${viewport.width}`)
  }
})

test('with a finger: the name touched is taken', async () => {
  const page = await visit('/contact', { viewport: PHONE })
  await type(page, OWN, 'lens')
  await proposed(page).first().click()
  expect(await page.getByRole('combobox', { name: OWN }).inputValue()).toBe('Lens (62498)')
  expect(await proposed(page).count()).toBe(0)
})

test('without JavaScript, by keyboard alone, on a phone: the form asks which commune and comes back filled', async () => {
  const page = await visit('/contact', { javaScript: false, viewport: PHONE })
  await page.getByLabel('De quoi s’agit-il ?').selectOption('question')
  await page.getByLabel('Votre message').fill('Bonjour de la côte')
  await page.getByLabel(OWN).fill('saint martin')
  await page.getByRole('button', { name: 'Envoyer mon message' }).click()

  const asked = page.getByRole('group', { name: 'Est-ce l’une de ces communes ?' })
  expect(await page.getByRole('alert').textContent()).toContain('Choisissez votre commune dans la liste')
  expect(await asked.getByRole('radio').count()).toBe(8)
  expect(await page.getByLabel('Votre message').inputValue()).toBe('Bonjour de la côte')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'laquelle')
  await asked.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'Envoyer mon message')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/contact/recu/**')
})

test('without JavaScript, a name from elsewhere is told to be left out, and the message then goes', async () => {
  const page = await visit('/contact', { javaScript: false })
  await page.getByLabel('De quoi s’agit-il ?').selectOption('question')
  await page.getByLabel('Votre message').fill('Bonjour de loin')
  await page.getByLabel(OWN).fill('Marseille-sur-Lune')
  await page.getByRole('button', { name: 'Envoyer mon message' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('laissez vide si vous habitez ailleurs')
  await page.getByLabel(OWN).fill('')
  await page.getByRole('button', { name: 'Envoyer mon message' }).click()
  await page.waitForURL('**/contact/recu/**')
})

test('without network the field stays a line of text, and says nothing false', async () => {
  const page = await visit('/contact', { expectedErrors: /api\/v1\/communes/ })
  await page.route('**/api/v1/communes*', (route) => route.abort())
  const failed = page.waitForEvent('requestfailed')
  await page.getByRole('combobox', { name: OWN }).pressSequentially('ar')
  await failed
  expect(await proposed(page).count()).toBe(0)
  expect(await page.locator('filigrane-commune').getByRole('status').textContent()).toBe('')
})

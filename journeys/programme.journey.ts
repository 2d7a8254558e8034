import { expect, test } from 'vitest'
import { A_DOCUMENT, axe, expectNoSidewaysScroll, go, PHONE, tabTo, visit } from './browser.ts'

const AMBITION = /^Ambition.13/
const LINE = /subventions aux lauréats/

test('from the policy to one payment in three steps, and back up to ambition 13, on a phone without JavaScript', async () => {
  const page = await visit('/politique', { javaScript: false, viewport: PHONE })
  const read = async (title: RegExp) => {
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await expectNoSidewaysScroll(page)
    await axe(page)
  }
  await read(/Ce que fait le territoire/)
  expect(await page.getByText('Pacte des solidarités territoriales').count()).toBeGreaterThan(0)
  await page.getByRole('listitem').getByRole('link', { name: 'Le Budget citoyen', exact: true }).first().click()
  await read(/^Le Budget citoyen$/)
  await page.getByRole('navigation', { name: 'De l’ambition au paiement' }).getByRole('link', { name: LINE }).click()
  await read(LINE)
  await page.locator('a[href^="/budget/paiements/"]').first().click()
  await read(/€ à /)

  await page.getByRole('link', { name: LINE }).last().click()
  await read(LINE)
  await page.getByRole('link', { name: 'Le Budget citoyen', exact: true }).click()
  await read(/^Le Budget citoyen$/)
  await page.getByRole('link', { name: AMBITION }).click()
  await page.waitForURL(/\/politique#/)
  expect(await page.locator(':target').textContent()).toMatch(AMBITION)
})

test('the same way by keyboard, and from the payment straight up to the ambition', async () => {
  const page = await visit('/politique')
  await tabTo(page, 'Le Budget citoyen')
  await go(page)
  await tabTo(page, LINE)
  await go(page)
  await tabTo(page, /exemple/)
  await go(page)
  await page.waitForURL(/\/budget\/paiements\//)
  await tabTo(page, /Promouvoir les pratiques/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/politique#promouvoir/)
})

test('the year is read orientation by orientation, and taken on paper; what was done leads back to its orientation', async () => {
  const page = await visit('/politique/bilan', { viewport: PHONE })
  await page
    .getByRole('main')
    .getByRole('link', { name: /^\d{4}$/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /^Bilan/ }).waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  const address = await page.getByRole('link', { name: /PDF/ }).getAttribute('href')
  const paper = await page.request.get(address!, A_DOCUMENT)
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])

  await page.locator('a[href^="/decisions/"]').last().click()
  await page.getByRole('link', { name: 'Soutenir et accompagner les structures' }).click()
  await page.waitForURL(/\/politique#soutenir/)
})

test('a version is read as it was published', async () => {
  const page = await visit('/politique/versions')
  await axe(page)
  await page.getByRole('link', { name: /^Version.1/ }).click()
  await page.getByText('Elle ne change plus.').waitFor()
  expect(await page.getByText('CGCT, article L3211-1', { exact: false }).count()).toBeGreaterThan(3)
  await axe(page)
})

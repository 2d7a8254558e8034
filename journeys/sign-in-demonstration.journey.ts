import { expect, test } from 'vitest'
import { DESK_ROLES, ROLE_NAMES, type Role } from '#platform/sessions'
import people from '../data/demonstration/people.json' with { type: 'json' }
import { axe, expectNoSidewaysScroll, PHONE, tabTo, visit } from './browser.ts'

/** A substitute confirms acts by a code, and has nothing else to open. */
const isShown = (role: string): role is Role => role in ROLE_NAMES

test('each person of the demonstration has a button, which opens what their roles open and nothing else', async () => {
  const page = await visit('/connexion', { javaScript: false, expectedErrors: /status of 403/ })
  const shown = await page.locator('.actors').getByRole('button').allTextContents()
  expect(shown.toSorted()).toEqual(people.people.map(({ displayName }) => displayName).toSorted())

  for (const { displayName, roles } of people.people) {
    await page.context().clearCookies()
    await page.goto('/connexion')
    const row = page.locator('li', { has: page.getByRole('button', { name: displayName, exact: true }) })
    const held = (await row.locator('.actor-roles').textContent()) ?? ''
    for (const role of (roles as readonly string[]).filter(isShown))
      expect(held, displayName).toContain(ROLE_NAMES[role])
    await page.getByRole('button', { name: displayName, exact: true }).click()
    await page.waitForURL(/\/mon-espace$/)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Bonjour ${displayName}`)
    const desk = await page.goto('/agents')
    const works = DESK_ROLES.some((role) => held.includes(ROLE_NAMES[role]))
    expect([displayName, desk?.status()]).toEqual([displayName, works ? 200 : 403])
  }
})

test('a button of the demonstration is reached and pressed by keyboard, on a phone', async () => {
  const page = await visit('/connexion?suite=%2Fmon-espace%2Faide', { viewport: PHONE })
  await tabTo(page, 'Dominique Exemple-Carte')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/mon-espace/aide')
  await axe(page)
  await expectNoSidewaysScroll(page)
})

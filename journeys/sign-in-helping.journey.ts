import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, tabTo, visit } from './browser.ts'
import { joinAs, newAddress, signInAs } from './people.ts'

const AGENT = 'Chargée du budget citoyen (exemple)'

const banner = (page: Page) => page.getByRole('region', { name: 'Au nom de quelqu’un' })

/** Follows the links of the space, one level, and says which pages have no banner for this person. */
async function pagesWithoutBanner(page: Page, name: string): Promise<readonly string[]> {
  await page.goto('/mon-espace')
  const links = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((found) => found.map((link) => (link as unknown as { readonly pathname: string }).pathname))
  const paths = [...new Set(['/mon-espace', ...links])].filter((path) => path.startsWith('/mon-espace'))
  expect(paths.length).toBeGreaterThan(2)
  const silent: string[] = []
  for (const path of paths) {
    await page.goto(path)
    const said = (await banner(page).count()) === 1 && (await banner(page).textContent())?.includes(name)
    if (!said) silent.push(path)
  }
  return silent
}

test('an agent acts for somebody by keyboard, under a banner everywhere, until it is ended', async () => {
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(page, AGENT, '/agents/pour')
  await tabTo(page, /Comment veut-elle qu’on l’appelle/)
  await page.keyboard.type('Jeanne Guichet')
  await go(page)
  await tabTo(page, /La personne est au téléphone|La personne est avec moi/)
  await page.keyboard.press('Space')
  await tabTo(page, 'Agir pour Jeanne Guichet')
  await go(page)
  await page.waitForURL(/\/mon-espace$/)
  expect(await pagesWithoutBanner(page, 'Jeanne Guichet')).toEqual([])
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.goto('/agents')
  expect(await banner(page).textContent()).toContain('Jeanne Guichet')
  await tabTo(page, 'Terminer')
  await go(page)
  await page.waitForURL(/\/mon-espace$/)
  expect(await banner(page).count()).toBe(0)
})

test('an aidant acts under a banner everywhere; when the person stops it, nothing more can be done for them', async () => {
  const [giverAddress, aidantAddress] = [newAddress('aidee'), newAddress('aidante')]
  const giver = await visit('/')
  await joinAs(giver, giverAddress, 'Rose Aidée')
  await giver.goto('/mon-espace/aide')
  await giver.getByLabel('L’adresse e-mail de la personne').fill(aidantAddress)
  await giver.locator('label', { hasText: 'Un mois' }).click()
  await giver.getByRole('button', { name: 'Demander à cette personne' }).click()
  await giver.getByText('n’a pas encore répondu').waitFor()

  const aidant = await visit('/')
  await joinAs(aidant, aidantAddress, 'Lise Aidante')
  await aidant.goto('/mon-espace/aide')
  await tabTo(aidant, 'Accepter d’aider Rose Aidée')
  await go(aidant)
  await tabTo(aidant, 'Agir pour Rose Aidée')
  await go(aidant)
  await aidant.waitForURL(/\/mon-espace$/)
  expect(await pagesWithoutBanner(aidant, 'Rose Aidée')).toEqual([])

  await giver.reload()
  expect(await giver.getByText('Lise Aidante a agi pour vous, comme aidant').count()).toBe(1)
  await giver.getByRole('button', { name: /^Arrêter/ }).click()
  await giver.getByRole('button', { name: /^Arrêter/ }).waitFor({ state: 'detached' })
  await aidant.goto('/mon-espace')
  expect(new URL(aidant.url()).pathname, 'the session ended with the right').toBe('/connexion')
  await axe(aidant)
})

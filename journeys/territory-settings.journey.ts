import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, tabTo, type Visitor, visit } from './browser.ts'
import { signInAs } from './people.ts'

const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'
const AGENT = 'Responsable de la mission (exemple)'
const PATH = '/agents/territoire'
const SAVED = /\/agents\/territoire\?enregistre=\d+$/

async function open(name: string, visitor: Visitor = {}): Promise<Page> {
  const page = await visit('/', visitor)
  await signInAs(page, name, PATH)
  return page
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer les réglages' }).click()
  await page.waitForURL(SAVED)
}

// Other stories find the site as it was, whatever happened to this one.
let putBack: (() => Promise<void>) | undefined
afterEach(async () => {
  await putBack?.()
  putBack = undefined
})

/** Remembers how the settings stand, to be written again when the story ends. */
async function rememberSettings(): Promise<void> {
  const page = await open(AGENT, { javaScript: false })
  const telephone = await page.getByLabel('Téléphone').inputValue()
  const hours = await page.getByLabel('Quand quelqu’un répond').inputValue()
  putBack = async () => {
    await page.goto(PATH)
    await page.getByLabel('Téléphone').fill(telephone)
    await page.getByLabel('Quand quelqu’un répond').fill(hours)
    await save(page)
  }
}

test('an agent changes the telephone by keyboard alone, without a script, and residents read the new one', async () => {
  await rememberSettings()
  const agent = await open(AGENT, { javaScript: false, viewport: PHONE })
  await expectNoSidewaysScroll(agent)
  await axe(agent)
  await tabTo(agent, /^Téléphone/)
  await agent.keyboard.press('ControlOrMeta+a')
  await agent.keyboard.type('03 21 99 99 90')
  await tabTo(agent, 'Enregistrer les réglages')
  await agent.keyboard.press('Enter')
  await agent.waitForURL(SAVED)

  const resident = await visit('/contact')
  const footer = resident.getByRole('contentinfo')
  await expect
    .poll(async () => {
      await resident.reload()
      return footer.textContent()
    })
    .toContain('03 21 99 99 90')
})

test('a pale accent is refused with its ratio and the nearest colour that can be read; nothing is written', async () => {
  const page = await open(ADMINISTRATOR)
  const written = await page.getByLabel('De jour : ce qui agit').inputValue()
  await page.getByText('Les nôtres, écrites ci-dessous').click()
  await page.getByLabel('De jour : ce qui agit').fill('#9fd6d2')
  await page.getByRole('button', { name: 'Enregistrer les réglages' }).click()
  const told = page.getByRole('alert')
  await told.waitFor()
  expect(await told.textContent()).toMatch(/\d,\d/)
  expect(await told.textContent()).toMatch(/#[0-9a-f]{6}/)
  expect(await page.getByLabel('De jour : ce qui agit').inputValue()).toBe('#9fd6d2')
  await axe(page)
  await screenshot(page, 'couleur-refusee')

  await page.goto(PATH)
  expect(await page.getByLabel('De jour : ce qui agit').inputValue()).toBe(written)
})

test('of two agents who change the same setting, the second sees both texts and chooses', async () => {
  await rememberSettings()
  const [first, second] = [await open(ADMINISTRATOR), await open(AGENT)]
  await first.getByLabel('Quand quelqu’un répond').fill('le matin')
  await save(first)
  await second.getByLabel('Quand quelqu’un répond').fill('le soir')
  await second.getByRole('button', { name: 'Enregistrer les réglages' }).click()

  const asked = second.getByRole('group', { name: 'Quand quelqu’un répond' })
  await asked.waitFor()
  expect(await asked.textContent()).toContain('le matin')
  expect(await asked.textContent()).toContain('le soir')
  await axe(second)
  await screenshot(second, 'deux-textes')
  await asked.getByText(/^Le texte enregistré/).click()
  await second.getByRole('button', { name: 'Garder mes choix' }).click()
  await second.waitForURL(SAVED)
  expect(await second.getByLabel('Quand quelqu’un répond').inputValue()).toBe('le matin')
})

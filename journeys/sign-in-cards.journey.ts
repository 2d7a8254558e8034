import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { signInAs } from './people.ts'
import { place } from './place.ts'

const AGENT = 'Chargée du budget citoyen (exemple)'

type Card = { readonly number: string; readonly code: string }

/** A card just made at the desk, for somebody nobody else plays. */
async function newCard(name: string): Promise<Card> {
  const page = await visit('/', { javaScript: false })
  await signInAs(page, AGENT, '/agents/cartes')
  await page.getByLabel('Comment veut-elle qu’on l’appelle').fill(name)
  await page.getByRole('button', { name: 'Inscrire cette personne' }).click()
  await page.getByRole('button', { name: `Faire la carte de ${name}` }).click()
  const [number = '', code = ''] = await page.locator('.printed-card dd').allTextContents()
  await page.close()
  return { number, code }
}

async function typeCard(page: Page, { number, code }: Card): Promise<void> {
  await page.getByLabel('Numéro de la carte').fill(number)
  await page.getByLabel('Code de la carte').fill(code)
  await page.getByRole('button', { name: 'Entrer', exact: true }).click()
}

const LAST_GUESSED = `(SELECT subject_hash FROM sign_in_trace WHERE kind = 'card-failed' ORDER BY happened_at DESC LIMIT 1)`

/** The wrong codes of the card tried last are that much older: minus a minute, a minute younger. */
function age(interval: string): Promise<unknown> {
  const query = `UPDATE sign_in_trace SET happened_at = happened_at - $1::interval
                  WHERE kind = 'card-failed' AND subject_hash = ${LAST_GUESSED}`
  return inDatabase(place().data, query, [interval])
}

/** As if somebody had tried that many more. */
function failMore(count: number): Promise<unknown> {
  const query = `INSERT INTO sign_in_trace (kind, subject_hash, happened_at)
                 SELECT 'card-failed', ${LAST_GUESSED}, now() FROM generate_series(1, $1)`
  return inDatabase(place().data, query, [count])
}

const problem = (page: Page) => page.getByRole('alert').textContent()

test('a card is typed by keyboard alone, on a phone, without scripts', async () => {
  const { number, code } = await newCard('Marthe Clavier')
  const page = await visit('/connexion', { viewport: PHONE, javaScript: false })
  await tabTo(page, 'Entrer avec ma carte')
  await go(page)
  await tabTo(page, /Numéro de la carte/)
  await page.keyboard.type(number)
  await tabTo(page, /Code de la carte/)
  await page.keyboard.type(code.toLowerCase())
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/mon-espace$/)
  expect(await page.content()).toContain('Marthe Clavier')
})

test.runIf(place().data !== '')(
  'whoever guesses waits longer each time; the owner of the card still gets in',
  async () => {
    const card = await newCard('Marthe Devinée')
    const page = await visit('/connexion/carte', {
      viewport: PHONE,
      expectedErrors: /status of (422|429)/,
    })
    const wrong = { ...card, code: 'ABCD EFGH JKMN' }
    for (let tries = 0; tries < 3; tries++) {
      await typeCard(page, wrong)
      await page.locator('#champ-code-erreur').waitFor()
      expect(await page.locator('#champ-code-erreur').textContent()).toContain('ne vont pas ensemble')
      await page.goto('/connexion/carte')
    }

    // Even the right code waits: an answer would tell whoever guesses that it is right.
    await age('-1 minute')
    await typeCard(page, card)
    expect(await problem(page)).toMatch(/Attendez \d+\ssecondes, puis recommencez\s: votre carte marche toujours/)
    await axe(page)
    await expectNoSidewaysScroll(page)
    await screenshot(page, 'connexion-carte-attente-320')

    await age('20 minutes')
    await typeCard(page, wrong)
    expect(await problem(page)).toContain('ne vont pas ensemble')
    await failMore(5)
    await typeCard(page, card)
    expect(await problem(page)).toMatch(/Attendez \d+\sminutes/)
    await age('20 minutes')
    await typeCard(page, card)
    await page.waitForURL(/\/mon-espace$/)
  },
)

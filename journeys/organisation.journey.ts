import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, visit } from './browser.ts'
import { joinAs, newAddress, signInAs } from './people.ts'

const AGENT = 'Responsable de la mission (exemple)'

test.each([
  { javaScript: true, word: 'coop' },
  { javaScript: false, word: 'asso' },
])('an organisation asks for its page, is let in, writes, is read (JavaScript: $javaScript)', async (told) => {
  const person = await visit('/annuaire', { javaScript: told.javaScript, viewport: PHONE })
  const names = person.locator('.directory-name a')
  const page = (await names.nth(told.javaScript ? 0 : 1).getAttribute('href')) ?? ''
  await joinAs(person, newAddress(told.word), 'Tenante Exemple')
  await person.goto(`${page}/revendiquer`)
  await axe(person)
  await expectNoSidewaysScroll(person)
  await person.getByLabel('Ce que vous faites dans la structure').fill('présidente')
  await person.getByRole('button', { name: 'Demander à tenir la page' }).click()
  await person.getByRole('alert').waitFor()
  await axe(person)
  await person.getByText('Je préfère qu’un agent me réponde', { exact: true }).click()
  await person.getByLabel('Un mot pour l’agent').fill('Appelez la mairie.')
  await person.getByRole('button', { name: 'Demander à tenir la page' }).click()
  await person.getByText('Un agent va la lire').waitFor()

  const agent = await visit('/', { javaScript: told.javaScript })
  await signInAs(agent, AGENT, '/agents/annuaire/demandes')
  await axe(agent)
  await agent.locator('main tbody a').last().click()
  await agent.getByText('Accepter', { exact: true }).click()
  await axe(agent)
  await agent.getByRole('button', { name: 'Répondre' }).click()
  await agent.waitForURL('**/agents/annuaire/demandes')

  await person.goto(`${page}/notre-page`)
  await axe(person)
  await expectNoSidewaysScroll(person)
  await person.getByLabel('Qui vous êtes et ce que vous faites').fill(`Nous réparons (${told.word}).`)
  await screenshot(person, `notre-page-${told.word}`)
  await person.getByRole('button', { name: 'Envoyer pour relecture' }).click()
  await person.getByText('Votre texte est envoyé').waitFor()

  await agent.goto('/agents/annuaire/relecture')
  await agent.locator('tbody a').last().click()
  await agent.getByText(`Nous réparons (${told.word}).`).waitFor()
  await axe(agent)
  await agent.getByText('Oui, le montrer', { exact: true }).click()
  await agent.getByRole('button', { name: 'Répondre' }).click()
  await agent.waitForURL('**/agents/annuaire/relecture')

  await agent.goto(page.replace('/annuaire/', '/agents/annuaire/'))
  await agent.getByText(`Nous réparons (${told.word}).`).waitFor()
  await axe(agent)
  await screenshot(agent, `fiche-organisation-${told.word}`)
})

test('an error is reported without an account, by whoever reads the page', async () => {
  const page = await visit('/annuaire', { javaScript: false, viewport: PHONE })
  const href = (await page.locator('.directory-name a').first().getAttribute('href')) ?? ''
  await page.goto(`${href}/signaler`)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.getByText('Une information est fausse', { exact: true }).click()
  await page.getByLabel('Ce qui ne va pas, et ce qui serait juste').fill('Le nom a changé.')
  await page.getByRole('button', { name: 'Envoyer mon signalement' }).click()
  await page.getByRole('heading', { name: 'Nous avons reçu votre signalement.' }).waitFor()
  await axe(page)
  expect(await page.textContent('body')).not.toContain('Le nom a changé.')
})

test('a canton is on one page, to print', async () => {
  const page = await visit('/')
  await signInAs(page, AGENT, '/agents/territoires')
  await axe(page)
  await page.locator('main a[href*="/agents/territoires/canton-"]').first().click()
  await page.getByRole('heading', { name: 'Les structures de l’ESS' }).waitFor()
  await axe(page)
  await screenshot(page, 'fiche-canton')
})

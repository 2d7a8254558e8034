import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, tabTo, visit } from './browser.ts'
import { signInAs } from './people.ts'

const HEAD = 'Responsable de la mission (exemple)'

test('a resident reads what was decided, for whom and since when, on a phone without JavaScript', async () => {
  const page = await visit('/decisions', { javaScript: false, viewport: PHONE })
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: /lauréates du budget citoyen/ }).click()
  expect(await page.getByText(/décidé par délibération n°.DEMO-101/).count()).toBe(1)
  expect(await page.getByText('Une autre collectivité finance le reste.').count()).toBe(1)
  await axe(page)
  await expectNoSidewaysScroll(page)
})

test('with the keyboard alone, one opens a decision from the list', async () => {
  const page = await visit('/decisions')
  await tabTo(page, /lauréates du budget citoyen/)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/decisions/2*')
})

test('an agent prepares a report without a script: meeting, beneficiary, visa, and who must leave the room', async () => {
  const page = await visit('/', { javaScript: false })
  await signInAs(page, HEAD, '/agents/seances')
  await page.getByRole('button', { name: 'Noter cette séance' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Choisissez qui se réunit')
  await axe(page)
  await page.getByRole('table', { name: 'Séances à venir' }).getByRole('link').first().click()
  expect(await page.getByText(/n’a pas pris part au débat ni au vote et a quitté la salle/).count()).toBe(1)
  await axe(page)
  await page.getByRole('link', { name: 'Inscrire un rapport' }).click()
  await page.getByLabel('Objet').fill('Un rapport du parcours (exemple)')
  await page.getByLabel('Base légale').fill('CGCT, article L3211-1')
  await page.getByLabel('Ce qui est payé').selectOption('non-economic')
  await page.getByRole('button', { name: 'Inscrire ce rapport' }).click()
  await page.getByLabel('SIRET ou RNA').fill('999 000 006 00018')
  await page.getByLabel('Nom de l’organisation').fill('Ressourcerie du Parcours (exemple)')
  await page.getByLabel('Pour quoi', { exact: true }).fill('Un atelier')
  await page.getByLabel('Montant proposé').fill('1 250,50')
  await page.getByRole('button', { name: 'Ajouter cette ligne' }).click()
  expect(await page.getByRole('rowheader', { name: /Ressourcerie du Parcours/ }).count()).toBe(1)
  await page.getByRole('link', { name: 'Collez la liste d’un tableur' }).click()
  await page
    .getByLabel('Les lignes, copiées du tableur')
    .fill('99900000500010;Recyclerie du Parcours (exemple);Des outils;380\n12;;;')
  await page.getByRole('button', { name: 'Vérifier la liste' }).click()
  await page.getByRole('table', { name: 'Lignes à corriger' }).waitFor()
  await axe(page)
  await page
    .getByLabel('Les lignes, copiées du tableur')
    .fill('99900000500010;Recyclerie du Parcours (exemple);Des outils;380')
  await page.getByRole('button', { name: 'Vérifier la liste' }).click()
  await page.getByRole('button', { name: 'Ajouter cette ligne' }).click()
  await page.getByRole('rowheader', { name: /Recyclerie du Parcours/ }).waitFor()
  await page.getByRole('link', { name: 'Corriger ce rapport' }).click()
  await axe(page)
  await page.getByLabel('Objet').fill('Un rapport du parcours, corrigé (exemple)')
  await page.getByRole('button', { name: 'Enregistrer la correction' }).click()
  await page.getByRole('heading', { level: 1, name: /corrigé/ }).waitFor()
  await page.getByRole('button', { name: 'Donner ce visa' }).click()
  expect(await page.getByRole('list', { name: 'Le circuit des visas' }).getByText(HEAD).count()).toBeGreaterThan(0)
  await axe(page)
})

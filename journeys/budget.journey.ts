import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { signInAs } from './people.ts'

const FINANCE = 'Chargé des financements (exemple)'
const INSTRUCTOR = 'Responsable de la mission (exemple)'
const DESK = '/agents/budget'
const TODAY = new Date().toISOString().slice(0, 10)

test('a new agent opens a year, writes a line and proposes its credits, which nothing opens before the vote', async () => {
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(page, FINANCE, `${DESK}/annees`)
  await checked(page)
  const year = await page.getByLabel('Année', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Ouvrir cette année' }).click()
  await page.getByRole('heading', { level: 1, name: `Budget ${year}` }).waitFor()
  await checked(page)

  await page.getByRole('link', { name: 'Ajouter une ligne' }).click()
  await page.getByRole('button', { name: 'Ajouter cette ligne' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Écrivez quelques mots')
  await page.getByLabel('Nom de la ligne').fill('Aides du parcours (exemple)')
  await page.getByLabel('Chapitre').selectOption('65')
  await page.getByLabel('Article, par nature').selectOption('65742')
  await page.getByLabel('Fonction', { exact: true }).selectOption('61')
  await checked(page)
  await page.getByRole('button', { name: 'Ajouter cette ligne' }).click()

  await page.getByRole('link', { name: 'Proposer des crédits' }).click()
  await checked(page)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByLabel('Titre').fill('Budget du parcours (exemple)')
  await page.getByLabel(/Aides du parcours/).fill('1 000')
  await checked(page)
  await page.getByRole('button', { name: 'Proposer', exact: true }).click()
  await page.getByText('Les crédits s’ouvrent ici une fois la décision transmise et publiée.').waitFor()
  expect(await page.getByRole('button', { name: 'Ouvrir ces crédits' }).count(), 'proposed is not decided').toBe(0)
  await checked(page)
  await screenshot(page, 'budget-etape-320')
})

test('with two accounts, an expense is asked for, engaged, liquidated and paid', async () => {
  const ana = await visit('/', { javaScript: false })
  await signInAs(ana, INSTRUCTOR, `${DESK}/demander`)
  const line = ana.getByLabel('Ligne').locator('option', { hasText: 'Comptoirs à initiatives' })
  await ana.getByLabel('Ligne').selectOption((await line.first().getAttribute('value')) ?? '')
  await ana.getByText('Un achat', { exact: true }).click()
  await ana.getByLabel('Pour quoi').fill('Salle du parcours (exemple)')
  await ana.getByLabel('Montant', { exact: true }).fill('120')
  await ana.getByText(/^Une personne/).click()
  await ana.getByLabel('Nom', { exact: true }).fill('Dominique Exemple')
  await axe(ana)
  await ana.getByRole('button', { name: 'Envoyer la demande' }).click()
  await ana.getByText('Les finances vérifient la demande.').waitFor()
  const expense = new URL(ana.url()).pathname

  const cleo = await visit('/')
  await signInAs(cleo, FINANCE, expense)
  await tabTo(cleo, 'Engager ces crédits')
  await go(cleo)
  await cleo.getByLabel('Numéro ou référence').fill('Bon du parcours')
  await cleo.getByRole('button', { name: 'Noter l’engagement juridique' }).click()
  await cleo.getByRole('heading', { name: 'Préparer une liquidation' }).waitFor()
  await axe(cleo)

  await ana.goto(expense)
  await ana.getByLabel('Facture ou demande de paiement').fill('Facture du parcours')
  await ana.getByLabel('Montant à payer').fill('120')
  await ana.getByRole('button', { name: 'Préparer la liquidation' }).click()
  await ana.getByText('les finances s’en occupent', { exact: false }).waitFor()
  expect(await ana.getByRole('button', { name: 'Signer la liquidation' }).count(), 'another signs').toBe(0)

  await cleo.goto(expense)
  await cleo.getByRole('button', { name: 'Signer la liquidation' }).click()
  expect(await cleo.getByRole('alert').first().textContent(), 'nothing was seen').toContain('Il manque')
  await cleo.locator('label:visible', { hasText: 'Service fait' }).click()
  await cleo.getByRole('button', { name: 'Signer la liquidation' }).click()
  await cleo.getByRole('button', { name: 'Émettre le mandat' }).click()
  await cleo.getByLabel('Jour', { exact: true }).fill(TODAY)
  await cleo.getByRole('button', { name: 'Noter le paiement' }).click()
  await cleo.getByText('Tout est payé.').waitFor()
  await checked(cleo)
  await screenshot(cleo, 'budget-depense-payee')
})

async function checked(page: Page): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
}

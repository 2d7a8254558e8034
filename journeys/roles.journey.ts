import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, tabTo, type Visitor, visit } from './browser.ts'
import { signInAs } from './people.ts'

const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'
const SECOND = 'Responsable de la mission (exemple)'
const RESIDENT = 'Camille Exemple'

async function visitAs(name: string, path: string, visitor: Visitor = {}): Promise<Page> {
  // A picture taken while one page turns into another shows both.
  const page = await visit('/', visitor)
  await signInAs(page, name, path)
  return page
}

test('a role is asked for by one person, confirmed by another, and taken back, without a script', async () => {
  const page = await visitAs(ADMINISTRATOR, '/agents/personnes', { javaScript: false })
  await page.getByLabel('Nom, adresse e-mail ou numéro de carte').fill(RESIDENT)
  await page.getByRole('region', { name: 'Chercher une personne' }).getByRole('button', { name: 'Chercher' }).click()
  await page.getByRole('link', { name: RESIDENT }).first().click()
  const person = page.url()
  expect(new URL(person).pathname).toMatch(/^\/agents\/personnes\/[0-9a-f-]{36}$/)

  await page.getByLabel('Rôle', { exact: true }).selectOption('agent')
  await page.getByRole('button', { name: 'Donner ce rôle' }).click()
  const summary = page.getByRole('alert')
  expect(await summary.textContent()).toContain('Dites en quelques mots pourquoi')
  await axe(page)
  await page.getByLabel('Pourquoi').fill('Renfort pour le vote de septembre')
  await page.getByRole('button', { name: 'Donner ce rôle' }).click()
  expect(await page.getByText('Une deuxième personne doit la confirmer').count()).toBe(1)
  await page.getByRole('link', { name: 'Agent ou agente', exact: true }).click()
  expect(await page.getByText('Une autre personne doit confirmer.').count()).toBe(1)
  const request = new URL(page.url()).pathname

  const other = await visitAs(SECOND, request)
  await tabTo(other, 'Confirmer ce rôle')
  await other.keyboard.press('Enter')
  await other.getByText('C’est confirmé : le rôle prend effet.').waitFor()

  await page.goto(request)
  await page.getByLabel('Pourquoi').fill('Fin du renfort')
  await page.getByRole('button', { name: 'Retirer ce rôle' }).click()
  expect(await page.getByText('le rôle cesse dès maintenant').count()).toBe(1)
  await axe(page)
})

test('a delegation and an absence are noted, and the journal tells them', async () => {
  const page = await visitAs(ADMINISTRATOR, '/agents/delegations')
  await page.getByLabel('À qui').selectOption({ index: 1 })
  await page.getByLabel('Rôle', { exact: true }).selectOption('administrator')
  await page.getByLabel('Pourquoi').fill('Congés')
  await page.getByRole('button', { name: 'Déléguer ce rôle' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Une délégation a un dernier jour')

  await page.goto('/agents/absences')
  const year = new Date().getFullYear() + 1
  await page.getByLabel('Premier jour').fill(`${year}-08-03`)
  await page.getByLabel('Dernier jour').fill(`${year}-08-21`)
  await page.getByRole('button', { name: 'Noter cette absence' }).click()
  await page.getByText('L’absence est notée.').waitFor()
  await page.goto(`/agents/absences?annee=${year}`)
  expect(await page.getByRole('heading', { name: 'Août' }).count()).toBe(1)

  await page.goto('/agents/journal')
  await page.getByRole('table').getByText('a noté une absence').first().waitFor()
  await page.getByText('Filtrer', { exact: true }).click()
  await page.getByLabel('Acte', { exact: true }).selectOption('accounts.absence-declared')
  await page.getByRole('button', { name: 'Appliquer les filtres' }).click()
  await page.waitForURL('**acte=accounts.absence-declared**')
  expect(await page.getByRole('link', { name: /Tout voir/ }).count()).toBe(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Prendre ces/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('journal-des-actes.csv')
})

import type { Page } from 'playwright-core'

/**
 * Signs a visitor in as one of the invented people of the demonstration (`data/demonstration/people.json`), by the button
 * that bears their name, and waits for the page they asked for.
 *
 * @param name  as « Camille Exemple »
 * @param path  where they go then
 */
export async function signInAs(page: Page, name: string, path = '/mon-espace'): Promise<void> {
  await page.goto(`/connexion?suite=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForURL((url) => url.pathname + url.search === path)
}

/**
 * Opens an account nobody else uses, by a code read in the mailbox of the demonstration, and goes to its space. Such an
 * account can be renamed or erased without harm to other stories.
 *
 * @param address  invented, as « nouvelle@habitants.example »
 */
export async function joinAs(page: Page, address: string, name = 'Nouvelle Exemple'): Promise<void> {
  await page.goto('/connexion')
  await page.getByLabel('Votre adresse e-mail').fill(address)
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await page.waitForURL('**/connexion/**')
  const asked = page.url()
  await page.goto('/demonstration/courriels')
  await page.getByLabel('Adresse, ou le début').fill(address)
  await page.getByRole('button', { name: 'Chercher', exact: true }).click()
  await page.getByRole('heading', { name: address }).waitFor()
  const code = (await page.locator('.mail-code').first().textContent()) ?? ''
  await page.goto(asked)
  await page.locator('input[name="code"]').fill(code)
  await page.locator('input[name="code"]').press('Enter')
  await page.getByLabel('Comment voulez-vous qu’on vous appelle ?').fill(name)
  await page.getByRole('button', { name: 'Créer mon compte' }).click()
  await page.waitForURL('**/mon-espace')
}

/** An address nobody used yet, also when the journeys are run again on the same data. */
export function newAddress(word: string): string {
  drawn += 1
  return `${word}-${Date.now().toString(36)}${drawn}@habitants.example`
}

let drawn = 0

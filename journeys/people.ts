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

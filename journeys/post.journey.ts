import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, visit } from './browser.ts'
import { signInAs } from './people.ts'

const AGENT = 'Responsable de la mission (exemple)'

test('an agent rewords a mail without a script: a misspelt field is said, the preview shows how it reads', async () => {
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(page, AGENT, '/agents/modeles-courriels')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'C’est bientôt' }).click()
  await page.getByLabel('Texte', { exact: true }).fill('Bonjour,\n\n{tire} vous attend.')
  await page.getByRole('button', { name: 'Voir l’aperçu' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('{titre}')
  await axe(page)
  await page.getByLabel('Texte', { exact: true }).fill('Bonjour,\n\n« {titre} » vous attend.')
  await page.getByRole('button', { name: 'Voir l’aperçu' }).click()
  expect(await page.getByText('Comptoir de l’ESS').count()).toBeGreaterThan(0)
  await axe(page)
  await expectNoSidewaysScroll(page)
})

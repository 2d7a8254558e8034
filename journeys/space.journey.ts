import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, TAKES_PICTURES, tabTo, visit } from './browser.ts'
import { joinAs, signInAs } from './people.ts'

test('who is not signed in is led to sign in, then to their space', async () => {
  const page = await visit('/mon-espace')
  expect(new URL(page.url()).pathname).toBe('/connexion')
  await page.getByRole('button', { name: 'Camille Exemple', exact: true }).click()
  await page.waitForURL('**/mon-espace')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Bonjour Camille Exemple')
})

test('my data can be taken away as a file', async () => {
  const page = await visit('/connexion')
  await signInAs(page, 'Camille Exemple', '/mon-espace/donnees')
  expect(await page.getByText('camille.exemple@residents.example').count()).toBeGreaterThan(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Télécharger mes données (JSON)' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^mes-donnees-\d{4}-\d\d-\d\d\.json$/)
  const kept = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>
  expect(JSON.stringify(kept)).toContain('camille.exemple@residents.example')
})

test.each([true, false])('somebody erases their account (JavaScript: %s)', async (javaScript) => {
  const address = `part-${javaScript ? 'avec' : 'sans'}@habitants.example`
  const page = await visit('/connexion', { javaScript, viewport: PHONE, expectedErrors: /422/ })
  await joinAs(page, address)
  await page.goto('/mon-espace/donnees')
  await page.getByRole('link', { name: 'Voir ce qui serait effacé' }).click()
  await page.getByRole('heading', { name: 'Ce qui reste, et pourquoi' }).waitFor()

  await page.getByLabel('Pour confirmer').fill('non')
  await page.getByRole('button', { name: 'Effacer mon compte' }).click()
  await page.getByRole('alert').waitFor()
  await axe(page)
  await expectNoSidewaysScroll(page)

  await page.getByLabel('Pour confirmer').fill('Effacer')
  await page.getByRole('button', { name: 'Effacer mon compte' }).click()
  await page.waitForURL('**/compte-efface')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await page.goto('/mon-espace')
  expect(new URL(page.url()).pathname).toBe('/connexion')

  await page.goto('/demonstration/courriels')
  await page.getByLabel('Adresse, ou le début').fill(address)
  await page.getByRole('button', { name: 'Chercher', exact: true }).click()
  await page.getByRole('link', { name: 'Votre compte est effacé' }).waitFor()
  expect(await page.locator('.mail-code').count(), 'the codes sent before went with the account').toBe(0)
})

test('with the keyboard alone, one goes from my space to erasing, and back', async () => {
  const page = await visit('/connexion')
  await signInAs(page, 'Camille Exemple')
  await tabTo(page, 'Mes données : voir, emporter, effacer')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/mon-espace/donnees')
  await tabTo(page, 'Voir ce qui serait effacé')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/effacer')
  await tabTo(page, /Pour confirmer/)
  await tabTo(page, 'Garder mon compte')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/mon-espace')
})

test('on paper, what is kept shows whole, the table of the archivists too', async () => {
  const page = await visit('/donnees-personnelles', { javaScript: false })
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('table').first().isVisible()).toBe(true)
  await screenshot(page, 'donnees-personnelles-imprime')
})

test.runIf(TAKES_PICTURES)('the pages are looked at', async () => {
  for (const [size, viewport] of [
    ['360', { width: 360, height: 780 }],
    ['1280', LAPTOP],
  ] as const) {
    const page = await visit('/donnees-personnelles', { viewport })
    await screenshot(page, `donnees-personnelles-${size}`)
    await signInAs(page, 'Camille Exemple')
    await screenshot(page, `mon-espace-${size}`)
    for (const [path, name] of [
      ['/mon-espace/donnees', 'mes-donnees'],
      ['/mon-espace/donnees/effacer', 'effacer-mon-compte'],
    ] as const) {
      await page.goto(path)
      await screenshot(page, `${name}-${size}`)
    }
  }
})

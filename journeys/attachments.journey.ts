import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { signInAs } from './people.ts'

const PDF = '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'
// One red point.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

const plan = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(PDF) })
const dot = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
const drawing = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') }

const chooser = (page: Page) => page.getByLabel('Joindre des pièces')
const send = (page: Page) => page.getByRole('button', { name: 'Envoyer mon message' }).click()

async function write(page: Page, message: string): Promise<void> {
  await page.getByLabel('De quoi s’agit-il ?').selectOption('question')
  await page.getByLabel('Votre message').fill(message)
}

test('files leave as soon as they are chosen; one that is refused says why and is taken out; an agent opens the rest', async () => {
  const page = await visit('/contact', { viewport: PHONE, expectedErrors: /422/ })
  await chooser(page).setInputFiles([plan('Plan du jardin.pdf'), dot('Photo du jardin.png')])
  await page.getByText('octets, reçue').nth(1).waitFor()
  await page.getByLabel('Que montre « Photo du jardin.png » ?').fill('Un point rouge')
  await chooser(page).setInputFiles([drawing])
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('dessins SVG ne sont pas acceptés')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'attachments-refused')
  await page.getByRole('button', { name: 'Retirer logo.svg' }).click()

  await write(page, 'Avec deux pièces, par morceaux')
  await send(page)
  await page.getByRole('heading', { name: 'Nous avons reçu votre message.' }).waitFor()
  await expectOpened('Plan du jardin.pdf', 'Un point rouge')
})

test('without JavaScript files leave with the form; one that is refused is said, and the others wait', async () => {
  const page = await visit('/contact', { viewport: PHONE, javaScript: false, expectedErrors: /422/ })
  await write(page, 'Avec deux pièces, d’un coup')
  await chooser(page).setInputFiles([plan('Plan de la place.pdf'), drawing])
  await send(page)
  await page.getByRole('alert').waitFor()
  await axe(page)
  await expectNoSidewaysScroll(page)
  await chooser(page).setInputFiles([dot('Photo de la place.png')])
  await page.getByLabel('Si vous joignez une photo, que montre-t-elle ?').fill('La place, en rouge')
  await send(page)
  await page.getByRole('heading', { name: 'Nous avons reçu votre message.' }).waitFor()
  await expectOpened('Plan de la place.pdf', 'La place, en rouge')
})

test('a file is joined and taken out with the keyboard alone', async () => {
  const page = await visit('/contact', { viewport: LAPTOP })
  await chooser(page).setInputFiles([plan('Au clavier.pdf')])
  await page.getByText('octets, reçue').waitFor()
  await tabTo(page, 'Retirer Au clavier.pdf')
  await page.keyboard.press('Enter')
  await page.getByText('octets, reçue').waitFor({ state: 'detached' })
  expect(await chooser(page).evaluate((input) => input === document.activeElement)).toBe(true)
})

test('a connection that is cut costs nothing: the file goes on by itself', async () => {
  const page = await visit('/contact', { expectedErrors: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ })
  let cuts = 0
  await page.route('**/pieces/envois/*', (route) => {
    if (route.request().method() !== 'PATCH' || cuts >= 2) return route.continue()
    cuts += 1
    return route.abort('internetdisconnected')
  })
  await chooser(page).setInputFiles([plan('Dans un tunnel.pdf')])
  await page.getByText('octets, reçue').waitFor()
  expect(cuts).toBe(2)
})

async function expectOpened(name: string, alternative: string): Promise<void> {
  const page = await visit('/connexion')
  // The picture may come with the page, or once it is scrolled to.
  const shown = page.waitForResponse((response) => response.url().endsWith('/vignette'))
  await signInAs(page, 'Chargée du budget citoyen (exemple)', '/agents/messages')
  await page.getByRole('img', { name: alternative }).scrollIntoViewIfNeeded()
  const answer = await shown
  expect(answer.headers()['content-security-policy']).toContain('sandbox')
  const href = await page.getByRole('link', { name }).first().getAttribute('href')
  const file = await page.request.get(href ?? '')
  expect(await file.text()).toBe(PDF)
  await axe(page)
}

import type { Page } from 'playwright-core'
import { type Visitor, visit } from './browser.ts'

/** The code of the last mail to an address, as the demonstration's mailbox shows it. */
export async function codeSentTo(address: string, visitor: Visitor = {}): Promise<string> {
  const mailbox = await visit('/demonstration/courriels', { ...visitor, javaScript: false })
  await mailbox.getByLabel('Adresse, ou le début').fill(address)
  await mailbox.getByRole('button', { name: 'Chercher', exact: true }).click()
  const code = await mailbox.locator('.mail-code').first().textContent()
  await mailbox.close()
  return (code ?? '').replaceAll(/\s/g, '')
}

/** Asks for a code at `/connexion` (or with its way back) and stands where it is typed. */
export async function askForCode(page: Page, address: string, path = '/connexion'): Promise<void> {
  await page.goto(path)
  await page.getByLabel('Votre adresse e-mail').fill(address)
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await page.waitForURL(/\/connexion\/code/)
}

/** Types a code and sends it; waits for the answer. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code reçu').fill(code)
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Entrer', exact: true }).click(),
  ])
  await page.waitForLoadState()
}

/** Another code of the same length. */
export function wrongCode(code: string): string {
  return `${code.startsWith('1') ? '2' : '1'}${code.slice(1)}`
}

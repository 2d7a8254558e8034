import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { type Visitor, visit } from './browser.ts'
import { codeSentTo } from './codes.ts'
import { signInAs } from './people.ts'

export const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'

/** Asks somebody in from the desk, as an administrator does; the code they receive by mail. */
export async function inviteFromDesk(name: string, address: string): Promise<string> {
  const page = await visit('/', { javaScript: false })
  await signInAs(page, ADMINISTRATOR, '/agents/personnes')
  await page.getByLabel('Son nom').fill(name)
  await page.getByLabel('Son adresse e-mail').fill(address)
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await page.waitForURL(/fait=invite/)
  await page.close()
  return codeSentTo(address)
}

/** Answers an invitation, up to the choice of a way in. */
export async function answerInvitation(address: string, code: string, visitor: Visitor = {}): Promise<Page> {
  const page = await visit('/connexion/invitation', visitor)
  await page.getByLabel('L’adresse où vous l’avez reçue').fill(address)
  await page.getByLabel('Code de l’invitation').fill(code)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.waitForURL(/\/connexion\/enrolement$/)
  return page
}

/** The application of codes of a telephone, once it has read the secret a page shows. */
export type CodesApplication = {
  /** The half-minute after the last one asked for: a code opens once, and nobody waits here. */
  next(): string
  /** The last one again. */
  again(): string
}

const PERIOD_S = 30

export async function applicationOf(page: Page): Promise<CodesApplication> {
  const secret = ((await page.locator('li code').first().textContent()) ?? '').replaceAll(/\s/g, '')
  let step = 0
  const shown = () => generateSync({ secret, epoch: step * PERIOD_S, period: PERIOD_S })
  return {
    next: () => {
      step = Math.max(step + 1, Math.floor(Date.now() / 1_000 / PERIOD_S))
      return shown()
    },
    again: shown,
  }
}

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, type Visitor, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { newAddress, signInAs } from './people.ts'
import { place } from './place.ts'
import {
  ADMINISTRATOR,
  answerInvitation,
  applicationOf,
  type CodesApplication,
  inviteFromDesk,
} from './staff-people.ts'

const SECOND = 'Responsable de la mission (exemple)'
const SECURITY = '/mon-espace/securite'
const QUIET: Visitor = { javaScript: false, viewport: PHONE }
const REFUSED: Visitor = { ...QUIET, expectedErrors: /status of (403|422|429)/ }

type Agent = { readonly page: Page; readonly address: string; readonly application: CodesApplication }

/** Somebody invited, who chose an application of codes and stands before their recovery codes. */
async function agentWithCodes(name: string): Promise<Agent> {
  const address = newAddress('agent')
  const page = await answerInvitation(address, await inviteFromDesk(name, address), REFUSED)
  await page.getByRole('link', { name: 'Relier une application de codes' }).click()
  const application = await applicationOf(page)
  await page.getByLabel('Le code que l’application montre').fill(application.next())
  await page.getByRole('button', { name: 'Relier cette application' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vos codes de secours' }).waitFor()
  return { page, address, application }
}

/** At the sign-in page of agents, from a browser that knows nobody. */
async function enterByCode(page: Page, address: string, code: string, suite = SECURITY): Promise<void> {
  await page.context().clearCookies({ name: '__Host-session' })
  await page.goto(`/connexion/agents?suite=${encodeURIComponent(suite)}`)
  await page.getByLabel('Votre adresse e-mail ou votre nom').fill(address)
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Entrer avec ce code' }).click()
}

const problem = (page: Page) => page.getByRole('alert').textContent()

test('an agent is invited from the desk, answers by keyboard on a phone, and keeps the codes of their application', async () => {
  const address = newAddress('invitee')
  const code = await inviteFromDesk('Inès Invitée', address)
  const page = await visit('/connexion/agents', REFUSED)
  await tabTo(page, 'J’ai reçu une invitation')
  await go(page)
  await tabTo(page, /L’adresse où vous l’avez reçue/)
  await page.keyboard.type(address)
  await tabTo(page, /Code de l’invitation/)
  await page.keyboard.type(code)
  await go(page)
  expect(new URL(page.url()).pathname).toBe('/connexion/enrolement')
  await axe(page)
  await expectNoSidewaysScroll(page)
  await tabTo(page, 'Relier une application de codes')
  await go(page)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'enrolement-application-320')
  const application = await applicationOf(page)

  await tabTo(page, /Le code que l’application montre/)
  await page.keyboard.type('000000')
  await go(page)
  expect(await problem(page)).toContain('Ce n’est pas le code que l’application montre')
  await axe(page)
  await tabTo(page, /Le code que l’application montre/)
  await page.keyboard.type(application.next())
  await go(page)
  expect(await page.locator('.recovery-codes li').count()).toBe(10)
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'codes-de-secours-320')
  await tabTo(page, 'Je les ai gardés')
  await go(page)
  expect(await page.getByText('Codes de secours encore bons : 10 sur 10').count()).toBe(1)
  expect(await page.locator('.recovery-codes').count(), 'they are shown once').toBe(0)

  const late = await visit('/connexion/invitation', REFUSED)
  await late.getByLabel('L’adresse où vous l’avez reçue').fill(address)
  await late.getByLabel('Code de l’invitation').fill(code)
  await late.getByRole('button', { name: 'Continuer' }).click()
  expect(await problem(late)).toContain('a déjà servi')
  await axe(late)
})

test('a code of the application opens once, even within its half-minute; a recovery code too', async () => {
  const { page, address, application } = await agentWithCodes('Omar Codes')
  const [recovery = ''] = await page.locator('.recovery-codes li').allTextContents()
  await enterByCode(page, address, application.again())
  expect(await problem(page)).toContain('ce code a déjà servi')
  const code = application.next()
  await enterByCode(page, address, `${code.slice(0, 3)} ${code.slice(3)}`)
  expect(new URL(page.url()).pathname).toBe(SECURITY)
  await enterByCode(page, address, application.again())
  expect(await problem(page)).toContain('ce code a déjà servi')
  await axe(page)
  await expectNoSidewaysScroll(page)

  await enterByCode(page, address, recovery.toLowerCase())
  expect(await page.getByText('Codes de secours encore bons : 9 sur 10').count()).toBe(1)
  await enterByCode(page, address, recovery)
  expect(await problem(page)).toContain('ne vont pas ensemble')
})

test('the desk opens to the invited agent once two people gave the role', async () => {
  const { page, address } = await agentWithCodes('Paul Accueilli')
  expect((await page.goto('/agents'))?.status()).toBe(403)

  const administrator = await visit('/', { ...QUIET, viewport: { width: 1280, height: 800 } })
  await signInAs(administrator, ADMINISTRATOR, '/agents/personnes')
  await administrator.getByLabel('Nom, adresse e-mail ou numéro de carte').fill(address)
  const search = administrator.getByRole('region', { name: 'Chercher une personne' })
  await search.getByRole('button', { name: 'Chercher' }).click()
  await search.getByRole('link', { name: 'Paul Accueilli' }).click()
  await administrator.getByLabel('Rôle', { exact: true }).selectOption('agent')
  await administrator.getByLabel('Pourquoi').fill('Arrivée dans l’équipe')
  await administrator.getByRole('button', { name: 'Donner ce rôle' }).click()
  await administrator.getByRole('link', { name: 'Agent ou agente', exact: true }).click()
  const request = new URL(administrator.url()).pathname
  expect((await page.goto('/agents'))?.status(), 'one person is not enough').toBe(403)

  const second = await visit('/', { ...QUIET, viewport: { width: 1280, height: 800 } })
  await signInAs(second, SECOND, request)
  await second.getByRole('button', { name: 'Confirmer ce rôle' }).click()
  expect((await page.goto('/agents'))?.status()).toBe(200)
  await axe(page)
})

test.runIf(place().data !== '')(
  'whoever guesses at codes waits, and the owner enters once the wait is over',
  async () => {
    const { page, address, application } = await agentWithCodes('Ada Devinée')
    for (let tries = 0; tries < 3; tries++) {
      await enterByCode(page, address, '000000')
      expect(await problem(page)).toContain('ne vont pas ensemble')
    }
    const last = `UPDATE guess_pace SET failed_at = failed_at + $1::interval
                 WHERE failed_at = (SELECT max(failed_at) FROM guess_pace)`
    await inDatabase(place().data, last, ['1 minute'])
    const code = application.next()
    await enterByCode(page, address, code)
    expect(await problem(page)).toMatch(/Plusieurs codes faux\. Attendez \d+\ssecondes/)
    await axe(page)
    await expectNoSidewaysScroll(page)
    await screenshot(page, 'connexion-agents-attente-320')

    await inDatabase(place().data, last, ['-1 hour'])
    await enterByCode(page, address, code)
    expect(new URL(page.url()).pathname).toBe(SECURITY)
  },
)

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { joinAs, newAddress, signInAs } from './people.ts'

const AGENT = 'Chargée du budget citoyen (exemple)'
const CHOICES = '/mon-espace/messages/reglages'

test.each([true, false])(
  'a resident follows a place, is told once of an event there, reads it, then wants less and nothing more (JavaScript: %s)',
  async (javaScript) => {
    const [page, address] = [await visit('/', { javaScript, viewport: PHONE }), newAddress('suivi')]
    await joinAs(page, address)
    await page.goto(CHOICES)
    await read(page)
    await page.locator('label', { hasText: 'Tout le territoire' }).click()
    await page.getByRole('button', { name: 'Suivre ce lieu' }).click()
    await page.getByRole('button', { name: /Ne plus suivre/ }).waitFor()
    await page.getByLabel('Agenda près de chez vous').selectOption('tout-de-suite')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('C’est enregistré.').waitFor()

    const title = await publishAnEvent(page)
    await page.goto('/mon-espace/messages')
    const message = page.getByRole('heading', { level: 3, name: title })
    expect(await message.count()).toBe(1)
    await read(page)
    await screenshot(page, `messages-${javaScript ? 'avec' : 'sans'}-javascript`)
    await page.getByRole('button', { name: new RegExp(`^Ouvrir.*${title}`) }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.goto('/mon-espace/messages')
    expect(await message.count()).toBe(1)
    expect(await page.getByRole('button', { name: new RegExp(`^C’est lu.*${title}`) }).count()).toBe(0)

    await page.goto(CHOICES)
    await page.getByLabel('Agenda près de chez vous').selectOption('semaine')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('C’est enregistré.').waitFor()

    await openMail(page, address)
    const wayOut = await page.getByRole('link', { name: 'Ne plus recevoir ces courriels' }).getAttribute('href')
    const stranger = await visit(new URL(wayOut ?? '', page.url()).pathname, { javaScript, viewport: PHONE })
    await read(stranger)
    await stranger.getByRole('button', { name: 'Ne plus rien recevoir' }).click()
    await stranger.getByText('Vous ne recevrez plus ces courriels.').waitFor()
    await read(stranger)
    await page.goto(CHOICES)
    expect(await page.getByLabel('Agenda près de chez vous').inputValue()).toBe('jamais')
  },
)

test('with the keyboard alone, one chooses how soon and puts the choice away', async () => {
  const page = await visit('/')
  await joinAs(page, newAddress('clavier'))
  await page.goto(CHOICES)
  await page.getByLabel('Agenda près de chez vous').focus()
  await page.keyboard.press('End')
  await tabTo(page, 'Enregistrer')
  await go(page)
  await page.getByText('C’est enregistré.').waitFor()
  expect(await page.getByLabel('Agenda près de chez vous').inputValue()).toBe('jamais')
})

test('an agent reads the periods before elections, on a phone', async () => {
  const page = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(page, AGENT, '/agents/periodes')
  await page.getByRole('heading', { name: 'En attente d’un accord' }).waitFor()
  await read(page)
})

async function read(page: Page): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
}

/** The mail of the agenda, once the jobs have written it: in the mailbox of the demonstration. */
async function openMail(page: Page, address: string): Promise<void> {
  const mail = page.getByRole('link', { name: /Agenda près de chez vous/ }).first()
  await expect
    .poll(
      async () => {
        await page.goto('/demonstration/courriels')
        await page.getByLabel('Adresse, ou le début').fill(address)
        await page.getByRole('button', { name: 'Chercher', exact: true }).click()
        await page.getByRole('heading', { name: address }).waitFor()
        return mail.count()
      },
      { timeout: 30_000 },
    )
    .toBe(1)
  await mail.click()
  await page.waitForURL('**/demonstration/courriels/*')
}

/** An event of tomorrow, published at the desk. @returns its title */
async function publishAnEvent(page: Page): Promise<string> {
  const title = `Visite annoncée ${Date.now().toString(36)}`
  const [day, month, year] = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' })
    .format(Date.now() + 36 * 3_600_000)
    .split('/')
  const desk = await visit('/')
  await signInAs(desk, AGENT, '/agents/agenda/nouveau')
  await desk.locator('label', { hasText: /^Formation$/ }).click()
  await desk.getByLabel('Titre').fill(title)
  const field = desk.getByRole('group', { name: /^Jour/ }).first()
  await field.getByLabel('Jour').fill(day!)
  await field.getByLabel('Mois').fill(month!)
  await field.getByLabel('Année').fill(year!)
  await desk.getByLabel('Début').fill('10h00')
  await desk.getByLabel('Fin', { exact: true }).fill('11h00')
  await desk.getByLabel('Lieu').fill('Salle du parcours')
  await desk.getByRole('button', { name: 'Créer le brouillon' }).click()
  await desk.getByText('C’est enregistré.').waitFor()
  await desk.getByRole('button', { name: 'Publier' }).click()
  await desk.getByRole('link', { name: 'Voir la page publique' }).waitFor()
  await page.bringToFront()
  return title
}

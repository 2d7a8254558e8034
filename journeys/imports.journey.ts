import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { signInAs } from './people.ts'
import { place } from './place.ts'

const AGENT = 'Responsable de la mission (exemple)'

test.each([true, false])(
  'an agent sends a list, sees line by line what it would change, accepts, then goes back (JavaScript: %s)',
  async (javaScript) => {
    const page = await visit('/', { javaScript })
    await signInAs(page, AGENT, '/agents/imports')
    await axe(page)
    const { siret, commune, title } = await anAssociation()
    await page.getByLabel('De quel fichier s’agit-il ?').selectOption('siae')
    await page.getByLabel('De quel jour sont ses données ?').fill(javaScript ? '2026-10-01' : '2026-10-02')
    const list = `siret;type_siae;nom;code_insee\n${siret};ACI;${title};${commune}\n2,43E+13;ACI;Perdue;${commune}\n`
    await page
      .getByLabel('Ou à envoyer')
      .setInputFiles({ name: 'siae.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await page.getByRole('button', { name: 'Lire ce fichier' }).click()

    await until(page, () => page.getByRole('button', { name: 'Mettre en service' }).count())

    const line = page
      .getByRole('row')
      .filter({ hasText: siret.slice(0, 9) })
      .filter({ hasText: 'reconnue : SIAE ACI' })
    expect(await line.count()).toBe(1)
    expect(await page.getByText('Un tableur a pris le numéro').count()).toBeGreaterThan(0)
    expect(await marksOf(siret)).toBe(0)
    await axe(page)
    await screenshot(page, 'imports-difference')
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScroll(page)

    // By keyboard.
    await tabTo(page, 'Mettre en service')
    await go(page)
    await page.getByText('Ce fichier est en service').waitFor()
    expect(await marksOf(siret)).toBe(1)
    await page.goto('/agents/imports')
    await page.getByLabel('Quel fichier ?').selectOption('siae')
    await page.getByRole('button', { name: 'Revenir au fichier précédent' }).click()
    await page.waitForURL(/\/agents\/imports$/)
    expect(await marksOf(siret)).toBe(0)
  },
  180_000,
)

test('an agent settles what sources disagree about, with a reason', async () => {
  const page = await visit('/', { javaScript: false, expectedErrors: /422/ })
  await signInAs(page, AGENT, '/agents/annuaire/revue')
  await axe(page)
  await screenshot(page, 'imports-reviews')
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
  await page.getByRole('table', { name: 'Désaccords à trancher' }).getByRole('link').first().click()
  await axe(page)
  await page.getByText('La règle a raison : ne rien changer').click()
  const submit = page.getByRole('main').getByRole('button').last()
  await submit.click()
  expect(await page.getByText('Dites en une phrase pourquoi').count()).toBeGreaterThan(0)
  await page.getByRole('textbox').last().fill('Ses statuts ont été lus : la règle dit vrai.')
  await submit.click()
  await page.waitForURL(/\/agents\/annuaire\/revue/)
  await expectNoSidewaysScroll(page)
  expect(await page.getByText('Ses statuts ont été lus').count()).toBeGreaterThan(0)
}, 180_000)

/** An open association that no list of integration structures names. */
async function anAssociation() {
  const [row] = await inDatabase(
    place().data,
    `SELECT siret, establishment.commune_code AS commune, title FROM establishment
     JOIN structure ON structure.id = structure_id
     WHERE structure.state = 'active' AND establishment.state = 'active' AND legal_category = '9220' AND is_seat
     ORDER BY siret LIMIT 1`,
  )
  return row as { readonly siret: string; readonly commune: string; readonly title: string }
}

async function marksOf(siret: string): Promise<number> {
  const rows = await inDatabase(
    place().data,
    `SELECT event FROM structure_recognition JOIN establishment USING (structure_id)
     WHERE siret = $1 AND name = 'siae-aci' ORDER BY recorded_at DESC, structure_recognition.id DESC LIMIT 1`,
    [siret],
  )
  return rows[0]?.event === 'begun' ? 1 : 0
}

/** Looks again, as a reader who presses « Actualiser », until it is there: the test's own limit ends it. */
async function until(page: Page, isThere: () => Promise<unknown>): Promise<void> {
  while (!(await isThere())) {
    await page.waitForTimeout(500)
    await page.reload()
  }
}

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PizZip from 'pizzip'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { signInAs } from './people.ts'
import { place } from './place.ts'

const HEAD = 'Responsable de la mission (exemple)'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

test('a model with a misspelt field is refused with its place; mended, it serves', async () => {
  const page = await visit('/', { javaScript: false, expectedErrors: /422/ })
  await signInAs(page, HEAD, '/agents/modeles')
  await axe(page)
  await page.getByRole('link', { name: 'Rapport', exact: true }).click()
  const start = await startingModel(page)
  await send(page, misspelt(start))
  expect(await page.getByRole('alert').textContent()).toContain('une faute')
  expect(await page.getByText('Vouliez-vous écrire').textContent()).toContain('{rapport.titre}')
  await axe(page)
  await screenshot(page, 'documents-model-refused')
  await send(page, start)
  await page.getByText('Votre modèle est en place').waitFor()
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
})

test('the report of 51 beneficiaries is made, put to signature, comes back signed and is read', async () => {
  const page = await visit('/', { javaScript: false })
  await signInAs(page, HEAD, '/agents/decisions')
  await page.getByRole('link', { name: /initiatives solidaires des communes/ }).click()
  await page.getByRole('link', { name: 'Préparer un document' }).click()
  await page.getByLabel('Document', { exact: true }).selectOption('decisions.report')
  await axe(page)
  await page.getByRole('button', { name: 'Préparer ce document' }).click()
  await until(page, () => page.getByRole('button', { name: 'Rendre définitif' }).count())
  await page.getByRole('button', { name: 'Rendre définitif' }).click()
  await until(page, () => page.getByRole('button', { name: 'Envoyer à la signature' }).count())
  expect(await page.getByRole('link', { name: /Annexe/ }).count()).toBe(1)
  await axe(page)
  await page.getByRole('button', { name: 'Envoyer à la signature' }).click()

  const folder = join(place().data, 'parapheur')
  const chrono = (await page.getByRole('heading', { level: 1 }).textContent())!.trim()
  const toSign = () => readdir(join(folder, 'a-signer')).catch((): string[] => [])
  await until(page, async () => (await toSign()).includes(`${chrono}.pdf`))
  const original = await readFile(join(folder, 'a-signer', `${chrono}.pdf`))
  await writeFile(
    join(folder, 'signes', `signe-${chrono}.pdf`),
    Buffer.concat([original, Buffer.from('\n% signature\n')]),
  )
  await until(
    page,
    async () => (await lookAtFolders()) && (await page.getByRole('button', { name: 'Classer' }).count()),
  )
  const signed = await page.getByRole('link', { name: /Exemplaire signé/ }).getAttribute('href')
  const answer = await page.request.get(signed!)
  expect(answer.headers()['content-security-policy']).toContain('sandbox')
  expect((await answer.body()).subarray(0, original.length).equals(original)).toBe(true)
  await page.getByRole('button', { name: 'Classer' }).click()
  await page.goto('/agents/documents')
  await axe(page)
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
}, 300_000)

async function startingModel(page: Page): Promise<Buffer> {
  const href = await page.getByRole('link', { name: 'Télécharger le modèle de départ' }).getAttribute('href')
  return (await page.request.get(href!)).body()
}

async function send(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel('Votre modèle').setInputFiles({ name: 'rapport.docx', mimeType: DOCX, buffer })
  await page.getByRole('button', { name: 'Vérifier et mettre en service' }).click()
}

function misspelt(model: Buffer): Buffer {
  const zip = new PizZip(model)
  const text = zip.file('word/document.xml')!.asText()
  expect(text).toContain('{rapport.titre}')
  zip.file('word/document.xml', text.replace('{rapport.titre}', '{rapport.tire}'))
  return zip.generate({ type: 'nodebuffer' })
}

/** What the clock does every minute, at once. */
async function lookAtFolders(): Promise<true> {
  await inDatabase(place().data, "SELECT FROM graphile_worker.add_job('decisions.parapheur', job_key => 'journey')")
  return true
}

/** Looks again, as a reader who presses « Actualiser », until it is there: the test's own limit ends it. */
async function until(page: Page, isThere: () => Promise<unknown>): Promise<void> {
  while (!(await isThere())) {
    await page.waitForTimeout(500)
    await page.reload()
  }
}

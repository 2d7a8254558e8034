import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { assert } from '#kernel/result'
import { CODES } from '../src/modules/ballots/commands/assemblies/index.ts'
import { printedCode } from '../src/modules/ballots/sealed/evidence-code.ts'
import { findAssembly, readRoom } from '../src/modules/ballots/store/assemblies/index.ts'
import { axe, expectNoSidewaysScroll, go, LAPTOP, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { signInAs } from './people.ts'
import { besideService } from './sealed-polls.ts'

const AGENT = 'Responsable de la mission (exemple)'
const DESK = '/agents/assemblees'

test('an assembly is prepared at the desk without scripts, votes on a telephone, and sees every fraction', async () => {
  const desk = await visit('/', { javaScript: false, viewport: LAPTOP })
  await signInAs(desk, AGENT, `${DESK}/nouvelle`)
  const slug = await prepare(desk)
  await desk.goto(`${DESK}/${slug}/presences`)
  await desk.getByLabel('Qui donne procuration').selectOption({ label: 'Dan Exemple' })
  await desk.getByLabel('À qui').selectOption({ label: 'Cléo Exemple' })
  await desk.getByRole('button', { name: 'Noter la procuration' }).click()
  for (const name of ['Ana', 'Cléo']) {
    await desk.getByRole('button', { name: `Arrivée : ${name} Exemple` }).click()
    await desk.getByRole('button', { name: `Départ : ${name} Exemple` }).waitFor()
  }
  await checked(desk, 'assemblee-presences')
  await desk.goto(`${DESK}/${slug}`)
  await desk.getByRole('button', { name: 'Ouvrir la séance' }).click()
  await desk.getByText('Séance ouverte').waitFor()
  await desk.goto(`${DESK}/${slug}/questions/1`)
  await desk.getByRole('button', { name: 'Ouvrir le vote' }).click()
  await desk.getByRole('heading', { name: 'Voix reçues' }).waitFor()
  await checked(desk, 'assemblee-question-ouverte')

  const phone = await visit(`/assemblees/${slug}/voter`, { viewport: PHONE })
  await checked(phone, 'assemblee-code')
  await phone.getByLabel('Votre code').fill(await codeOf(slug, 'Cléo Exemple'))
  await tabTo(phone, 'Entrer')
  await go(phone)
  await phone.getByRole('heading', { level: 1, name: 'Approuver les comptes' }).waitFor()
  await checked(phone, 'assemblee-voter')
  await vote(phone, 'Votre vote', 'Pour')
  await vote(phone, 'Le vote de Dan Exemple, que vous représentez', 'Contre')

  await desk.goto(`${DESK}/${slug}/questions/1`)
  await desk.getByRole('button', { name: 'Fermer le vote' }).click()
  await desk.getByRole('heading', { name: 'Résultat' }).waitFor()
  await checked(desk, 'assemblee-resultat')
  await desk.goto(`${DESK}/${slug}`)
  await checked(desk, 'assemblee')
  await desk.goto(DESK)
  await checked(desk, 'assemblees')
  await phone.goto(`/assemblees/${slug}/voter`)
  await phone.getByText('Rejetée').waitFor()
  await checked(phone, 'assemblee-resultat-telephone')
})

/** @returns  its slug, once its members and a question are listed */
async function prepare(page: Page): Promise<string> {
  await checked(page, 'assemblee-nouvelle')
  await page.getByLabel('Titre de l’assemblée').fill('Coopérative des jardins')
  await page.getByLabel('Jour', { exact: true }).fill('12')
  await page.getByLabel('Mois', { exact: true }).fill('5')
  await page.getByLabel('Année', { exact: true }).fill('2027')
  await page.getByLabel('Collèges et leur poids').fill('Salariés ; 1/2\nUsagers ; 30 %\nVille ; 1/10')
  await page.getByRole('button', { name: 'Préparer', exact: true }).click()
  await page.getByText('exactement 1').first().waitFor()
  await checked(page, 'assemblee-refusee')
  await page.getByLabel('Collèges et leur poids').fill('Salariés ; 1/2\nUsagers ; 30 %\nVille ; 1/5')
  await page.getByRole('button', { name: 'Préparer', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Coopérative des jardins' }).waitFor()
  const slug = page.url().split('/').at(-1)!
  await page.goto(`${DESK}/${slug}/membres`)
  await page
    .getByLabel('Un membre par ligne')
    .fill('Ana Exemple ; Salariés\nCléo Exemple ; Usagers\nDan Exemple ; Usagers\nÉva Exemple ; Ville')
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await page.getByRole('heading', { name: 'À relire' }).waitFor()
  await checked(page, 'assemblee-membres')
  await page.getByRole('button', { name: 'Enregistrer cette liste' }).click()
  await page.getByText('4 membres').waitFor()
  await page.goto(`${DESK}/${slug}/questions/nouvelle`)
  await page.getByLabel('La question').fill('Approuver les comptes')
  await checked(page, 'assemblee-nouvelle-question')
  await page.getByRole('button', { name: 'Ajouter la question' }).click()
  await page.getByRole('link', { name: 'Approuver les comptes' }).waitFor()
  return slug
}

async function vote(page: Page, whose: string, answer: string): Promise<void> {
  const part = page.getByRole('region', { name: whose })
  await part.getByRole('radio', { name: answer }).press('Space')
  await part.getByRole('button', { name: 'Voter' }).click()
  await part.getByText(`Vote enregistré : ${answer}`).waitFor()
}

/** What the convener hands out on paper. */
async function codeOf(slug: string, name: string): Promise<string> {
  return besideService(async (context) => {
    const assembly = await findAssembly(context.db, slug)
    assert(assembly?.codeSeed, 'the assembly has its codes')
    const member = (await readRoom(context.db, assembly.id)).members.find((each) => each.name === name)
    assert(member, 'the member is listed')
    return printedCode(context.keyFor(CODES), assembly.codeSeed, member.number)
  })
}

async function checked(page: Page, name: string): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, name)
}

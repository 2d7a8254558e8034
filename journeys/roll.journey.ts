import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { sheetsOf } from '../src/modules/ballots/commands/roll/index.ts'
import { groupedCode } from '../src/modules/ballots/sealed/evidence-code.ts'
import { findBatch } from '../src/modules/ballots/store/roll/index.ts'
import { findSealedPoll } from '../src/modules/ballots/store/sealed/index.ts'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, visit } from './browser.ts'
import { codeSentTo } from './codes.ts'
import { newAddress, signInAs } from './people.ts'
import { besideService, openSealedPoll } from './sealed-polls.ts'

const AGENT = 'Administratrice de la plateforme (exemple)'

test('a voter on a phone says who they are while the phone works, types the code of the mail, and votes', async () => {
  const slug = await openSealedPoll('code-mail')
  const page = await visit(`/scrutins/${slug}/voter`, { viewport: PHONE })
  await page.getByRole('checkbox', { name: 'Le café des aidants' }).check()
  await page.goto(`/scrutins/${slug}/voter/identite`)
  await checked(page, 'identite')
  const address = newAddress('voter')
  await sayWho(page, 'Léa')
  await page.getByLabel('Votre adresse e-mail, ou celle d’un proche').fill(address)
  const asked = page.waitForRequest((request) => request.method() === 'POST')
  await page.getByRole('button', { name: 'Recevoir mon code' }).click()
  // The work the phone did went along.
  expect(new URLSearchParams((await asked).postData() ?? '').get('travail')).toContain('derivedKey')
  await page.waitForURL(/\/voter\/code$/)
  await checked(page, 'code-mail')
  await page.getByLabel('Votre code').fill(await codeSentTo(address))
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.waitForURL(/\/voter\/confirmer$/)
  await page.getByRole('button', { name: 'Je vote' }).click()
  await page.waitForURL(/\/voter\/enregistre$/)
})

test('an agent makes codes for a class; a telephone reads one, its pupil says who they are, then chooses', async () => {
  const slug = await openSealedPoll('codes-classe')
  const desk = await visit('/', { viewport: PHONE, javaScript: false })
  await signInAs(desk, AGENT, `/agents/scrutins/${slug}/codes`)
  await checked(desk, 'codes')
  await desk.getByText('Une classe, un centre de loisirs').click()
  await desk.getByLabel('Remis à').fill('Collège Jean-Moulin, 5e B')
  await desk.getByLabel('Nombre de codes').fill('30')
  await desk.getByRole('button', { name: 'Faire les codes' }).click()
  await desk.getByRole('heading', { level: 1, name: 'Lot 1' }).waitFor()
  await checked(desk, 'codes-lot')
  for (const part of ['guichet', 'liste']) {
    await desk.goto(`/agents/scrutins/${slug}/${part}`)
    await checked(desk, part)
  }

  const code = await firstCodeOf(slug)
  const phone = await visit(`/scrutins/${slug}/voter/code/imprime?debut=oui#${code}`, { viewport: PHONE })
  const field = phone.getByLabel('Votre code', { exact: true })
  expect(await field.inputValue()).toBe(groupedCode(code))
  expect(phone.url()).not.toContain(code)
  await checked(phone, 'code-imprime')
  await sayWho(phone, 'Noé')
  await phone.getByRole('button', { name: 'Continuer' }).click()
  await phone.waitForURL(/\/voter$/)

  await phone.goto(`/scrutins/${slug}/voter/lot`)
  await checked(phone, 'lot')
})

async function sayWho(page: Page, firstName: string): Promise<void> {
  await page.getByLabel('Nom de naissance').fill('Petit')
  await page.getByLabel('Premier prénom').fill(firstName)
  await page.getByLabel('Jour').fill('7')
  await page.getByLabel('Mois').fill('3')
  await page.getByLabel('Année').fill('2012')
  const commune = page.getByLabel('Votre commune')
  if ((await commune.count()) > 0) await commune.fill('Arras')
}

function firstCodeOf(slug: string): Promise<string> {
  return besideService(async (context) => {
    const poll = await findSealedPoll(context.db, slug, context.now())
    const batch = poll && (await findBatch(context.db, poll.id, 1))
    assert(batch, 'the batch was made')
    return sheetsOf(context, batch)!.codes[0]!
  })
}

async function checked(page: Page, name: string): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, `votant-${name}`)
}

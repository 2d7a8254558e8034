import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { listPeopleByEmail } from '#modules/accounts'
import { findSealedPoll, insertSeat } from '../src/modules/ballots/store/sealed/index.ts'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, visit } from './browser.ts'
import { signInAs } from './people.ts'
import { besideService, openSealedPoll } from './sealed-polls.ts'

const FIRST = { name: 'Stéphane Exemple-Bureau', address: 'stephane.exemple@bureau.example', number: 1 }
const SECOND = { name: 'Claude Exemple-Conseil', address: 'claude.exemple@conseil.example', number: 2 }

test('a batch is typed twice, its difference settled by two, and its place reconciled', async () => {
  const slug = await openSealedPoll('papier')
  await seat(slug)
  const desk = `/agents/scrutins/${slug}/papier`

  const first = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(first, FIRST.name, desk)
  await checked(first, 'papier')
  await recordBatch(first, desk)
  await typeBatch(first, `${desk}/lots/1`, 1, '3 1\nb\n6 2')
  await first.getByText('Une autre personne fait la deuxième.').waitFor()

  const second = await visit('/')
  await signInAs(second, SECOND.name, `${desk}/lots/1`)
  await typeBatch(second, `${desk}/lots/1`, 2, '1 3\nb\n6 4')
  await second.getByRole('heading', { name: '1 papier saisi différemment' }).waitFor()
  await checked(second, 'papier-differences')
  await settle(second)
  await first.goto(`${desk}/lots/1`)
  await settle(first)

  await first.getByRole('button', { name: 'Fermer le lot' }).click()
  await first.getByText('Fermé.').first().waitFor()
  await checked(first, 'papier-lot-ferme')
  await reconcile(first, desk)
})

async function recordBatch(page: Page, desk: string): Promise<void> {
  await page.goto(`${desk}/lots/nouveau`)
  await page.getByRole('button', { name: 'Enregistrer le lot' }).click()
  await page.getByText('Écrivez le lieu du vote, comme sur le bordereau.').first().waitFor()
  await checked(page, 'papier-bordereau-refuse')
  await page.getByLabel('Lieu du vote').fill('Médiathèque de Lens')
  await page.getByLabel('Papiers dans le lot').fill('3')
  await page.getByLabel('Dont blancs').fill('1')
  await page.getByRole('button', { name: 'Enregistrer le lot' }).click()
  await page.getByRole('heading', { level: 1, name: 'Lot 1' }).waitFor()
}

/** One line a paper, by the keyboard. */
async function typeBatch(page: Page, batch: string, turn: 1 | 2, papers: string): Promise<void> {
  await page.goto(`${batch}/saisie/${turn}`)
  const field = page.getByLabel('Les papiers, un par ligne')
  await field.fill('3 99')
  await page.getByRole('button', { name: 'Terminer la saisie' }).click()
  await page.getByText('un de ces numéros n’existe pas').first().waitFor()
  await checked(page, `papier-saisie-${turn}`)
  await field.fill(papers)
  await page.getByRole('button', { name: 'Terminer la saisie' }).click()
  await page.getByRole('heading', { level: 1, name: 'Lot 1' }).waitFor()
}

async function settle(page: Page): Promise<void> {
  await page.getByLabel('Ce que dit le papier 3').fill('6 2')
  await page.getByRole('button', { name: 'J’ai lu le papier 3' }).click()
  await page.getByRole('heading', { level: 1, name: 'Lot 1' }).waitFor()
}

async function reconcile(page: Page, desk: string): Promise<void> {
  await page.goto(`${desk}/signatures`)
  for (const [index, name] of ['Martin', 'Durand', 'Petit'].entries()) {
    await page.getByLabel('Lieu du vote').fill('Médiathèque de Lens')
    await page.getByLabel('Ligne de la liste').fill(String(index + 1))
    await page.getByLabel('Nom de naissance').fill(name)
    await page.getByLabel('Premier prénom').fill('Camille')
    await page.getByLabel('Jour').fill('4')
    await page.getByLabel('Mois').fill('5')
    await page.getByLabel('Année').fill('1980')
    await page.getByRole('button', { name: 'Inscrire cette ligne' }).click()
    await page.getByText('C’est inscrit.').waitFor()
  }
  await checked(page, 'papier-signatures')
  await page.goto(`${desk}/rapprochement`)
  await page.getByRole('cell', { name: 'Aucun' }).waitFor()
  await checked(page, 'papier-rapprochement')
}

async function seat(slug: string): Promise<void> {
  await besideService(async (context) => {
    const poll = await findSealedPoll(context.db, slug, context.now())
    assert(poll, 'the poll of the story is open')
    for (const { address, number } of [FIRST, SECOND]) {
      const [person] = await listPeopleByEmail(context.db, address)
      assert(person, 'the demonstration has this person')
      const held = { id: context.newId(), pollId: poll.id, office: 'operator', number, personId: person.id } as const
      const since = new Date(context.now().getTime() - 60_000)
      const until = new Date(context.now().getTime() + 86_400_000)
      await context.db
        .transaction()
        .execute((transaction) => insertSeat(transaction, { ...held, since, until }, person.id))
    }
  })
}

async function checked(page: Page, name: string): Promise<void> {
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, name)
  expect(new URL(page.url()).search, 'nothing of a paper is in an address').not.toMatch(/papiers|nom|naissance/)
}

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertSeat } from '../src/modules/ballots/store/sealed/index.ts'
import { closeVote, openVote, voteFor } from '../src/modules/ballots/testing/held-vote.ts'
import { openPoll } from '../src/modules/ballots/testing/sealed-poll.ts'
import { A_DOCUMENT, axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { signInAs } from './people.ts'
import { besideService } from './sealed-polls.ts'

const AGENT = 'Responsable de la mission (exemple)'
const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'
const DAY_MS = 86_400_000

test('after the appeal period two people destroy the shares and the names; everybody reads the certificate', async () => {
  const slug = await publishedVote()
  const agent = await visit('/')
  await signInAs(agent, AGENT, `/agents/scrutins/${slug}/destruction`)
  await agent.getByLabel('Référence du tableau de gestion').fill('TG 2026-04')
  await agent.getByLabel('Visa des Archives départementales').fill('Visa 118 du 3 mai')
  await tabTo(agent, 'Enregistrer')
  await go(agent)
  await agent.getByText('Deux personnes de la commission ou du bureau peuvent détruire.').waitFor()
  await checked(agent, 'apres-le-vote')

  await agent.getByRole('link', { name: 'Les parts de la clé du bureau' }).click()
  await agent.getByText('détruite devant les témoins').click()
  await agent.getByText('place 1 du bureau').click()
  await agent.getByLabel('Lieu').fill('Arras')
  await agent.getByLabel('Jour', { exact: true }).last().fill('12')
  await agent.getByLabel('Mois').fill('5')
  await agent.getByLabel('Année').fill(String(new Date().getFullYear()))
  await checked(agent, 'apres-le-vote-parts')
  await agent.getByRole('button', { name: 'Proposer' }).click()
  await agent.getByText('doit maintenant confirmer').waitFor()

  const other = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(other, ADMINISTRATOR, `/agents/scrutins/${slug}/destruction/parts`)
  await expectNoSidewaysScroll(other)
  await other.getByRole('button', { name: 'Confirmer : c’est détruit' }).click(A_DOCUMENT)
  await other.getByText('Le certificat').first().waitFor(A_DOCUMENT)
  await other.goto(`/agents/scrutins/${slug}/destruction/noms`)
  await other.getByRole('button', { name: 'Proposer' }).click()
  await agent.goto(`/agents/scrutins/${slug}/destruction/noms`)
  await checked(agent, 'apres-le-vote-noms')
  await agent.getByRole('button', { name: 'Confirmer et effacer pour toujours' }).click(A_DOCUMENT)
  await agent.getByText('Le certificat').first().waitFor(A_DOCUMENT)

  const reader = await visit(`/scrutins/${slug}`)
  await reader.getByRole('heading', { name: 'Après le vote' }).waitFor()
  await checked(reader, 'apres-le-vote-public')
  for (const file of ['destruction/shares.pdf', 'destruction/roll.pdf', 'destruction/link.pdf', 'minutes.pdf']) {
    const answer = await reader.request.get(`/scrutins/${slug}/archive/${file}`)
    expect([file, answer.status(), (await answer.body()).subarray(0, 5).toString()]).toEqual([file, 200, '%PDF-'])
  }
})

/** A vote held and published seventy days ago. */
async function publishedVote(): Promise<string> {
  const slug = `apres-${Date.now().toString(36)}`
  return besideService(async (context) => {
    const at = (days: number) => new Date(Date.now() + days * DAY_MS)
    const during = { ...context, now: () => at(-75) }
    const dates = { opensAt: at(-80).toISOString(), closesAt: at(-72).toISOString() }
    const opened = await openPoll(during, { slug, ...dates })
    await voteFor(during, opened.poll, [
      ['Parcours', [2, 4]],
      ['Voisine', [2]],
    ])
    const then = { ...context, now: () => at(-70) }
    await closeVote(then, opened.poll)
    await openVote(then, opened)
    for (const [office, name] of [
      ['commission', AGENT],
      ['bureau', ADMINISTRATOR],
    ] as const) {
      const person = await context.db
        .selectFrom('person')
        .select('id')
        .where('display_name', '=', name)
        .executeTakeFirstOrThrow()
      const seat = { id: context.newId(), pollId: opened.poll.id, office, number: 1, personId: person.id }
      const held = { ...seat, since: at(-80), until: null }
      await context.db.transaction().execute((transaction) => insertSeat(transaction, held, person.id))
    }
    return slug
  })
}

async function checked(page: Page, name: string): Promise<void> {
  await axe(page)
  await screenshot(page, `${name}-1280`)
  const { width, height } = page.viewportSize()!
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
  await screenshot(page, `${name}-320`)
  await page.setViewportSize({ width, height })
}

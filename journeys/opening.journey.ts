import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { receiptText } from '#kernel/ballot'
import { hexOf } from '#kernel/merkle'
import { assert } from '#kernel/result'
import { commitmentOf, type Share, splitKey, toWords } from '#kernel/shares'
import { insertSeat } from '../src/modules/ballots/store/sealed/index.ts'
import { voteFor } from '../src/modules/ballots/testing/held-vote.ts'
import { bureauKeyOfTests, openPoll } from '../src/modules/ballots/testing/sealed-poll.ts'
import { axe, expectNoSidewaysScroll, PHONE, screenshot, visit } from './browser.ts'
import { signInAs } from './people.ts'
import { place } from './place.ts'
import { besideService } from './sealed-polls.ts'

const AGENT = 'Responsable de la mission (exemple)'
const ADMINISTRATOR = 'Administratrice de la plateforme (exemple)'
const HOUR_MS = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'filigrane-vote-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a vote is closed by two people, opened with two shares of three, published, and verified from its files', async () => {
  const { slug, fingerprint, shares, receipt } = await overVote()
  const agent = await visit('/')
  await signInAs(agent, AGENT, `/agents/scrutins/${slug}/cloture`)
  await checked(agent, 'cloture')
  await agent.goto(`/scrutins/${slug}/bureau/ouverture`)
  await agent.getByText('Le vote n’est pas encore clos.').waitFor()
  const early = await agent.request.get(`/scrutins/${slug}/bureau/ouverture/bulletins`)
  expect(early.status()).toBe(403)

  await agent.goto(`/agents/scrutins/${slug}/cloture`)
  await agent.getByRole('button', { name: 'Proposer la clôture' }).click()
  await agent.getByText('Une autre personne de la commission ou du bureau doit maintenant confirmer.').waitFor()
  const other = await visit('/', { javaScript: false, viewport: PHONE })
  await signInAs(other, ADMINISTRATOR, `/agents/scrutins/${slug}/cloture`)
  await expectNoSidewaysScroll(other)
  await other.getByRole('button', { name: 'Confirmer : clore le vote' }).click()
  await other.getByText('Le bureau de dépouillement peut maintenant ouvrir les bulletins.').waitFor()
  await other.goto(`/scrutins/${slug}/bureau/ouverture`)
  // What stands where no script runs has no role for the driver of the browser.
  await other.locator('noscript p', { hasText: 'Cette page a besoin de JavaScript' }).waitFor({ state: 'attached' })
  await expectNoSidewaysScroll(other)

  const second = await visit('/')
  await signInAs(second, ADMINISTRATOR, `/scrutins/${slug}/bureau/ouverture`)
  const found = await openWith(second, [shares[0]!, shares[2]!])
  await second.getByRole('button', { name: 'Comparer, sans publier' }).click()
  await second.getByText('La comparaison est enregistrée').waitFor()
  await agent.goto(`/scrutins/${slug}/bureau/ouverture`)
  expect(await openWith(agent, [shares[1]!, shares[2]!])).toBe(found)
  await checked(agent, 'depouillement')
  await agent.getByRole('button', { name: 'Publier le résultat' }).click()
  await agent.waitForURL(`**/scrutins/${slug}`)
  await agent.getByText('1 autre machine a trouvé pareil').waitFor()
  await checked(agent, 'vote-tenu-ici')
  await agent.goto(`/scrutins/${slug}/resultats`)
  await agent.getByText('Votre vote est consultatif').waitFor()
  await agent.getByRole('heading', { name: 'Projets financés' }).waitFor()
  await checked(agent, 'vote-tenu-ici-resultat')

  await agent.goto('/verifier')
  await checked(agent, 'verifier')
  await agent.getByLabel('Un vote publié ici').fill(`/scrutins/${slug}`)
  await agent.getByLabel('Les 64 signes de l’affiche').fill(fingerprint)
  await agent.getByLabel('Un reçu').fill(receipt)
  await agent.getByRole('button', { name: 'Vérifier', exact: true }).click()
  await agent.getByText('Tout est juste.').waitFor()
  await checked(agent, 'verifier-juste')
  await agent.getByLabel('Les 64 signes de l’affiche').fill('0'.repeat(64))
  await agent.getByRole('button', { name: 'Vérifier', exact: true }).click()
  await agent.getByText('Il y a une différence').waitFor()
  await agent.getByText('ce n’est pas le vote qui a été annoncé').waitFor()

  const [bundle, kept] = [join(folder, 'vote'), join(folder, 'recu')]
  writeFileSync(kept, receipt)
  expect(filigrane('export', 'bundle', slug, bundle)).toMatchObject({ status: 0 })
  const verified = filigrane('verify', bundle, '--fingerprint', fingerprint, '--receipt', kept)
  expect(verified.stderr).toBe('')
  expect(verified.stdout).toContain('Tout est juste.')
  expect(filigrane('verify', bundle, '--fingerprint', '00'.repeat(32))).toMatchObject({ status: 1 })
})

/** A vote whose time is over: three people voted, two days ago by their clock. */
async function overVote() {
  const slug = `depouillement-${Date.now().toString(36)}`
  const key = bureauKeyOfTests(slug)
  const shares = await splitKey(key.secretKey, { shares: 3, threshold: 2 })
  const commitments = shares.map((share) => commitmentOf(share, crypto.getRandomValues(new Uint8Array(16))))
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS)
  return besideService(async (context) => {
    const then = { ...context, now: () => at(-48) }
    const { poll } = await openPoll(then, {
      ...{ slug, opensAt: at(-72).toISOString(), closesAt: at(-30).toISOString() },
      bureau: { publicKey: hexOf(key.publicKey), threshold: 2, shares: commitments },
    })
    const [receipt] = await voteFor(then, poll, [
      ['Parcours', [2, 4]],
      ['Voisine', [2]],
      ['Voisin', [1, 2]],
    ])
    for (const [index, name] of [AGENT, ADMINISTRATOR].entries()) {
      const person = await context.db
        .selectFrom('person')
        .select('id')
        .where('display_name', '=', name)
        .executeTakeFirstOrThrow()
      const seat = { id: context.newId(), pollId: poll.id, office: 'commission' as const, number: index + 1 }
      const held = { ...seat, personId: person.id, since: at(-72), until: null }
      await context.db.transaction().execute((transaction) => insertSeat(transaction, held, person.id))
    }
    assert(receipt, 'who votes has a receipt')
    return { slug, fingerprint: poll.fingerprint, shares, receipt: receiptText(receipt) }
  })
}

/** Types shares on the page of the opening. @returns what the page shows to compare */
async function openWith(page: Page, shares: readonly Share[]): Promise<string> {
  const area = page.getByLabel('Une part : son numéro, puis ses mots')
  await area.fill('1 mot inconnu')
  await page.getByRole('button', { name: 'Vérifier cette part' }).click()
  await page.getByText('n’est pas dans la liste').waitFor()
  for (const share of shares) {
    await area.fill(toWords(share))
    await page.getByRole('button', { name: 'Vérifier cette part' }).click()
    await page.getByText(`Part ${share.number} (`).waitFor()
  }
  await page.getByRole('button', { name: 'Ouvrir les bulletins' }).click()
  await page.getByText('3 bulletins sont ouverts').waitFor()
  return (await page.locator('[data-part="hash"]').textContent()) ?? ''
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

function filigrane(...words: readonly string[]) {
  const env = { ...process.env, FILIGRANE_DATA: place().data, FILIGRANE_DEMO: '1' }
  const bin = resolve(import.meta.dirname, '../bin/filigrane')
  const { status, stdout, stderr } = spawnSync(bin, words, { encoding: 'utf8', env })
  return { status, stdout, stderr }
}

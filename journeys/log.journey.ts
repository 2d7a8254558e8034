import { expect, test } from 'vitest'
import { receiptText } from '#kernel/ballot'
import { assert } from '#kernel/result'
import { castBallot, publishHeads } from '../src/modules/ballots/commands/casting/index.ts'
import { findSealedPoll } from '../src/modules/ballots/store/sealed/index.ts'
import { newCast, newPasses } from '../src/modules/ballots/testing/casting.ts'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { besideService, openSealedPoll } from './sealed-polls.ts'

test('a voter finds their ballot in the public log by keyboard, without scripts, on a small phone', async () => {
  const slug = await openSealedPoll('registre')
  const receipts = await voteBeside(slug, ['Alix', 'Bo', 'Charlie'])
  const page = await visit(`/scrutins/${slug}/registre`, { javaScript: false, viewport: PHONE })
  await page.getByRole('heading', { level: 1, name: 'Le registre public du vote' }).waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'registre-320')

  await tabTo(page, 'Chercher mon bulletin')
  await go(page)
  await tabTo(page, 'Ligne du reçu')
  await page.keyboard.insertText('filigrane1.ab')
  await tabTo(page, 'Chercher')
  await page.keyboard.press('Enter')
  await page.getByText('Cette ligne ne se lit pas. Votre vote n’a pas changé.').waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)

  await page.getByLabel('Ligne du reçu').fill(receipts[1]!)
  await page.getByRole('button', { name: 'Chercher', exact: true }).click()
  await page.getByText('Votre bulletin est dans le registre, à la ligne 2.').waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'preuve-320')
  expect(page.url(), 'a receipt is in no address').not.toContain('filigrane1')
})

test('a witness takes the head of the log, and the page of the vote says how many voted', async () => {
  const slug = await openSealedPoll('temoin')
  await voteBeside(slug, ['Alix', 'Bo'])
  const page = await visit(`/scrutins/${slug}`)
  await page.getByText('2 personnes ont voté', { exact: true }).waitFor()
  await axe(page)
  await page.goto(`/scrutins/${slug}/registre`)
  await axe(page)
  const head = await page.request.get(`/scrutins/${slug}/registre/tete`)
  expect(await head.text()).toMatch(/^filigrane\/scrutin\/[0-9a-f]{64}\n3\n/)
})

/** Who voted elsewhere: their receipts, in a log whose head was shown. */
function voteBeside(slug: string, names: readonly string[]): Promise<readonly string[]> {
  return besideService(async (context) => {
    const poll = await findSealedPoll(context.db, slug, context.now())
    assert(poll, 'the poll is open')
    const receipts: string[] = []
    for (const pass of await newPasses(context, poll, names)) {
      const cast = await castBallot(context, newCast(context, poll, pass))
      assert(cast.ok, 'who has a pass votes')
      receipts.push(receiptText(cast.value))
    }
    await publishHeads(context)
    return receipts
  })
}

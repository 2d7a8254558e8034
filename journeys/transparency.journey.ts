import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, screenshot, tabTo, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { signInAs } from './people.ts'
import { place } from './place.ts'

const HEAD = 'Responsable de la mission (exemple)'
const SENTENCE = 'Aucune écriture n’a été demandée sous le numéro d’une autre'
const ALARM = '019f3c1e-0000-7000-8000-0000000000a7'

test('with the keyboard alone, a resident goes from the checks to the rules that help to decide', async () => {
  const page = await visit('/transparence')
  await tabTo(page, 'Les règles de calcul qui aident à décider')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/transparence/algorithmes')
  await page.getByRole('heading', { name: 'Vos droits' }).waitFor()
})

test('something is no longer true: everybody reads it, an agent says what is done, it is repaired and closed', async () => {
  const { data } = place()
  await inDatabase(
    data,
    `INSERT INTO ledger_alarm (id, transfer_id, asked_sha256, raised_at) VALUES ($1, $1, sha256('x'), now())
     ON CONFLICT DO NOTHING`,
    [ALARM],
  )
  await askNow(data)
  const page = await visit('/transparence', { javaScript: false })
  await reloadUntil(page, 'trouve une erreur en ce moment')
  await axe(page)
  await screenshot(page, 'transparence-incident')

  await signInAs(page, HEAD, '/agents/transparence')
  await axe(page)
  await page.getByRole('link', { name: new RegExp(SENTENCE) }).click()
  await page.getByLabel('Ce que vous avez vu').fill('Un programme a demandé deux fois la même écriture.')
  await page.getByLabel('Pourquoi c’est arrivé').fill('Un essai du parcours.')
  // The label covers its box: it is what a finger meets.
  await page.getByText('Publier ces textes sur la page « Transparence »').click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Un agent écrit ce qui est fait').waitFor()
  await axe(page)
  await expectNoSidewaysScroll(page)
  await screenshot(page, 'agents-incident')

  await inDatabase(data, 'INSERT INTO ledger_alarm_handling (alarm_id, handled_at) VALUES ($1, now())', [ALARM])
  await askNow(data)
  const reader = await visit('/transparence', { javaScript: false })
  await reloadUntil(reader, 'Derniers incidents clos')
  expect(await reader.getByText('Un essai du parcours.').count()).toBe(1)
  expect(await reader.getByText('trouve une erreur en ce moment').count()).toBe(0)
})

/** The round that comes by itself every ten minutes. */
async function askNow(data: string): Promise<void> {
  await inDatabase(data, `SELECT graphile_worker.add_job('transparency.check')`)
}

async function reloadUntil(page: Page, words: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.getByText(words).count()
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBeGreaterThan(0)
}

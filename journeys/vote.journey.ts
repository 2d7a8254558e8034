import { tmpdir } from 'node:os'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, expectNoSidewaysScroll, go, PHONE, screenshot, tabTo, visit } from './browser.ts'
import { inDatabase } from './database.ts'
import { place } from './place.ts'
import { giveIdentity, openSealedPoll } from './sealed-polls.ts'

const NUMBER = /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/

test('a voter chooses, reads again, confirms and keeps the number: sealed in the browser, seen by nobody', async () => {
  const slug = await openSealedPoll('vote-scripts')
  const page = await visit(`/scrutins/${slug}/voter`)
  const sent = watch(page)
  const ticked = page.getByRole('checkbox', { name: 'Réparer les vélos ensemble' })
  await ticked.check()
  await page.getByText('Enregistré sur cet appareil. Il vous reste 2 choix sur 3.').waitFor()
  await page.getByRole('checkbox', { name: 'Le café des aidants' }).check()
  await page.getByRole('checkbox', { name: 'Une épicerie solidaire' }).check()
  await page.getByRole('checkbox', { name: 'Un cinéma de plein air' }).click()
  await page.getByText('Vous avez déjà 3 choix. Retirez-en un pour prendre celui-ci.').waitFor()
  await axe(page)
  await screenshot(page, 'voter-1280')

  // Who leaves finds everything on return, and is told that nothing is recorded yet.
  await page.reload()
  expect(await ticked.isChecked()).toBe(true)
  await page.getByText('Votre vote n’est pas encore enregistré.').waitFor()

  await page.getByRole('link', { name: 'Relire mes choix' }).click()
  await page.getByRole('button', { name: 'Retirer Une épicerie solidaire' }).click()
  await page.getByText('Il vous reste 1 choix sur 3.').waitFor()
  await axe(page)
  await screenshot(page, 'relecture-1280')

  await giveIdentity(page, slug, 'Journée')
  await page.goto(`/scrutins/${slug}/voter/confirmer`)
  await page.getByText('Le café des aidants').waitFor()
  await axe(page)
  await screenshot(page, 'confirmer-1280')
  await page.getByRole('button', { name: 'Je vote' }).click()
  await page.waitForURL('**/voter/enregistre')
  const number = (await page.locator('[data-number-text]').textContent()) ?? ''
  expect(number).toMatch(NUMBER)
  await axe(page)
  await screenshot(page, 'enregistre-1280')
  await page.reload()
  expect(await page.locator('[data-number-text]').textContent()).toBe(number)

  // The canary: the number and the choices of a ballot sealed in the browser are nowhere but in this tab.
  const { bodies, addresses } = sent
  const secrets = [number, number.replaceAll('-', ''), 'p3', 'p5'].map((each) => each.toLowerCase())
  const cookies = (await page.context().cookies()).map(({ value }) => value)
  for (const text of [...bodies, ...addresses, ...cookies]) {
    for (const secret of secrets) expect(wordsIn(text)).not.toContain(secret)
  }
  expect(bodies.some((body) => body.includes('bulletin='))).toBe(true)
  const dumped = await everyRow()
  expect(dumped.length).toBeGreaterThan(1_000)
  expect(dumped).not.toContain(number)
  expect(dumped).not.toContain(number.replaceAll('-', ''))
})

test('the same way without JavaScript on a small phone, and the page says what the server sees', async () => {
  const slug = await openSealedPoll('vote-sans-script')
  const page = await visit(`/scrutins/${slug}/voter`, { javaScript: false, viewport: PHONE })
  await page.getByRole('checkbox', { name: 'Un cinéma de plein air' }).check()
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'voter-sans-script-320')
  // What stands where no script runs has no role for the driver of the browser.
  await page.locator('noscript button', { hasText: 'Relire mes choix' }).click()
  await page.getByText('Un cinéma de plein air').first().waitFor()
  await expectNoSidewaysScroll(page)

  await giveIdentity(page, slug, 'Simple')
  await page.goto(`/scrutins/${slug}/voter/confirmer`)
  await page.getByText('Sans JavaScript, notre serveur voit vos choix un instant.').waitFor()
  await expectNoSidewaysScroll(page)
  await axe(page)
  await page.getByRole('button', { name: 'Je vote' }).click()
  await page.getByRole('heading', { name: 'Votre vote est enregistré' }).waitFor()
  // The server that sealed it knew the number for the time of the answer: it stands on the page, and nowhere else in clear.
  const number = (await page.locator('[data-number-text]').textContent())?.trim() ?? ''
  expect(number).toMatch(NUMBER)
  expect(await everyRow()).not.toContain(number)
  await expectNoSidewaysScroll(page)
  await axe(page)
  await screenshot(page, 'enregistre-sans-script-320')
})

test('by keyboard alone, in forced colours, and when the network is cut the vote is cast once', async () => {
  const slug = await openSealedPoll('vote-clavier')
  const page = await visit(`/scrutins/${slug}/voter`, { forcedColors: 'active', expectedErrors: /Failed to load/ })
  await tabTo(page, 'Une ressourcerie mobile')
  await page.keyboard.press('Space')
  await tabTo(page, 'Relire mes choix')
  await go(page)
  await giveIdentity(page, slug, 'Clavier')
  await tabTo(page, 'Continuer')
  await go(page)
  await tabTo(page, 'Je vote')
  await axe(page)
  await page.waitForLoadState('networkidle')

  await page.route('**/voter/confirmer', (route) => route.abort())
  await page.keyboard.press('Enter')
  await page.getByText('La connexion est coupée. Votre vote n’est pas encore enregistré.').waitFor()
  await page.unroute('**/voter/confirmer')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/voter/enregistre')
  expect(await page.locator('[data-number-text]').textContent()).toMatch(NUMBER)
})

/** Everything this page sends, from now on. */
function watch(page: Page): { readonly bodies: string[]; readonly addresses: string[] } {
  const sent = { bodies: [] as string[], addresses: [] as string[] }
  page.on('request', (request) => {
    sent.addresses.push(decodeURIComponent(request.url()))
    const body = request.postData()
    if (body !== null) sent.bodies.push(decodeURIComponent(body))
  })
  return sent
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().split(/[^a-z0-9-]+/)
}

/** Every table of the database as text: jobs, mails and history with the rest. */
async function everyRow(): Promise<string> {
  const { data } = place()
  const tables = await inDatabase(
    data === '' ? tmpdir() : data,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
     AND tablename ~ 'vote|roll|envelope|log|mail|job|submission|audit|poll_|cast|voter'`,
  )
  const union = tables
    .map(({ name }) => `SELECT row_to_json(t)::text AS line FROM ${String(name)} AS t`)
    .join(' UNION ALL ')
  const rows = await inDatabase(data, union)
  return rows.map(({ line }) => String(line)).join('\n')
}

import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, LAPTOP, screenshot, TAKES_PICTURES, tabTo, type Visitor, visit } from './browser.ts'

const VERIFY = '/scrutins/wieliczka-2023/verifier'
const BALLOTS = `${VERIFY}/12`
const PATIENCE = { timeout: 120_000 }

/** Opens a page once the explanations of its result are computed: a job does it after publication. */
async function visitTold(path: string, visitor: Visitor = {}): Promise<Page> {
  const page = await visit(path, { expectedErrors: /404/, ...visitor })
  const isTold = async () => {
    const certificate = await page.request.get('/scrutins/wieliczka-2023/certificat.json')
    const answer = await page.goto(path)
    const isSaidToCome = (await page.content()).includes('en cours de calcul')
    return certificate.status() === 200 && answer?.status() === 200 && !isSaidToCome
  }
  await expect.poll(isTold, { ...PATIENCE, interval: 500 }).toBe(true)
  return page
}

test('a voter counts again in the browser and finds the published result, byte for byte', async () => {
  const page = await visitTold(VERIFY)
  await page.getByRole('button', { name: 'Recompter dans mon navigateur' }).click()
  await expect.poll(() => page.getByText('vous trouvez le même résultat').count(), PATIENCE).toBe(1)
  // The certificate is checked after the verdict on the result.
  await expect.poll(() => page.locator('.verdict').count(), { timeout: 20_000 }).toBe(3)
  const verdicts = await page.locator('.verdict').allTextContents()
  expect(verdicts[0]).toContain('Le fichier est bien celui du résultat.')
  expect(verdicts[1]).toMatch(/30 projets financés, le résultat publié, au caractère près/)
  expect(verdicts[2]).toContain('tout est juste')
  await axe(page)
  await screenshot(page, 'verifier-recompte-1280')
})

test('the page brings little: the counter and the ballots come when they are asked for', async () => {
  await visitTold(VERIFY)
  const page = await visit('/scrutins')
  const scripts: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => body.length))
  })
  await page.goto(VERIFY, { waitUntil: 'networkidle' })
  const weights = await Promise.all(scripts)
  expect(weights.length).toBeGreaterThan(0)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(15_000)

  const asked = page.waitForRequest('**/ballots.pb')
  await page.getByRole('button', { name: 'Recompter dans mon navigateur' }).click()
  await asked
  await expect.poll(() => page.getByText('vous trouvez le même résultat').count(), PATIENCE).toBe(1)
})

test('when the network fails, the page says what to do, and the next try succeeds', async () => {
  const page = await visitTold(VERIFY, { expectedErrors: /404|Failed to load resource|ERR_FAILED/ })
  await page.route('**/resultats.json', (route) => route.abort())
  await page.getByRole('button', { name: 'Recompter dans mon navigateur' }).click()
  await expect.poll(() => page.getByText('Vérifiez votre connexion, puis réessayez').count(), PATIENCE).toBe(1)
  await page.unroute('**/resultats.json')
  await page.getByRole('button', { name: 'Recompter dans mon navigateur' }).click()
  await expect.poll(() => page.getByText('vous trouvez le même résultat').count(), PATIENCE).toBe(1)
})

test('a published file that was changed is found out', async () => {
  const page = await visitTold(VERIFY)
  await page.route('**/ballots.pb', async (route) => {
    const body = (await (await route.fetch()).text()).replace('\n14;39,', '\n14;24,')
    await route.fulfill({ body, contentType: 'text/plain' })
  })
  await page.getByRole('button', { name: 'Recompter dans mon navigateur' }).click()
  await expect.poll(() => page.getByText('Quelque chose diffère').count(), PATIENCE).toBe(1)
  expect(await page.locator('.verdict-wrong').first().textContent()).toContain('pas celui qui a été publié')
})

test('a report that was changed is found out, by the count and by the certificate', async () => {
  const page = await visitTold(VERIFY)
  await page.route('**/resultats.json', async (route) => {
    const body = (await (await route.fetch()).text()).replace('"winners":["', '"winners":["0","')
    await route.fulfill({ body, contentType: 'application/json' })
  })
  await page.route('**/certificat.json', async (route) => {
    const body = (await (await route.fetch()).text()).replace('"voters":6586', '"voters":6585')
    await route.fulfill({ body, contentType: 'application/json' })
  })
  await page.getByRole('button', { name: 'Recompter dans mon navigateur' }).click()
  await expect.poll(() => page.locator('.verdict-wrong').count(), PATIENCE).toBe(2)
  expect((await page.locator('.verdict-wrong').allTextContents()).join(' ')).toContain(
    'ne donne pas le résultat publié',
  )
})

test('a voter finds their ballot by its number, which never leaves the page', async () => {
  const page = await visitTold(VERIFY)
  const requests: Request[] = []
  page.context().on('request', (request) => requests.push(request))
  await page.getByLabel('Le numéro de mon bulletin').fill('4321')
  await page.getByRole('button', { name: 'Trouver' }).click()
  await expect.poll(() => page.getByText('Votre bulletin est bien compté.').count(), PATIENCE).toBe(1)
  expect(await page.getByRole('heading', { name: 'Bulletin n° 4321' }).count()).toBe(1)
  expect(await page.locator('.recount-found').textContent()).toMatch(/Vous aviez une part de/)
  await page.locator('.recount-found').getByText('Le calcul').click()

  expect(requests.length).toBeGreaterThan(0)
  for (const request of requests) expect(`${request.url()} ${request.postData()}`).not.toContain('4321')
  expect(page.url()).not.toContain('4321')
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
  await axe(page)
  await screenshot(page, 'verifier-mon-bulletin-1280')

  await page.getByLabel('Le numéro de mon bulletin').fill('personne')
  await page.getByRole('button', { name: 'Trouver' }).click()
  await expect.poll(() => page.getByText('Aucun bulletin ne porte ce numéro').count(), PATIENCE).toBe(1)
})

test('what the browser tells of a ballot is what the page without scripts tells', async () => {
  const page = await visitTold(VERIFY)
  await page.getByLabel('Le numéro de mon bulletin').fill('12')
  await page.getByRole('button', { name: 'Trouver' }).click()
  await expect.poll(() => page.locator('.recount-found .ballot').count(), PATIENCE).toBe(1)
  const counted = await page.locator('.recount-found .ballot .telling > p').allTextContents()

  const plain = await visitTold(BALLOTS, { javaScript: false })
  const told = plain.locator('.ballot', { has: plain.getByRole('heading', { name: 'Bulletin n° 12', exact: true }) })
  expect(await told.locator('.telling > p').allTextContents()).toEqual(counted)
})

test('without JavaScript one walks to a ballot by the beginning of its number', async () => {
  const page = await visitTold(VERIFY, { javaScript: false })
  expect(await page.getByText('Le compte dans cette page demande JavaScript').count()).toBe(1)
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await page.getByRole('link', { name: '43', exact: true }).click()
  await page.getByRole('link', { name: '432', exact: true }).click()
  await page.getByRole('heading', { name: 'Bulletin n° 4321' }).waitFor()
  await axe(page)
  await screenshot(page, 'verifier-bulletins-sans-javascript')
})

test('with the keyboard alone, one counts again and finds a ballot', async () => {
  const page = await visitTold(VERIFY)
  await tabTo(page, 'Recompter dans mon navigateur')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText('vous trouvez le même résultat').count(), PATIENCE).toBe(1)
  await tabTo(page, 'Le numéro de mon bulletin')
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bulletin n° 7' }).waitFor()
})

test('under each project the result says why, on paper too', async () => {
  const page = await visitTold('/scrutins/wieliczka-2023/resultats', { javaScript: false })
  expect(await page.locator('details.why').count()).toBe(64)
  await page.getByText('Pourquoi il n’est pas financé').first().click()
  await axe(page)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText('n’est pas financé').last().isVisible()).toBe(true)
})

test.runIf(TAKES_PICTURES)('the pages are looked at', async () => {
  for (const [name, path] of [
    ['verifier', VERIFY],
    ['bulletins', BALLOTS],
    ['resultats-expliques', '/scrutins/wieliczka-2023/resultats'],
  ] as const) {
    for (const [size, viewport] of [
      ['360', { width: 360, height: 780 }],
      ['1280', LAPTOP],
    ] as const) {
      const page = await visitTold(path, { viewport })
      for (const why of await page
        .locator('details.why > summary')
        .all()
        .then((all) => all.slice(0, 2)))
        await why.click()
      await screenshot(page, `${name}-${size}`)
    }
  }
})

import { expect, test } from 'vitest'
import {
  axe,
  expectNoSidewaysScroll,
  LAPTOP,
  PHONE,
  screenshot,
  TAKES_PICTURES,
  tabTo,
  type Visitor,
  visit,
} from './browser.ts'

/** Asks for a code at an invented address, as anyone may. */
async function askForCode(address: string, visitor: Visitor = {}) {
  const page = await visit('/connexion', visitor)
  await page.getByLabel('Votre adresse e-mail').fill(address)
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await page.waitForURL('**/connexion/**')
  return page
}

test.each([true, false])(
  'a code asked for is read in the mailbox of the demonstration (JavaScript: %s)',
  async (javaScript) => {
    const address = `boite-${javaScript ? 'avec' : 'sans'}@habitants.example`
    const page = await askForCode(address, { javaScript, viewport: PHONE })
    await page.goto('/demonstration/courriels')
    await page.getByLabel('Adresse, ou le début').fill(address)
    await page.getByRole('button', { name: 'Chercher', exact: true }).click()
    await page.getByRole('heading', { name: `À « ${address} »` }).waitFor()
    expect(page.url()).not.toContain('boite')
    await expectNoSidewaysScroll(page)
    await axe(page)

    await page.getByRole('link', { name: /code/i }).first().click()
    await page.waitForURL('**/demonstration/courriels/*')
    expect(await page.locator('.mail-code').textContent()).toMatch(/^(\d\d ){2}\d\d$/)
    // The job that keeps it may come a moment later.
    await expect
      .poll(async () => {
        await page.reload()
        return page.getByText('Rien n’est parti : ce courriel est gardé ici.').count()
      })
      .toBe(1)
    await expectNoSidewaysScroll(page)
    await axe(page)
  },
)

test('with the keyboard alone, one opens a mail', async () => {
  const page = await askForCode('clavier@habitants.example')
  await page.goto('/demonstration/courriels')
  await tabTo(page, /code/i)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/demonstration/courriels/*')
})

test('a mail that is not there says so', async () => {
  const page = await visit('/demonstration/courriels/00000000-0000-7000-8000-000000000000')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('n’existe pas')
})

test.runIf(TAKES_PICTURES)('the mailbox is looked at', async () => {
  for (const [size, viewport] of [
    ['360', { width: 360, height: 780 }],
    ['1280', LAPTOP],
  ] as const) {
    const page = await askForCode(`vue-${size}@habitants.example`, { viewport })
    await page.goto('/demonstration/courriels')
    await screenshot(page, `courriels-${size}`)
    await axe(page)
    await page.getByRole('link', { name: /code/i }).first().click()
    await page.waitForURL('**/demonstration/courriels/*')
    await screenshot(page, `courriel-${size}`)
  }
})

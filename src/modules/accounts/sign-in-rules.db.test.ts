import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../modules.ts'
import { drawCardNumber } from './card-number.ts'
import { hashOfCode } from './codes.ts'
import { type Browser, browserOn } from './testing/browser.ts'
import { lastCode, wrong } from './testing/mailbox.ts'
import { siteOn } from './testing/site.ts'

/** What a stranger, or forty of them, may try at the doors of residents. */

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
let networks = 0

beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 })
  context = testContext(database, { contributions, now: () => now })
  app = siteOn(context)
})
beforeEach(() => later(2 * DAY_MS))
afterAll(() => database.drop())

function later(ms: number): void {
  now = new Date(now.getTime() + ms)
}

function fromElsewhere(): Browser {
  networks += 1
  return browserOn(app, { 'X-Forwarded-For': `10.${networks >> 8}.${networks & 255}.7` })
}

async function ask(browser: Browser, address: string) {
  later(1_000)
  await browser.get('/connexion')
  return browser.send('/connexion', { adresse: address })
}

async function join(address: string, name: string): Promise<Browser> {
  const browser = fromElsewhere()
  await ask(browser, address)
  await browser.get('/connexion/code')
  await browser.send('/connexion/code', { code: await lastCode(database, address), autre: 'oui' })
  await browser.get('/connexion/qui')
  expect((await browser.send('/connexion/qui', { nom: name })).status).toBe(303)
  return browser
}

async function mailsTo(condition: string): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    SELECT count(*) FROM mail WHERE ${sql.raw(condition)}`.execute(database.owner)
  return Number(rows[0]?.count)
}

const isIn = async (browser: Browser) => (await browser.get('/mon-espace/compte')).status === 200

test('a stranger who asks and guesses all day long does not keep the owner out, even on a telephone never seen', async () => {
  await join('olga@exemple.fr', 'Olga')
  const strangers = [fromElsewhere(), fromElsewhere(), fromElsewhere()]
  for (let hour = 0; hour < 3; hour += 1) {
    for (let number = 0; number < 12; number += 1) {
      const stranger = strangers[number % strangers.length]!
      const asked = await ask(stranger, 'olga@exemple.fr')
      if (asked.status !== 303) continue
      await stranger.get('/connexion/code')
      for (let tries = 0; tries < 5; tries += 1) await stranger.send('/connexion/code', { code: '000000' })
    }
    const telephone = fromElsewhere()
    expect((await ask(telephone, 'olga@exemple.fr')).status, `hour ${hour}`).toBe(303)
    await telephone.get('/connexion/code')
    await telephone.send('/connexion/code', { code: await lastCode(database, 'olga@exemple.fr') })
    expect(await isIn(telephone), `hour ${hour}`).toBe(true)
    later(HOUR_MS)
  }
})

test('fifty right codes at once open one session', async () => {
  await join('rita@exemple.fr', 'Rita')
  const browser = fromElsewhere()
  await ask(browser, 'rita@exemple.fr')
  const before = await sessionsOf('rita@exemple.fr')
  const code = await lastCode(database, 'rita@exemple.fr')
  const pages = await Promise.all(Array.from({ length: 50 }, () => formOf(browser, '/connexion/code')))
  const answers = await Promise.all(pages.map((page) => sendForm(browser, '/connexion/code', page, { code })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(answers.filter(({ status }) => status >= 500)).toHaveLength(0)
  expect((await sessionsOf('rita@exemple.fr')) - before).toBe(1)
})

test('fifty wrong codes at once are five tries, and the right one then opens nothing', async () => {
  await join('rose@exemple.fr', 'Rose')
  const browser = fromElsewhere()
  await ask(browser, 'rose@exemple.fr')
  const before = await sessionsOf('rose@exemple.fr')
  const code = await lastCode(database, 'rose@exemple.fr')
  const pages = await Promise.all(Array.from({ length: 50 }, () => formOf(browser, '/connexion/code')))
  const answers = await Promise.all(
    pages.map((page, index) =>
      sendForm(browser, '/connexion/code', page, { code: String(Number(wrong(code)) + index).padStart(6, '0') }),
    ),
  )
  expect(answers.filter(({ status }) => status >= 500)).toHaveLength(0)
  const { rows } = await sql<{ left: number; failed: bigint }>`
    SELECT tries_left AS left FROM sign_in_challenge WHERE address = 'rose@exemple.fr' ORDER BY asked_at DESC LIMIT 1`.execute(
    database.db,
  )
  expect(rows[0]?.left).toBe(0)
  const late = await formOf(browser, '/connexion/code')
  await sendForm(browser, '/connexion/code', late, { code })
  expect((await sessionsOf('rose@exemple.fr')) - before).toBe(0)
})

test('however an address is spelt, its mailbox gets so many codes an hour and no more', async () => {
  const spellings = [
    'flood@exemple.fr',
    'flood@ｅxemple.fr',
    'flood@eｘemple.fr',
    'flood@exem\u00adple.fr',
    'flood@exe\u00admple.fr',
    'flood@mail.exemple。fr'.replace('mail.', ''),
    'flood+1@exemple.fr',
    'flood+2@exemple.fr',
    'FLOOD@EXEMPLE.FR',
  ]
  const stranger = fromElsewhere()
  for (const spelling of spellings) for (let time = 0; time < 4; time += 1) await ask(stranger, spelling)
  expect(await mailsTo("recipient LIKE 'flood%'")).toBeLessThanOrEqual(6)
})

test('who holds thousands of IPv6 networks asks for no more codes in an hour than who holds one', async () => {
  const from = (address: string) => browserOn(app, { 'X-Forwarded-For': address })
  expect((await ask(from('2001:db8:9:1::7'), 'une@exemple.fr')).status).toBe(303)
  // As many more were asked there as one network may ask.
  await sql`INSERT INTO sign_in_trace (kind, subject_hash, happened_at)
    SELECT kind, subject_hash, happened_at FROM
      (SELECT * FROM sign_in_trace WHERE kind = 'network' ORDER BY happened_at DESC LIMIT 1) AS asked,
      generate_series(1, 119)`.execute(database.owner)
  expect((await ask(from('2001:db8:9:2::7'), 'deux@exemple.fr')).status).toBe(429)
  expect((await ask(from('2001:db8:8:1::7'), 'trois@exemple.fr')).status).toBe(303)
})

test('an address no mail server would take is refused, whatever is hidden in it', async () => {
  const addresses = [
    'a@b.fr\r\nBcc: c@d.fr',
    'a@b.fr\nBcc: c@d.fr',
    '"a b"@exemple.fr',
    'a@exemple.fr.',
    'a@exemple..fr',
    'a@.fr',
    'a@exemple.fr,b@exemple.fr',
    'a <b@exemple.fr>',
    `${'x'.repeat(250)}@exemple.fr`,
    'a@-exemple.fr',
  ]
  for (const address of addresses) {
    const asked = await ask(fromElsewhere(), address)
    expect(asked.status, JSON.stringify(address)).toBe(422)
  }
})

test('letters of every alphabet are kept as the database compares them, or refused with a sentence', async () => {
  for (const letter of ['İ', 'ı', 'ẞ', 'ς', 'Σ', 'Ⅷ', 'Ａ', 'Ꭰ', 'ᲀ', '\u{10D50}', 'ǅ', 'a\u0345']) {
    const asked = await ask(fromElsewhere(), `x${letter}y@exemple.fr`)
    expect([303, 422], letter).toContain(asked.status)
  }
})

test('who copied the number of a card cannot keep its owner out', async () => {
  const { number, code } = await cardFor('Denise')
  const stranger = fromElsewhere()
  await stranger.get('/connexion/carte')
  // The stranger's program tries as soon as it may, at each end of the wait.
  for (let turn = 0; turn < 12; turn += 1) {
    await stranger.get('/connexion/carte')
    const tried = await stranger.send('/connexion/carte', { numero: number, code: 'AAAABBBBCCCC' })
    if (tried.status === 429) later(Number(tried.headers.get('Retry-After')) * 1_000)
  }
  await stranger.get('/connexion/carte')
  expect((await stranger.send('/connexion/carte', { numero: number, code: 'AAAABBBBCCCC' })).status).toBe(422)
  const owner = fromElsewhere()
  await owner.get('/connexion/carte')
  const entered = await owner.send('/connexion/carte', { numero: number, code })
  expect(entered.status).toBe(303)
})

test('a card printed in the demonstration’s file opens nothing once the data goes to real use', async () => {
  const { number, code } = await cardFor('Dominique Exemple', true)
  const browser = fromElsewhere()
  await browser.get('/connexion/carte')
  const refused = await browser.send('/connexion/carte', { numero: number, code })
  expect(refused.status).toBe(422)
})

test('who asks strangers for help cannot fill their mailboxes', async () => {
  const giver = await join('giver@exemple.fr', 'Gilles')
  await giver.get('/mon-espace/compte')
  for (const nom of ['Voir http://evil.example', 'www.evil.example', 'a@evil.example', 'A\u0000', '\u202e']) {
    expect((await giver.send('/mon-espace/compte/nom', { nom })).status, nom).toBe(nom === 'A\u0000' ? 303 : 422)
  }
  await giver.get('/mon-espace/compte')
  expect((await giver.send('/mon-espace/compte/nom', { nom: 'Gil\u202e\u200bles' })).status).toBe(303)
  expect((await giver.get('/mon-espace/compte')).html).toContain('value="Gilles"')
  const before = await mailsTo("kind = 'accounts.mandate-offered'")
  for (let time = 0; time < 30; time += 1) {
    await giver.get('/mon-espace/aide')
    await giver.send('/mon-espace/aide/demander', { adresse: `victim${time % 3}@exemple.fr`, duree: '1' })
  }
  expect((await mailsTo("kind = 'accounts.mandate-offered'")) - before).toBeLessThanOrEqual(5)
})

/** The page of a form, asked for by this browser: several at once do not mix. */
async function formOf(browser: Browser, path: string): Promise<string> {
  const response = await app.request(path, { headers: { Cookie: cookieOf(browser) } })
  return response.text()
}

async function sendForm(browser: Browser, path: string, page: string, fields: Readonly<Record<string, string>>) {
  const keys = [...page.matchAll(/name="(envoi|jeton)" value="([^"]*)"/g)].slice(0, 2)
  const body = new URLSearchParams({ ...Object.fromEntries(keys.map(([, name, value]) => [name!, value!])), ...fields })
  const response = await app.request(path, { method: 'POST', body, headers: { Cookie: cookieOf(browser) } })
  return { status: response.status, text: await response.text() }
}

function cookieOf({ cookies }: Browser): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

async function sessionsOf(address: string): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    SELECT count(*) FROM session JOIN person_email USING (person_id) WHERE address = ${address}`.execute(database.db)
  return Number(rows[0]?.count)
}

async function cardFor(name: string, isFictitious = false) {
  const [id, number, code] = [context.newId(), drawCardNumber(context.random), '7KX49TQM2BRA']
  const codeHash = Buffer.from(hashOfCode(context.keyFor('card codes'), number, code))
  await sql`INSERT INTO person (id, display_name, is_fictitious, created_at)
    VALUES (${id}, ${name}, ${isFictitious}, ${now})`.execute(database.db)
  await sql`INSERT INTO person_card (id, person_id, number, code_hash, issued_by, issued_at)
    VALUES (${context.newId()}, ${id}, ${number}, ${codeHash}, ${id}, ${now})`.execute(database.db)
  return { number, code }
}

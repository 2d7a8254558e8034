import type { Hono } from 'hono'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Browser, browserOn } from '../../testing/browser.ts'
import { type PasskeyDevice, passkeyDevice } from '../../testing/passkey-device.ts'
import { siteOn } from '../../testing/site.ts'
import { asked, askIn, shownSecret } from '../../testing/staff.ts'

const MINUTE_MS = 60_000

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
let networks = 0

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { now: () => now })
  app = siteOn(context)
})
beforeEach(() => later(48 * 60 * MINUTE_MS))
afterAll(() => database.drop())

function later(ms: number): void {
  now = new Date(now.getTime() + ms)
}

function visitor(): Browser {
  networks += 1
  return browserOn(app, { 'X-Forwarded-For': `10.1.${networks}.7` })
}

const SECURITY = '/mon-espace/securite'
const isIn = async (browser: Browser) => (await browser.get(SECURITY)).status === 200

/** An agent who just added a passkey. */
async function agentWithPasskey(name: string, device: PasskeyDevice): Promise<Browser> {
  const browser = visitor()
  await askIn(context, browser, `${name}@agents.exemple.fr`, name)
  const answer = device.create(await asked(browser, '/connexion/enrolement/defi'))
  await browser.get('/connexion/enrolement')
  const added = await browser.send('/connexion/enrolement/cles', { 'nom-cle': 'Téléphone', reponse: answer })
  expect([added.status, added.location]).toEqual([303, SECURITY])
  return browser
}

async function signIn(browser: Browser, device: PasskeyDevice) {
  const answer = device.get(await asked(browser, '/connexion/agents/defi'))
  await browser.get('/connexion/agents')
  return browser.send('/connexion/agents/cle', { reponse: answer })
}

test('asked in, an agent adds a passkey and is in; then enters with it from another browser', async () => {
  const device = passkeyDevice()
  const browser = await agentWithPasskey('ines', device)
  expect((await browser.get(SECURITY)).html).toContain('Téléphone')
  const elsewhere = visitor()
  expect((await signIn(elsewhere, device)).status).toBe(303)
  expect(await isIn(elsewhere)).toBe(true)
})

test('a passkey that was taken away opens nothing, and the page says so', async () => {
  const device = passkeyDevice()
  const browser = await agentWithPasskey('rene', device)
  const id = /\/cles\/([0-9a-f-]+)/.exec((await browser.get(SECURITY)).html)?.[1]
  await browser.get(`${SECURITY}/cles/${id}`)
  expect((await browser.send(`${SECURITY}/cles/${id}`, { geste: 'retirer' })).status).toBe(303)

  const refused = await signIn(visitor(), device)
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Cette clé d’accès a été retirée')
})

test('a device whose count goes back is refused, and the audit trail says so', async () => {
  const device = passkeyDevice()
  device.count = 5
  await agentWithPasskey('copie', device)
  device.count = 6
  expect((await signIn(visitor(), device)).status).toBe(303)
  device.count = 4
  expect((await signIn(visitor(), device)).html).toContain('peut-être été copiée')
  const noted = await database.db
    .selectFrom('audit_entry')
    .select('details')
    .where('act', '=', 'accounts.passkey-count-went-back')
    .execute()
  expect(noted).toMatchObject([{ details: { expectedAbove: 6, counted: 4 } }])
})

test('a passkey made for another site is not looked at', async () => {
  const device = passkeyDevice()
  await agentWithPasskey('ailleurs', device)
  device.origin = 'https://filigrane.evil.example'
  const refused = await signIn(visitor(), device)
  expect([refused.status, refused.html.includes('autre site')]).toEqual([422, true])
})

test('what a device answered serves once, in its browser, for five minutes', async () => {
  const device = passkeyDevice()
  await agentWithPasskey('temps', device)

  const browser = visitor()
  const answer = device.get(await asked(browser, '/connexion/agents/defi'))
  const send = async (by: Browser) => {
    await by.get('/connexion/agents')
    return by.send('/connexion/agents/cle', { reponse: answer })
  }
  expect((await send(visitor())).html).toContain('ne vient pas de ce navigateur')
  expect((await send(browser)).status).toBe(303)
  expect((await send(browser)).html).toContain('a déjà servi')

  const late = device.get(await asked(browser, '/connexion/agents/defi'))
  later(5 * MINUTE_MS)
  await browser.get('/connexion/agents')
  expect((await browser.send('/connexion/agents/cle', { reponse: late })).html).toContain('plus de cinq minutes')
})

test.each(['', '{}', 'x', '{"id":1}', '[]', JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: {} })])(
  'an answer that is none (%s) is refused with a sentence',
  async (reponse) => {
    const browser = visitor()
    await browser.get('/connexion/agents')
    const refused = await browser.send('/connexion/agents/cle', { reponse })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('JavaScript')
  },
)

test('an unknown passkey and a wrong signature are refused', async () => {
  const stranger = passkeyDevice()
  stranger.create({ challenge: '', user: { id: '' } })
  expect((await signIn(visitor(), stranger)).html).toContain('Aucun compte n’a cette clé')

  const device = passkeyDevice()
  await agentWithPasskey('faux', device)
  const browser = visitor()
  const answer = JSON.parse(device.get(await asked(browser, '/connexion/agents/defi'))) as {
    response: { signature: string }
  }
  answer.response.signature = passkeyDevice().get({ challenge: 'x' }).slice(0, 40)
  await browser.get('/connexion/agents')
  const refused = await browser.send('/connexion/agents/cle', { reponse: JSON.stringify(answer) })
  expect(refused.html).toContain('n’est pas la bonne')
})

/** An agent who just tied an application of codes; and its secret, and the recovery codes. */
async function agentWithCodes(name: string) {
  const browser = visitor()
  await askIn(context, browser, `${name}@agents.exemple.fr`, name)
  const page = await browser.get('/connexion/enrolement/application')
  const secret = shownSecret(page.html)
  const shown = await browser.send('/connexion/enrolement/application', { code: codeOf(secret) })
  const recovery = [...shown.html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '')
  later(MINUTE_MS)
  return { browser, secret, recovery, shown }
}

const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(now.getTime() / 1_000) })

async function enterByCode(browser: Browser, nom: string, code: string) {
  await browser.get('/connexion/agents')
  return browser.send('/connexion/agents/code', { nom, code })
}

test('an application of codes is tied without JavaScript, with ten codes to keep, shown once', async () => {
  const { browser, recovery, shown } = await agentWithCodes('odile')
  expect(shown.status).toBe(200)
  expect(recovery).toHaveLength(10)
  const security = await browser.get(SECURITY)
  expect(security.html).toContain('encore bons : 10 sur 10')
  for (const code of recovery) expect(security.html).not.toContain(code)
})

test('a code opens once, by the address or by the name', async () => {
  const { secret } = await agentWithCodes('marc')
  const code = codeOf(secret)
  const browser = visitor()
  expect((await enterByCode(browser, ' Marc@Agents.exemple.FR', code)).status).toBe(303)
  expect(await isIn(browser)).toBe(true)
  expect((await enterByCode(visitor(), 'marc', code)).status).toBe(422)
  later(MINUTE_MS)
  expect((await enterByCode(visitor(), 'MARC', codeOf(secret))).status).toBe(303)
})

test('a recovery code opens once', async () => {
  const { recovery } = await agentWithCodes('perdu')
  expect((await enterByCode(visitor(), 'perdu', recovery[3] ?? '')).status).toBe(303)
  expect((await enterByCode(visitor(), 'perdu', recovery[3] ?? '')).status).toBe(422)
  expect((await enterByCode(visitor(), 'perdu', (recovery[4] ?? '').toLowerCase().replaceAll(' ', '-'))).status).toBe(
    303,
  )
})

test('somebody who has no account is answered like somebody who mistyped, word for word', async () => {
  await agentWithCodes('connue')
  const answers = []
  for (const nom of ['connue@agents.exemple.fr', 'inconnu@agents.exemple.fr']) {
    const { status, html } = await enterByCode(visitor(), nom, '000000')
    const plain = html.replaceAll(/name="(envoi|jeton)" value="[^"]*"/g, '').replaceAll(nom, 'NOM')
    answers.push({ status, plain })
  }
  expect(answers[0]).toEqual(answers[1])
})

test('who guesses waits longer and longer; the owner waits for nothing, at the office or from a new place', async () => {
  const { secret } = await agentWithCodes('cible')
  const thief = visitor()
  for (let tries = 0; tries < 3; tries += 1) expect((await enterByCode(thief, 'cible', '000000')).status).toBe(422)
  const slowed = await enterByCode(thief, 'cible', '000000')
  expect([slowed.status, slowed.headers.get('Retry-After')]).toEqual([429, '30'])
  expect((await enterByCode(visitor(), 'cible', codeOf(secret))).status).toBe(303)
})

test('guesses by the name and by the address are guesses on one account', async () => {
  const { secret } = await agentWithCodes('alias')
  const thief = visitor()
  await enterByCode(thief, 'alias', '000000')
  await enterByCode(thief, 'ALIAS', '000000')
  await enterByCode(thief, 'alias@agents.exemple.fr', '000000')
  expect((await enterByCode(thief, 'alias', codeOf(secret))).status).toBe(429)
  expect((await enterByCode(thief, 'alias@agents.exemple.fr', codeOf(secret))).status).toBe(429)
})

/** Wrong codes from as many places, by the name and by the address in turn. */
async function guessFromEverywhere(name: string) {
  for (let tries = 0; tries < 12; tries += 1) {
    const named = tries % 2 === 0 ? name : `${name}@agents.exemple.fr`
    expect((await enterByCode(visitor(), named, '000000')).status).toBe(422)
  }
}

/** The code of half a minute ago, then that of now. */
function twoCodesOf(secret: string): string {
  const before = generateSync({ secret, epoch: Math.floor(now.getTime() / 1_000) - 30 })
  return `${before} ${codeOf(secret)}`
}

test('guessed at from everywhere, an account asks new places for two codes in a row, which open at once', async () => {
  const { secret, recovery } = await agentWithCodes('assiegee')
  const office = visitor()
  expect((await enterByCode(office, 'assiegee', codeOf(secret))).status).toBe(303)
  later(MINUTE_MS)
  await guessFromEverywhere('assiegee')

  const place = visitor()
  const short = await enterByCode(place, 'assiegee', codeOf(secret))
  expect([short.status, short.html.includes('deux codes qui se suivent')]).toEqual([429, true])
  expect((await enterByCode(place, 'assiegee', `123456 ${codeOf(secret)}`)).status).toBe(422)
  expect((await enterByCode(place, 'assiegee', twoCodesOf(secret))).status).toBe(303)
  expect((await enterByCode(visitor(), 'assiegee', twoCodesOf(secret))).status).toBe(422)
  expect((await enterByCode(visitor(), 'assiegee', recovery[0] ?? '')).status).toBe(303)
  later(MINUTE_MS)
  expect((await enterByCode(office, 'assiegee', codeOf(secret))).status).toBe(303)
})

test('a right code at the office gives nothing back to who guesses elsewhere', async () => {
  const { secret } = await agentWithCodes('bureau')
  const [office, thief] = [visitor(), visitor()]
  for (let tries = 0; tries < 3; tries += 1) await enterByCode(thief, 'bureau', '000000')
  for (let tries = 0; tries < 9; tries += 1) await enterByCode(visitor(), 'bureau', '000000')
  expect((await enterByCode(office, 'bureau', twoCodesOf(secret))).status).toBe(303)
  expect((await enterByCode(thief, 'bureau', '000000')).status).toBe(429)
  expect((await enterByCode(visitor(), 'bureau', '000000')).status).toBe(429)
})

test('an account that does not exist is guessed at like another: it asks for two codes, too', async () => {
  for (let tries = 0; tries < 12; tries += 1) await enterByCode(visitor(), 'personne@exemple.fr', '000000')
  const asked = await enterByCode(visitor(), 'personne@exemple.fr', '000000')
  expect([asked.status, asked.html.includes('deux codes qui se suivent')]).toEqual([429, true])
})

test('ways in are changed within ten minutes of a strong sign-in; later one confirms first', async () => {
  const { browser } = await agentWithCodes('presse')
  expect((await browser.get(SECURITY)).html).toContain('/securite/cles')
  later(10 * MINUTE_MS)
  const page = await browser.get(SECURITY)
  expect(page.html).toContain('Confirmer que c’est moi')
  expect(page.html).not.toContain('action="/mon-espace/securite/cles"')
  expect((await browser.get(`${SECURITY}/application`)).status).toBe(422)
  expect((await browser.get(`${SECURITY}/defi`)).status).toBe(403)
})

test('the last strong way of somebody who works here stays', async () => {
  const { browser } = await agentWithCodes('agente')
  const { person_id: personId } = await database.db
    .selectFrom('person_email')
    .select('person_id')
    .where('address', '=', 'agente@agents.exemple.fr')
    .executeTakeFirstOrThrow()
  const grant = { id: context.newId(), person_id: personId, role: 'council-member', object: null }
  const terms = { starts_on: '2026-01-01', needs_confirmation: false, asked_at: now }
  await database.owner
    .insertInto('role_grant')
    .values({ ...grant, ...terms })
    .execute()

  await browser.get(SECURITY)
  const kept = await browser.send(`${SECURITY}/application/retirer`)
  expect([kept.status, kept.html.includes('dernier moyen sûr')]).toEqual([422, true])

  const answer = passkeyDevice().create(await asked(browser, `${SECURITY}/defi`))
  await browser.get(SECURITY)
  await browser.send(`${SECURITY}/cles`, { 'nom-cle': 'Clé', reponse: answer })
  await browser.get(SECURITY)
  expect((await browser.send(`${SECURITY}/application/retirer`)).status).toBe(303)
})

test('each change to one’s ways in is told by mail, without any secret', async () => {
  const { secret } = await agentWithCodes('avertie')
  const mails = await database.db
    .selectFrom('mail')
    .select(['kind', 'paragraphs'])
    .where('recipient', '=', 'avertie@agents.exemple.fr')
    .execute()
  expect(mails.map(({ kind }) => kind)).toEqual(['accounts.ways-changed'])
  expect(JSON.stringify(mails)).not.toContain(secret)
})

test('nothing that opens is readable in the database', async () => {
  const { secret, recovery } = await agentWithCodes('coffre')
  const rows = await Promise.all([
    database.db.selectFrom('authenticator').selectAll().execute(),
    database.db.selectFrom('recovery_code').selectAll().execute(),
    database.db.selectFrom('submission').select('result').execute(),
  ])
  const text = rows
    .flat()
    .map((row) =>
      Object.values(row).map((value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
      ),
    )
    .join(' ')
  for (const word of [secret, ...recovery, ...recovery.map((code) => code.replaceAll(' ', ''))]) {
    expect(text).not.toContain(word)
  }
})

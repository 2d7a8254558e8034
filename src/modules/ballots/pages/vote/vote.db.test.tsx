import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decodeBallot, openEnvelope, parseReceipt, trackerText } from '#kernel/ballot'
import { base64Of, hexOf } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { readAs } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../../../modules.ts'
import { site } from '../../../../site.tsx'
import { type VoterBrowser, voterBrowserOn } from '../../testing/browser.ts'
import { type OpenedForTests, openPoll } from '../../testing/sealed-poll.ts'
import { CAMILLE, proveIdentity, sealAsBrowser } from '../../testing/voter.ts'

const CHOOSE = '/scrutins/coups-de-coeur-2026/voter'
const REVIEW = `${CHOOSE}/relecture`
const CONFIRM = `${CHOOSE}/confirmer`
const RECORDED = `${CHOOSE}/enregistre`
const CONSULTATIVE =
  'Votre vote est consultatif. Les subventions sont attribuées par la commission permanente du Département.'

let database: TestDatabase
let context: Context
let opened: OpenedForTests
let app: Hono
let now = TEST_NOW
const logged: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => new Date(now) })
  opened = await openPoll(context)
  app = siteOn(context)
})
afterAll(() => database.drop())

let voter: VoterBrowser
let people = 0
beforeEach(() => {
  now = TEST_NOW
  voter = voterBrowserOn(app)
  people += 1
})

test('every page of the way says that the vote is consultative, and has no menu', async () => {
  await prove()
  for (const path of [CHOOSE, REVIEW, CONFIRM, RECORDED, `${CHOOSE}/tablette`]) {
    const { html, status } = await voter.get(path)
    expect(status, path).toBe(200)
    expect(html, path).toContain(CONSULTATIVE)
    expect(html, path).not.toContain('Navigation principale')
  }
})

test('where scripts run no form holds the choices: the server cannot be sent them', async () => {
  const { html } = await voter.get(CHOOSE)
  const outside = html.replaceAll(/<noscript>.*?<\/noscript>/gs, '')
  expect(outside).not.toContain('<form')
  expect(outside).toContain('Jusqu’à 3 choix.')
})

test('the order is drawn for each visitor, and is the same at their next page', async () => {
  const [one, again] = [codesIn(await voter.get(CHOOSE)), codesIn(await voter.get(CHOOSE))]
  expect(again).toEqual(one)
  const orders = new Set<string>()
  for (let visitor = 0; visitor < 8; visitor++) orders.add(codesIn(await voterBrowserOn(app).get(CHOOSE)).join())
  expect(orders.size).toBeGreaterThan(1)
})

test('without JavaScript: choose, read again, take one away, confirm, keep the number', async () => {
  await voter.get(CHOOSE)
  expect(await choosing('p1', 'p4')).toMatchObject({ status: 303, location: REVIEW })
  const read = await voter.get(REVIEW)
  expect(read.html).toContain('Une épicerie solidaire')
  expect(read.html).not.toContain('Un cinéma de plein air')
  await voter.send(REVIEW, { retirer: 'p4' })
  expect((await voter.get(REVIEW)).html).not.toContain('Une épicerie solidaire')

  await prove()
  const confirm = await voter.get(CONFIRM)
  expect(confirm.html).toContain('Sans JavaScript, notre serveur voit vos choix un instant.')
  expect(await voter.send(CONFIRM)).toMatchObject({ status: 303, location: RECORDED })
  const { html } = await voter.get(RECORDED)
  expect(html).toContain('Votre vote est enregistré')
  expect(numberIn(html)).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
  expect(await lastBallot()).toMatchObject({ choices: [0], number: numberIn(html) })
})

test('« Je vote » sent twice casts once, and tells twice the same number and the same proof', async () => {
  await voter.get(CHOOSE)
  await choosing('p2')
  await prove()
  await voter.get(CONFIRM)
  const before = await countEnvelopes()
  const basket = [...voter.cookies]
  await voter.send(CONFIRM)
  const first = (await voter.get(RECORDED)).html
  // The second of a double click still carried the choices.
  for (const [name, value] of basket) voter.cookies.set(name, value)
  expect((await voter.again()).status).toBe(303)
  const second = (await voter.get(RECORDED)).html
  expect(numberIn(second)).toBe(numberIn(first))
  expect(receiptIn(second).envelopeHash).toBe(receiptIn(first).envelopeHash)
  expect(await countEnvelopes()).toBe(before + 1)
})

test('sealed in the browser: the server is sent what it cannot read, and answers with a proof', async () => {
  await voter.get(CHOOSE)
  await prove()
  await voter.get(CONFIRM)
  const tracker = new Uint8Array(16).fill(people)
  const sealed = await sealAsBrowser(opened.poll, [1, 5], tracker)
  const fields = { pli: base64Of(sealed.enc), bulletin: base64Of(sealed.ciphertext) }
  expect(await voter.send(CONFIRM, fields)).toMatchObject({ status: 303, location: RECORDED })
  const { html } = await voter.get(RECORDED)
  expect(receiptIn(html).envelopeHash).toBe(hexOf(sealed.envelopeHash))
  expect(numberIn(html)).toBe('')
  expect(html).not.toContain(trackerText(tracker))
  expect(await lastBallot()).toEqual({ choices: [1, 5], number: trackerText(tracker) })
})

test('who changes their mind votes again, and is told before that the first vote is replaced', async () => {
  await voter.get(CHOOSE)
  await choosing('p3')
  await prove()
  await voter.get(CONFIRM)
  await voter.send(CONFIRM)
  expect((await voter.get(CHOOSE)).html).toContain('Votre vote est enregistré.')
  await choosing('p5')
  const { html } = await voter.get(CONFIRM)
  expect(html).toContain('Vous avez déjà voté, et ce vote est enregistré.')
  expect((await voter.send(CONFIRM)).status).toBe(303)
  expect(await lastBallot()).toMatchObject({ choices: [4] })
})

test.each([
  [['p1', 'p2', 'p3', 'p4'], 'Vous avez coché 4 projets. Gardez-en 3 au plus.'],
  [[], 'Vous n’avez encore rien choisi. Cochez au moins un projet.'],
  [['p99'], 'Un des projets cochés n’est pas dans ce vote.'],
])('a choice that is not one (%s) comes back with its sentence and its boxes', async (codes, sentence) => {
  await voter.get(CHOOSE)
  const answer = await choosing(...codes)
  expect(answer.status).toBe(422)
  expect(answer.html.replaceAll('\u00a0', ' ')).toContain(sentence)
  for (const code of codes.filter((each) => each !== 'p99')) expect(answer.html).toMatch(checked(code))
})

test('a search without JavaScript keeps what is chosen in sight, and « Tout voir » leads back', async () => {
  await voter.get(`${CHOOSE}?simple`)
  await choosing('p6')
  const { html } = await voter.get(`${CHOOSE}?mots=velos`)
  expect(codesIn({ html }).toSorted()).toEqual(['p3', 'p6'])
  expect(html).toContain('Tout voir')
})

test('the basket in the cookie has one length, whatever is chosen, and tells nothing', async () => {
  const lengths = new Set<number>()
  for (const codes of [['p1'], ['p2', 'p5'], ['p1', 'p2', 'p3']]) {
    const one = voterBrowserOn(app)
    await tick(one, codes)
    const basket = [...one.cookies].find(([name]) => name.includes('vote-choix'))?.[1] ?? ''
    expect(Buffer.from(basket, 'base64url').includes('p1')).toBe(false)
    lengths.add(basket.length)
  }
  expect([...lengths]).toHaveLength(1)
})

test('without a proof of who one is, the page to confirm leads to it', async () => {
  await voter.get(CHOOSE)
  expect(await voter.get(CONFIRM)).toMatchObject({ status: 303, location: `${CHOOSE}/identite` })
})

test('a form from before comes back, with its sentence', async () => {
  await voter.get(CHOOSE)
  await choosing('p1')
  await prove()
  await voter.get(CONFIRM)
  const answer = await voter.send(CONFIRM, { jeton: 'faux' })
  expect(answer.status).toBe(422)
  expect(answer.html).toContain('Ce formulaire attendait depuis longtemps')
})

test.each([
  ['2026-02-28T10:00:00Z', 'Le vote n’est pas encore ouvert'],
  ['2026-03-04T21:00:00Z', 'Le vote est terminé'],
])('at %s the page says: %s', async (moment, title) => {
  now = new Date(moment)
  for (const path of [CHOOSE, REVIEW, CONFIRM]) expect((await voter.get(path)).html, path).toContain(title)
})

test('who confirms in the night of the close is told that it is over, and nothing is written', async () => {
  await voter.get(CHOOSE)
  await choosing('p1')
  await prove()
  await voter.get(CONFIRM)
  const before = await countEnvelopes()
  now = new Date('2026-03-04T21:00:01Z')
  await prove()
  const answer = await voter.send(CONFIRM)
  expect(answer.status).toBe(422)
  expect(answer.html).toContain('Le vote est terminé. Votre vote n’a pas été enregistré.')
  expect(await countEnvelopes()).toBe(before)
})

test('a poll whose bureau has not rehearsed opens to nobody', async () => {
  await openPoll(context, { slug: 'sans-essai', isRehearsed: false })
  expect((await voter.get('/scrutins/sans-essai/voter')).html).toContain('L’équipe du vote n’a pas fini ses essais.')
})

test('in a poll where one votes once, who has voted is told so, and has no button', async () => {
  const once = await openPoll(context, { slug: 'une-fois', revote: 'refused' })
  const path = '/scrutins/une-fois/voter'
  await voter.get(path)
  await tick(voter, ['p1'], path)
  await prove(once)
  await voter.get(`${path}/confirmer`)
  await voter.send(`${path}/confirmer`)
  const { html } = await voter.get(`${path}/confirmer`)
  expect(html).toContain('Vous avez déjà voté')
  expect(html).not.toContain('Je vote')
})

test('the mail says that a vote is recorded: neither choices nor number, and one only', async () => {
  const number = await voteFor('p3')
  const sent = await voter.send(`${CHOOSE}/courriel`, { adresse: 'camille@exemple.fr' })
  expect(sent).toMatchObject({ status: 303, location: `${RECORDED}?mail=parti` })
  await voter.get(RECORDED)
  const other = await voter.send(`${CHOOSE}/courriel`, { adresse: 'autre@exemple.fr' })
  expect(other.status).toBe(422)
  const mails = await database.db.selectFrom('mail').selectAll().where('kind', '=', 'ballots.vote-recorded').execute()
  expect(mails.map(({ recipient }) => recipient)).toEqual(['camille@exemple.fr'])
  const text = JSON.stringify(mails)
  expect(text).toContain('Nos coups de cœur 2026')
  for (const secret of [number, 'Réparer les vélos', CAMILLE.firstName]) expect(text).not.toContain(secret)
})

test('« Personne suivante » leaves nothing of the one before on a lent screen', async () => {
  await voter.get(`${CHOOSE}/tablette`)
  await voter.send(`${CHOOSE}/tablette`)
  const number = await voteFor('p2')
  expect((await voter.get(RECORDED)).html).toContain('Voir mon numéro')
  const wiped = await voter.send(`${CHOOSE}/personne-suivante`)
  expect(wiped).toMatchObject({ status: 303, location: CHOOSE })
  expect(wiped.headers.get('Clear-Site-Data')).toBe('"storage"')
  for (const path of [CHOOSE, REVIEW, RECORDED]) expect((await voter.get(path)).html, path).not.toContain(number)
  expect((await voter.get(RECORDED)).html).toContain('Nous ne voyons pas de vote ici')
  expect(await voter.get(CONFIRM)).toMatchObject({ status: 303 })
})

test('no page asked for, no line of the log holds a choice', () => {
  expect(logged.length).toBeGreaterThan(10)
  for (const name of ['ressourcerie', 'vélos', 'épicerie']) expect(logged.join('')).not.toContain(name)
})

async function prove(poll: OpenedForTests = opened): Promise<void> {
  if (!voter.cookies.has('__Host-navigateur')) await voter.get(CHOOSE)
  const person = { ...CAMILLE, birthName: `Lefebvre ${people}` }
  await proveIdentity(context, poll.poll, voter.cookies.get('__Host-navigateur') ?? '', person)
}

/** @returns the number of the ballot */
async function voteFor(code: string): Promise<string> {
  await voter.get(CHOOSE)
  await choosing(code)
  await prove()
  await voter.get(CONFIRM)
  await voter.send(CONFIRM)
  return numberIn((await voter.get(RECORDED)).html)
}

function choosing(...codes: readonly string[]) {
  return tick(voter, codes)
}

async function tick(browser: VoterBrowser, codes: readonly string[], path = CHOOSE) {
  await browser.get(path)
  return browser.send(path, { acte: 'relire', choix: codes })
}

function codesIn({ html }: { readonly html: string }): readonly string[] {
  return [...html.matchAll(/<div class="vote-card" data-option="([^"]+)"/g)].map(([, code]) => code!)
}

function checked(code: string): RegExp {
  return new RegExp(`<input[^>]*value="${code}"[^>]*checked`)
}

function numberIn(html: string): string {
  return /data-number-text[^>]*>([^<]*)</.exec(html)?.[1]?.trim() ?? ''
}

function receiptIn(html: string) {
  const read = parseReceipt(/filigrane1\.[A-Za-z0-9_.-]+/.exec(html)?.[0] ?? '')
  if (!read.ok) throw new Error(`the page holds no receipt: ${read.refusal}`)
  return read.value
}

async function countEnvelopes(): Promise<number> {
  const { count } = await readAs(database.db, 'opener', (opener) =>
    opener
      .selectFrom('envelope')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow(),
  )
  return Number(count)
}

/** The ballot cast last, opened with the key that only a test knows. */
async function lastBallot() {
  const { enc, ciphertext } = await readAs(database.db, 'opener', (opener) =>
    opener
      .selectFrom('envelope')
      .select(['enc', 'ciphertext'])
      .where('poll_id', '=', opened.poll.id)
      .orderBy('leaf_index', 'desc')
      .executeTakeFirstOrThrow(),
  )
  const { manifest, fingerprint } = opened.poll
  const plaintext = await openEnvelope({ enc, ciphertext }, opened.bureauKey.secretKey, fingerprint)
  const ballot = decodeBallot(plaintext ?? new Uint8Array(), manifest)
  return ballot.ok ? { choices: ballot.value.choices, number: trackerText(ballot.value.tracker) } : undefined
}

function siteOn(context: Context): Hono {
  return site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [{ label: 'Scrutins', href: '/scrutins' }],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Mail, post, purgeMails, readMailServer } from '../index.ts'
import { selfSignedCertificate } from './certificate.testing.ts'
import { deliverDue, type MailMetrics, mailMetrics, type OfficeOptions, openCourier, openPostOffice } from './index.ts'
import { type Peer, reply, startPeer } from './peer.testing.ts'

const CODE: Mail = {
  to: 'zoe@exemple.fr',
  subject: 'Votre code pour vous connecter',
  paragraphs: [
    'Bonjour,',
    { code: '123456' },
    { label: 'Revenir au site', href: '/connexion?suite=%2Fmon-espace&a=1' },
  ],
  kind: 'accounts.sign-in-code',
}
const NEWS: Mail = {
  ...CODE,
  paragraphs: ['Votre dossier est reçu.'],
  kind: 'grants.received',
  subject: 'Dossier reçu',
}

let database: TestDatabase
let context: Context
let peer: Peer
let registry: Registry
let metrics: MailMetrics

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  await sql`DELETE FROM mail`.execute(database.db)
  await sql`DELETE FROM mail_domain`.execute(database.db)
  await sql`UPDATE mail_office SET failure_count = 0, resting_until = NULL, resting_since = NULL`.execute(database.db)
  context = testContext(database, { seed: Math.trunc(performance.now()) })
  registry = new Registry()
  metrics = mailMetrics(registry, database.db)
  peer = await startPeer()
})
afterEach(() => peer.stop())

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** An installation whose server is at that address; without one, nothing leaves. */
function officeFor(
  address: string | undefined,
  options: { demonstration?: boolean; authorities?: string[] } & Partial<OfficeOptions> = {},
): OfficeOptions {
  const { demonstration, authorities, ...rest } = options
  const server = address === undefined ? undefined : readMailServer(address)
  const courier = server?.ok ? openCourier(server.value, authorities) : undefined
  onTestFinished(() => courier?.close())
  return {
    courier,
    from: { name: 'ESS du territoire', address: 'ess@exemple.fr' },
    url: 'https://ess.exemple.fr',
    isDemonstration: demonstration ?? false,
    metrics,
    log: LOG,
    ...rest,
  }
}

const atPeer = () => `smtp://127.0.0.1:${peer.port}`

async function posted(mail: Mail, at = context): Promise<string> {
  const ids: string[] = []
  const newId = () => {
    ids.push(at.newId())
    return ids.at(-1)!
  }
  await database.db.transaction().execute((transaction) => post(transaction, { ...at, newId }, mail))
  return ids[0]!
}

async function stateOf(id: string): Promise<unknown> {
  const { rows } = await sql`SELECT state, reply_code FROM mail WHERE id = ${id}`.execute(database.db)
  return Object.values(rows[0] as object).filter((value) => value !== null)
}

/** Lets the queue send what it may now, and says what became of one mail. */
async function send(id: string, office = officeFor(atPeer()), at = context): Promise<unknown> {
  await deliverDue(at, office)
  return stateOf(id)
}

/** The same world, so long afterwards. */
function later(minutes: number): Context {
  return { ...context, now: () => new Date(TEST_NOW.getTime() + minutes * 60_000) }
}

test('a mail arrives whole: words, code in pairs, a link to the site, and nothing that fetches or follows', async () => {
  expect(await send(await posted(CODE))).toEqual(['sent'])
  const mail = await peer.read(0)
  expect(mail.from).toEqual({ name: 'ESS du territoire', address: 'ess@exemple.fr' })
  expect(mail.to).toEqual([{ name: '', address: 'zoe@exemple.fr' }])
  expect(mail.subject).toBe('Votre code pour vous connecter')
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@exemple\.fr>$/)
  expect(mail.date).toBe(TEST_NOW.toISOString())
  expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
  expect(mail.text).toContain('12 34 56')
  expect(mail.text).toContain('https://ess.exemple.fr/connexion?suite=%2Fmon-espace&a=1')
  expect(mail.html).toContain('12 34 56')
  expect(mail.html).toContain('href="https://ess.exemple.fr/connexion?suite=%2Fmon-espace&amp;a=1"')
  expect(mail.html).not.toMatch(/<img|<script|<link|url\(|background=/i)
  const places = [...mail.html!.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, place]) => place!)
  expect(places.every((place) => place.startsWith('https://ess.exemple.fr/'))).toBe(true)
})

test('no line of a mail begins with a mark, in its text, its HTML and its subject', async () => {
  const words = { subject: 'Dossier reçu : merci !', paragraphs: ['Est-ce « fini » ? Oui : lisez ceci.'] }
  await send(await posted({ ...NEWS, ...words }))
  const mail = await peer.read(0)
  expect(mail.subject).toBe('Dossier reçu\u00a0: merci\u202f!')
  for (const text of [mail.text, mail.html]) {
    expect(text).toContain('«\u00a0fini\u00a0»\u202f? Oui\u00a0: lisez')
    expect(text?.replace(/<style>.*?<\/style>|style="[^"]*"/gs, '')).not.toMatch(/ [:;?»]|« /)
  }
})

test('words that look like HTML stay words', async () => {
  await send(await posted({ ...NEWS, paragraphs: ['<script>alert(1)</script> & « oui »'] }))
  expect((await peer.read(0)).html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; «\u00a0oui\u00a0»')
})

test.each([
  ['recipient', { to: 'zoe@exemple.fr\r\nBcc: pirate@exemple.org' }, ['refused']],
  ['recipient, as a second one', { to: 'zoe@exemple.fr, pirate@exemple.org' }, ['refused']],
  ['subject', { subject: 'Code\r\nBcc: pirate@exemple.org\r\n\r\nBonjour' }, ['sent']],
  ['subject, alone', { subject: 'Code\nX-Pirate: oui' }, ['sent']],
  ['words', { paragraphs: ['.\r\nRCPT TO:<pirate@exemple.org>\r\n.\r\nQUIT'] }, ['sent']],
  ['code', { paragraphs: [{ code: '12\r\nBcc: pirate@exemple.org' }] }, ['sent']],
  [
    'button',
    { paragraphs: [{ label: 'Oui\r\nBcc: pirate@exemple.org', href: '/x\r\nBcc: pirate@exemple.org' }] },
    ['sent'],
  ],
] as const)('a line break in the %s adds no header and no recipient', async (_where, part, state) => {
  expect(await send(await posted({ ...NEWS, ...part }))).toEqual(state)
  for (const recipient of peer.recipients) expect(recipient).toBe('zoe@exemple.fr')
  for (const [index] of peer.raw.entries()) {
    const { headers } = await peer.read(index)
    expect(headers.map(({ key }) => key)).not.toContain('bcc')
    expect(headers.map(({ key }) => key)).not.toContain('x-pirate')
  }
})

test('a button that leads to another site is our fault, and is never posted', async () => {
  for (const href of ['https://exemple.org', '//exemple.org', '/\\exemple.org']) {
    await expect(posted({ ...NEWS, paragraphs: [{ label: 'Oui', href }] })).rejects.toThrow('pages of the site')
  }
})

test('an address with accents is reached', async () => {
  expect(await send(await posted({ ...NEWS, to: 'zoé@mairie-béthune.fr' }))).toEqual(['sent'])
  expect(peer.recipients[0]).toMatch(/^zoé@(mairie-béthune|xn--mairie-bthune-ihb)\.fr$/)
  expect(await send(await posted({ ...NEWS, to: 'zoe@mairie-béthune.fr' }))).toEqual(['sent'])
  expect(peer.recipients[1]).toMatch(/^zoe@(mairie-béthune|xn--mairie-bthune-ihb)\.fr$/)
})

test('a recipient refused for good is not tried again, and the answer is kept', async () => {
  peer.answer = () => reply(550, '5.1.1 no such user')
  const id = await posted(NEWS)
  expect(await send(id)).toEqual(['refused', 550])
  peer.answer = undefined
  expect(await send(id)).toEqual(['refused', 550])
  expect(peer.raw).toHaveLength(0)
})

test('« come back later » is not a refusal: the mail waits, longer each time, and goes when it may', async () => {
  peer.answer = () => reply(451, '4.7.1 greylisted')
  const id = await posted(NEWS)
  expect(await send(id)).toEqual(['waiting', 451])
  peer.answer = undefined
  expect(await send(id)).toEqual(['waiting', 451])
  peer.answer = () => reply(451, '4.7.1 greylisted')
  expect(await send(id, undefined, later(1.3))).toEqual(['waiting', 451])
  peer.answer = undefined
  expect(await send(id, undefined, later(2.6))).toEqual(['waiting', 451])
  expect(await send(id, undefined, later(4))).toEqual(['sent'])
})

test('a mail that no server takes in two days is given up, with the last answer', async () => {
  peer.answer = () => reply(452, '4.2.2 mailbox full')
  const id = await posted(NEWS)
  for (let hour = 0; hour < 40; hour += 1) await send(id, undefined, later(hour * 60))
  expect(await stateOf(id)).toEqual(['waiting', 452])
  for (let hour = 40; hour < 54; hour += 1) await send(id, undefined, later(hour * 60))
  expect(await stateOf(id)).toEqual(['given-up', 452])
})

test('a wrong password or a refused sender is ours to correct: no mail is lost by it', async () => {
  const strict = await startPeer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, tell) =>
      password === 'juste' ? tell(null, { user: username }) : tell(reply(535, 'no')),
  })
  onTestFinished(() => strict.stop())
  const id = await posted(NEWS)
  for (const login of ['ess:faux@', '']) {
    const away = login === '' ? later(10) : context
    expect(await send(id, officeFor(`smtp://${login}127.0.0.1:${strict.port}`), away)).toEqual(['waiting'])
  }
  expect(await send(id, officeFor(`smtp://ess:juste@127.0.0.1:${strict.port}`), later(20))).toEqual(['sent'])
})

test('a connection cut in the middle of a message sends it again, under the same name', async () => {
  peer.answer = () => 'hang-up'
  const id = await posted(NEWS)
  expect(await send(id)).toEqual(['waiting'])
  peer.answer = undefined
  await send(id, undefined, later(5))
  // As if our note of the answer had been lost.
  await sql`UPDATE mail SET state = 'waiting', ended_at = NULL WHERE id = ${id}`.execute(database.db)
  await send(id, undefined, later(5))
  const [first, second] = [await peer.read(0), await peer.read(1)]
  expect(first.messageId).toBe(second.messageId)
})

test('over STARTTLS the certificate is checked: one nobody vouches for gets no mail', async () => {
  const certificate = selfSignedCertificate()
  const secured = await startPeer({ ...certificate, disabledCommands: [] })
  onTestFinished(() => secured.stop())
  const address = `smtp://localhost:${secured.port}`
  const id = await posted(NEWS)
  expect(await send(id, officeFor(address))).toEqual(['waiting'])
  expect(await send(id, officeFor(address, { authorities: [certificate.cert] }), later(5))).toEqual(['sent'])
  expect(secured.raw[0]).toContain('Dossier')
})

test('a code that came too late is not sent, and says so', async () => {
  const id = await posted({ ...CODE, usefulUntil: TEST_NOW })
  expect(await send(id)).toEqual(['too-late'])
  expect(peer.raw).toHaveLength(0)
})

test('without a mail server, mails wait; in a demonstration they are kept to be read', async () => {
  const id = await posted(NEWS)
  expect(await send(id, officeFor(undefined))).toEqual(['waiting'])
  expect(await send(id, officeFor(undefined, { demonstration: true }))).toEqual(['kept'])
})

test('our own server is away, then comes back: the queue rests, then sends all by itself, codes first', async () => {
  const { port } = peer
  await peer.stop()
  await posted(NEWS, { ...context, now: () => new Date() })
  await posted(CODE, { ...context, now: () => new Date() })
  const failures: unknown[] = []
  const courier = officeFor(`smtp://127.0.0.1:${port}`)
  const office = openPostOffice(
    { ...context, now: () => new Date() },
    { ...courier, log: { ...LOG, warn: (details) => failures.push(details) }, pollMs: 100, hands: 1 },
  )
  onTestFinished(() => office.stop())
  await expect.poll(() => failures.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2)
  expect(JSON.stringify(failures)).not.toContain('zoe')
  peer = await startPeer({}, port)
  await expect.poll(() => peer.raw.length, { timeout: 60_000 }).toBe(2)
  expect((await peer.read(0)).subject).toContain('code')
  await expect.poll(() => statesOfAll(), { timeout: 60_000 }).toEqual(['sent', 'sent'])
})

test('who waits for a code passes before the rest, whatever the pace', async () => {
  await database.db
    .insertInto('mail_pace')
    .values({ domain: '*', per_minute: 1, at_once: 1, set_at: TEST_NOW })
    .execute()
  onTestFinished(async () => void (await sql`DELETE FROM mail_pace`.execute(database.db)))
  for (const mail of [NEWS, NEWS, CODE, CODE]) await posted(mail)
  await deliverDue(context, officeFor(atPeer(), { hands: 1 }))
  const subjects = await Promise.all(peer.raw.map(async (_raw, index) => (await peer.read(index)).subject))
  expect(subjects).toEqual([CODE.subject, CODE.subject, NEWS.subject])
})

async function statesOfAll(): Promise<readonly string[]> {
  const { rows } = await sql<{ state: string }>`SELECT state FROM mail`.execute(database.db)
  return rows.map(({ state }) => state)
}

test('a list is left in one click, and its mails say so to machines and to people', async () => {
  const list = { id: 'agenda', name: 'L’agenda de l’ESS', unsubscribePath: '/avis/stop/abc_DEF-123' }
  await send(await posted({ ...NEWS, list }))
  const mail = await peer.read(0)
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
  expect(header('list-id')).toContain('<agenda.exemple.fr>')
  expect(header('list-unsubscribe')).toBe('<https://ess.exemple.fr/avis/stop/abc_DEF-123>')
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(mail.text).toContain('https://ess.exemple.fr/avis/stop/abc_DEF-123')
  expect(mail.html).toContain('href="https://ess.exemple.fr/avis/stop/abc_DEF-123"')
})

test('service mail names its list too, so that one may file it, and offers no way out', async () => {
  const list = { id: 'compte', name: 'Votre compte' }
  for (const written of [NEWS, { ...NEWS, list }]) await send(await posted(written))
  for (const [index, id] of ['service', 'compte'].entries()) {
    const mail = await peer.read(index)
    const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
    expect(header('list-id')).toContain(`<${id}.exemple.fr>`)
    expect(mail.headers.filter(({ key }) => key.startsWith('list-unsubscribe'))).toEqual([])
    expect(`${mail.text}${mail.html}`).not.toMatch(/Ne plus recevoir|undefined/)
  }
})

test('a code is forgotten after a day, a mail after thirty: only its kind and its date remain', async () => {
  const code = await posted(CODE)
  await send(code)
  const news = await posted(NEWS)
  const after = (days: number) => new Date(TEST_NOW.getTime() + days * 86_400_000)
  const words = async () => {
    const { rows } = await sql<{ id: string; text: string }>`
      SELECT id, recipient || subject || paragraphs::text AS text FROM mail ORDER BY id`.execute(database.db)
    return Object.fromEntries(rows.map(({ id, text }) => [id, text]))
  }
  await purgeMails(database.db, after(0.99))
  expect((await words())[code]).toContain('zoe')
  await purgeMails(database.db, after(1))
  expect(await words()).toEqual({ [code]: '[]', [news]: expect.stringContaining('zoe') })
  await purgeMails(database.db, after(30))
  expect(await words()).toEqual({ [code]: '[]', [news]: '[]' })
  expect(await stateOf(code)).toEqual(['sent'])
  expect(await stateOf(news)).toEqual(['too-late'])
})

test('one measures how many left, were refused and wait, never to whom', async () => {
  const office = officeFor(atPeer())
  await send(await posted(CODE), office)
  peer.answer = () => reply(550, '5.1.1 no such user')
  await send(await posted(NEWS), office)
  await posted(NEWS)
  const figures = await registry.metrics()
  expect(figures).toContain('mails_ended_total{kind="accounts.sign-in-code",state="sent"} 1')
  expect(figures).toContain('mails_ended_total{kind="grants.received",state="refused"} 1')
  expect(figures).toContain('mails_waiting 1')
  expect(figures).not.toContain('zoe')
})

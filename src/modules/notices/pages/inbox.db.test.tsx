import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { type Change, type NoticeSubject, tell } from '#platform/notices'
import { contributions } from '../../../modules.ts'
import { site } from '../../../site.tsx'
import { readTerritoryFolder } from '../../../territory-folder.ts'
import { sendDue } from '../commands.sending.ts'
import { purgeOldMessages } from '../store.inbox.ts'

const AGENT = '00000000-0000-7000-8000-000000000001'
const LOU = '00000000-0000-7000-8000-000000000002'
const ZOE = '00000000-0000-7000-8000-000000000003'
const COLLEAGUE = '00000000-0000-7000-8000-000000000004'
const NEWS: NoticeSubject = { id: 'essais', name: 'Essais', brings: 'Ce qui se passe.', rhythm: 'daily' }
const PATH = '/mon-espace/messages'

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW

beforeAll(async () => {
  database = await testDatabase()
  const told = [...contributions, { module: 'essais', notices: [NEWS] }]
  context = testContext(database, { contributions: told, now: () => new Date(now) })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent', 'administrator'] },
    { id: COLLEAGUE, displayName: 'Collègue exemple', email: 'c@b.example', roles: ['agent'] },
    { id: LOU, displayName: 'Lou exemple', email: 'lou@exemple.example', roles: [] },
    { id: ZOE, displayName: 'Zoé exemple', email: 'zoe@exemple.example', roles: [] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
  const territory = readTerritoryFolder('src/modules/territory/testing/val-d-essai')
  assert(territory.ok, 'the territory reads')
  await loadTerritory(context, territory.value)
  app = site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      url: 'http://localhost',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = TEST_NOW
  for (const table of ['notice_message', 'notice_rhythm', 'notice_schedule', 'notice_place', 'notice_way_out'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.db)
  await sql`DELETE FROM mail`.execute(database.db)
})

test('those not read come first; opened, a message leads where it says and is read', async () => {
  await say({ object: 'event:1', sentence: 'Un comptoir est annoncé.' })
  now = new Date(TEST_NOW.getTime() + 60_000)
  await say({ object: 'event:2', sentence: 'Une visite est annoncée.' })
  const lou = await browserOf(LOU)
  expect(await lou.read('/mon-espace')).toContain('2 messages à lire')
  expect(orderOf(await lou.read(PATH), 'Une visite', 'Un comptoir')).toBe(true)

  const opened = await lou.send(PATH, await actionOf('Une visite est annoncée.'), { acte: 'ouvrir' })
  expect([opened.status, opened.headers.get('Location')]).toEqual([303, '/agenda/essai'])
  expect(orderOf(await lou.read(PATH), 'Un comptoir', 'Une visite')).toBe(true)
  expect(await lou.read('/mon-espace')).toContain('Un message à lire')
})

test('a message put away leaves the list, and comes back when it is taken out', async () => {
  await say({ sentence: 'Un comptoir est annoncé.' })
  const lou = await browserOf(LOU)
  const action = await actionOf('Un comptoir est annoncé.')
  await lou.send(PATH, action, { acte: 'ranger' })
  expect(await lou.read(PATH)).toContain('Vous n’avez pas de message.')
  await lou.send(`${PATH}?ranges=oui`, action, { acte: 'ressortir' })
  expect(await lou.read(PATH)).toContain('Un comptoir est annoncé.')
})

test('« j’ai tout lu » leaves what came after the page was shown', async () => {
  await say({ object: 'event:1' })
  const lou = await browserOf(LOU)
  const form = await lou.form(PATH, `${PATH}/tout-lu`)
  now = new Date(TEST_NOW.getTime() + 60_000)
  await say({ object: 'event:2' })
  await lou.post(`${PATH}/tout-lu`, form)
  expect(await lou.read(PATH)).toMatch(/2\smessages, dont 1 à lire/)
})

test('a page or a moment that no page of ours writes changes nothing', async () => {
  for (let number = 1; number <= 25; number += 1) await say({ object: `event:${number}` })
  const lou = await browserOf(LOU)
  for (const page of ['1.33', '-1', '1e300', 'NaN', '0x2', '99999999']) {
    expect(await lou.read(`${PATH}?page=${page}`), page).toContain('25\u00a0messages')
  }
  for (const jusqua of ['-1e308', '1e308', '-1', 'hier', '']) {
    const form = await lou.form(PATH, `${PATH}/tout-lu`)
    expect((await lou.post(`${PATH}/tout-lu`, { ...form, jusqua })).status, jusqua).toBe(303)
  }
  expect(await lou.read(PATH)).toMatch(/25\smessages à lire/)
})

test('nobody opens the message of somebody else', async () => {
  await say({ sentence: 'Un comptoir est annoncé.' })
  await say({ object: 'event:9', people: { ids: [ZOE] } })
  const zoe = await browserOf(ZOE)
  const form = await zoe.form(PATH, await actionOf('Ce qui change.'))
  const answer = await zoe.post(await actionOf('Un comptoir est annoncé.'), { ...form, acte: 'ouvrir' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('n’est plus là')
  expect(await (await browserOf(LOU)).read(PATH)).toMatch(/1\smessage à lire/)
})

test('a long list is in pages, and narrowed by subject', async () => {
  for (let number = 1; number <= 25; number += 1) await say({ object: `event:${number}` })
  const lou = await browserOf(LOU)
  expect(await lou.read(`${PATH}?sujet=essais`)).toContain('Page 1 sur 2')
  expect((await lou.read(`${PATH}?sujet=essais&page=2`)).match(/name="acte" value="ouvrir"/g)).toHaveLength(5)
  expect(await lou.read(`${PATH}?sujet=compte`)).toContain('Aucun message ne correspond.')
})

test('a resident follows a commune by its name, is told of what happens there and of nothing elsewhere', async () => {
  const lou = await browserOf(LOU)
  const vague = await lou.send(`${PATH}/reglages`, `${PATH}/reglages/lieux`, {
    portee: 'commune',
    commune: 'Nulle-part',
  })
  expect(vague.status).toBe(422)
  expect(await vague.text()).toContain('Aucune commune d’ici ne porte ce nom')
  const followed = await lou.send(`${PATH}/reglages`, `${PATH}/reglages/lieux`, {
    portee: 'commune',
    commune: 'Le Grand-Pré',
  })
  expect(followed.status).toBe(303)
  expect(await lou.read(`${PATH}/reglages`)).toContain('Le Grand-Pré')

  await say({ object: 'event:1', people: { followers: true }, place: { communeCode: '99003' } })
  await say({ object: 'event:2', people: { followers: true }, place: { communeCode: '99006' } })
  expect(await lou.read(PATH)).toMatch(/1\smessage à lire/)
  await lou.send(`${PATH}/reglages`, `${PATH}/reglages/lieux/retirer`)
  expect(await lou.read(`${PATH}/reglages`)).toContain('Vous ne suivez aucun lieu.')
})

test('what a person chose is kept, and what cannot be refused is not asked', async () => {
  const lou = await browserOf(LOU)
  const chosen = { 'rythme-essais': 'semaine', heure: '18:30', jour: 'jeudi', 'rythme-compte': 'jamais' }
  expect((await lou.send(`${PATH}/reglages`, `${PATH}/reglages`, chosen)).status).toBe(303)
  const page = await lou.read(`${PATH}/reglages`)
  expect(page).toMatch(/name="rythme-essais"[\s\S]*?<option value="semaine" selected/)
  expect(page).toMatch(/<option value="18:30" selected/)
  expect(page).toMatch(/<option value="jeudi" selected/)
  expect(page).not.toContain('name="rythme-compte"')
})

test('one click unsubscribes without signing in, and a second one changes nothing', async () => {
  const path = await wayOut()
  const shown = await app.request(path)
  expect([shown.status, shown.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
  const asked = await shown.text()
  for (const word of ['Lou', 'lou@']) expect(asked).not.toContain(word)
  expect(await chosenBy(LOU)).toEqual([])

  const answers = [await click(path), await click(path)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers[0]!.text).toBe(answers[1]!.text)
  expect(await chosenBy(LOU)).toEqual([{ subject: 'all', rhythm: 'never' }])
  expect(await (await browserOf(LOU)).read(`${PATH}/reglages`)).toMatch(
    /name="rythme-essais"[\s\S]*?<option value="jamais" selected/,
  )
})

test('less instead of none is one more button', async () => {
  const path = await wayOut()
  expect((await click(path, { rythme: 'semaine' })).text).toContain('une fois par semaine')
  expect(await chosenBy(LOU)).toEqual([{ subject: 'all', rhythm: 'weekly' }])
})

test('who holds the address chooses less, never more: what the person refused stays refused', async () => {
  const path = await wayOut()
  await sql`INSERT INTO notice_rhythm (person_id, subject, rhythm) VALUES (${LOU}, 'essais', 'never')`.execute(
    database.db,
  )
  expect((await click(path, { rythme: 'tout-de-suite' })).status).toBe(422)
  expect((await click(path, { rythme: 'jour' })).status).toBe(200)
  const chosen = await chosenBy(LOU)
  expect(chosen).toContainEqual({ subject: 'all', rhythm: 'daily' })
  expect(chosen).toContainEqual({ subject: 'essais', rhythm: 'never' })
  // What comes once a week by itself does not come more often.
  expect(chosen).toContainEqual({ subject: 'agenda', rhythm: 'weekly' })
})

test('an address that was made up unsubscribes nobody', async () => {
  const path = await wayOut()
  const forged = `${path.slice(0, -3)}AAA`
  expect((await click(forged)).status).toBe(404)
  expect((await click('/lettres/desinscription/courte')).status).toBe(404)
  expect(await chosenBy(LOU)).toEqual([])
})

test('who wrote to us and has an account is told that we answered', async () => {
  await sql`INSERT INTO contact_message (id, reference, subject, body, email, received_at) VALUES
    ('01900000-0000-7000-8000-0000000000c1', 'ABCD-2345', 'question', 'Bonjour', 'Lou@exemple.example', ${TEST_NOW})`.execute(
    database.db,
  )
  const agent = await browserOf(AGENT)
  const action = '/agents/messages/01900000-0000-7000-8000-0000000000c1/repondu'
  expect((await agent.send('/agents/messages', action)).status).toBe(303)
  const page = await (await browserOf(LOU)).read(PATH)
  expect(page).toContain('ABCD-2345')
  expect(await (await browserOf(ZOE)).read(PATH)).toContain('Vous n’avez pas de message.')
})

test('during a period before an election publicity waits for a person who did not write it', async () => {
  const agent = await browserOf(AGENT)
  const day = (name: string, month: string) => ({
    [`${name}-jour`]: '1',
    [`${name}-mois`]: month,
    [`${name}-annee`]: '2026',
  })
  const period = { nom: 'Municipales', ...day('debut', 'mars'), ...day('fin', 'avril') }
  const wrong = await agent.send('/agents/periodes', '/agents/periodes', { ...period, ...day('fin', 'février') })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('vient après le premier')])
  expect((await agent.send('/agents/periodes', '/agents/periodes', period)).status).toBe(303)

  const subject = { ...NEWS, isPublicity: true }
  const written = { ...context, actor: { kind: 'person', id: AGENT } } as const
  await say({ subject, sentence: 'La collectivité fait beaucoup.' }, written)
  const lou = await browserOf(LOU)
  expect(await lou.read(PATH)).toContain('Vous n’avez pas de message.')
  expect(await agent.read('/agents/periodes')).toContain('une autre personne doit donner son accord')

  const other = await browserOf(COLLEAGUE)
  const approved = await other.send('/agents/periodes', '/agents/periodes/accord')
  expect(approved.status).toBe(303)
  expect(await lou.read(PATH)).toContain('La collectivité fait beaucoup.')
  now = new Date('2026-03-03T07:00:00Z')
  await sendDue(context)
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM mail`.execute(database.db)
  expect(rows[0]!.count).toBe(1n)
  now = TEST_NOW
  expect((await agent.send('/agents/periodes', '/agents/periodes/retirer')).status).toBe(303)
})

test('who keeps messages longer or shorter says so in months', async () => {
  const agent = await browserOf(AGENT)
  const set = (mois: string) => agent.send('/agents/periodes', '/agents/periodes/conservation', { mois })
  expect((await set('mille')).status).toBe(422)
  expect((await set('6')).status).toBe(303)
  await say()
  expect(await purgeOldMessages(database.db, new Date('2026-09-03T09:00:00Z'))).toBe(1n)
})

type Fields = Readonly<Record<string, string>>

async function browserOf(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const Cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  const headers = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
  const read = async (path: string) => (await app.request(path, { headers })).text()
  /** The hidden fields of the form that goes to `action`. */
  async function form(path: string, action: string): Promise<Fields> {
    const shown = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(await read(path))?.[1] ?? ''
    const hidden = [...shown.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    assert(hidden.length > 1, `${path} has a form that goes to ${action}`)
    return Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
  }
  const post = async (action: string, fields: Fields) =>
    app.request(action, { method: 'POST', headers, body: new URLSearchParams(fields) })
  const send = async (path: string, action: string, fields: Fields = {}) =>
    post(action, { ...(await form(path, action)), ...fields })
  return { read, form, post, send }
}

function say(change: Partial<Change> = {}, by: Context = context) {
  const whole: Change = {
    subject: NEWS,
    object: 'event:1',
    state: 'published',
    people: { ids: [LOU] },
    sentence: 'Ce qui change.',
    href: '/agenda/essai',
    ...change,
  }
  return database.db.transaction().execute((transaction) => tell(transaction, by, whole))
}

async function actionOf(sentence: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM notice_message WHERE sentence = ${sentence}`.execute(
    database.db,
  )
  return `${PATH}/${rows[0]!.id}`
}

/** Where the digest of Lou lets one unsubscribe. */
async function wayOut(): Promise<string> {
  await say()
  now = new Date('2026-03-03T07:00:00Z')
  await sendDue(context)
  const { rows } = await sql<{ list: { unsubscribePath: string } }>`SELECT list FROM mail`.execute(database.db)
  return rows[0]!.list.unsubscribePath
}

/** What a mail program sends (RFC 8058): no cookie, no origin. */
async function click(path: string, fields: Fields = { 'List-Unsubscribe': 'One-Click' }) {
  const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: answer.status, text: await answer.text() }
}

async function chosenBy(personId: string) {
  const { rows } = await sql`SELECT subject, rhythm FROM notice_rhythm WHERE person_id = ${personId}`.execute(
    database.db,
  )
  return rows
}

function orderOf(page: string, first: string, second: string): boolean {
  return page.indexOf(first) >= 0 && page.indexOf(first) < page.indexOf(second)
}

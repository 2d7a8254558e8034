import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { seedPeople } from '#modules/accounts'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type NoticeSubject, tell } from '#platform/notices'
import { contributions } from '../../modules.ts'
import { sendDue } from './commands.sending.ts'
import { cookieOf, siteOn } from './site.testing.ts'

const AGENT = '00000000-0000-7000-8000-000000000001'
const LOU = '00000000-0000-7000-8000-000000000002'
const ACCOUNT: NoticeSubject = { id: 'essai-compte', name: 'Compte', brings: 'Vous.', rhythm: 'now', isService: true }
const AIDS: NoticeSubject = { id: 'essai-aides', name: 'Aides', brings: 'Les aides.', rhythm: 'daily' }
const EVENTS: NoticeSubject = { id: 'essai-agenda', name: 'Agenda', brings: 'Les rendez-vous.', rhythm: 'daily' }
const PAGE = '/agents/lettres'

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
let agent: string

beforeAll(async () => {
  database = await testDatabase()
  const told = [...contributions, { module: 'essais', notices: [ACCOUNT, AIDS, EVENTS] }]
  context = testContext(database, { contributions: told, now: () => new Date(now) })
  const seeded = await seedPeople(context, [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
  ])
  assert(seeded.ok, 'the agent of the test is there')
  await sql`INSERT INTO person (id, display_name, created_at) VALUES (${LOU}, 'Lou exemple', ${now})`.execute(
    database.db,
  )
  app = siteOn(context)
})
afterAll(() => database.drop())

test('who has no e-mail is told by letters: of service at once, of what they asked when they asked, of the rest on the site', async () => {
  await sql`INSERT INTO notice_rhythm VALUES (${LOU}, 'essai-aides', 'daily')`.execute(database.db)
  await sql`INSERT INTO notice_schedule VALUES (${LOU}, '18:30', 1)`.execute(database.db)
  await say(ACCOUNT, 'Votre dossier est reçu.')
  await say(AIDS, 'Une aide ouvre.')
  await say(EVENTS, 'Un comptoir est annoncé.')
  await sendDue(context)
  expect(await letters()).toEqual([['Votre dossier est reçu.']])
  now = new Date('2026-03-02T17:29:00Z')
  await sendDue(context)
  expect(await letters()).toHaveLength(1)
  now = new Date('2026-03-02T17:30:00Z')
  await sendDue(context)
  await sendDue(context)
  expect(await letters()).toEqual([['Votre dossier est reçu.'], ['Une aide ouvre.']])
  const { rows } = await sql`SELECT FROM mail`.execute(database.db)
  expect(rows).toEqual([])
})

test('an agent writes the address, prints the lot, posts it, and then nothing waits', {
  timeout: 120_000,
}, async () => {
  agent = await cookieOf(context, AGENT)
  const page = await read(PAGE)
  expect(page).toMatch(/2026-0001, à Lou exemple[\s\S]*2026-0002, à Lou exemple/)
  for (const action of page.match(/\/agents\/lettres\/[0-9a-f-]{36}\/adresse/g)!)
    await send(action, { adresse: '2 rue du Moulin\n62000 ARRAS' })
  expect(await read(PAGE)).toMatch(/2\slettres prêtes/)
  await send(`${PAGE}/lots`)

  const pdf = await app.request(`${PAGE}/lots/1/pdf`, { headers: { Cookie: agent } })
  expect([pdf.status, pdf.headers.get('Content-Type'), pdf.headers.get('Cache-Control')]).toEqual([
    200,
    'application/pdf',
    'no-store',
  ])
  const bytes = Buffer.from(await pdf.arrayBuffer())
  expect([bytes.subarray(0, 5).toString(), bytes.length > 5_000]).toEqual(['%PDF-', true])

  await send(`${PAGE}/lots/1/imprime`)
  expect(await read(PAGE)).toContain('Imprimé le')
  await send(`${PAGE}/lots/1/poste`)
  const posted = await read(PAGE)
  expect(posted).toContain('Posté le')
  expect(posted).toContain('Aucune lettre à imprimer')
  const { rows } = await sql<{ state: string }>`SELECT DISTINCT state FROM letter`.execute(database.db)
  expect(rows).toEqual([{ state: 'posted' }])
})

test('what was said in a letter is among the messages of its person, and the rest too', async () => {
  const Cookie = await cookieOf(context, LOU)
  const inbox = await (await app.request('/mon-espace/messages', { headers: { Cookie } })).text()
  for (const sentence of ['Votre dossier est reçu.', 'Une aide ouvre.', 'Un comptoir est annoncé.'])
    expect(inbox).toContain(sentence)
})

function say(subject: NoticeSubject, sentence: string) {
  const change = { subject, sentence, object: `${subject.id}:1`, state: 'new', people: { ids: [LOU] }, href: '/agenda' }
  return database.db.transaction().execute((transaction) => tell(transaction, context, change))
}

/** What each letter says, the first written first. */
async function letters(): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql<{ paragraphs: readonly unknown[] }>`
    SELECT paragraphs FROM letter ORDER BY chrono`.execute(database.db)
  return rows.map(({ paragraphs }) => paragraphs.filter((paragraph) => typeof paragraph === 'string'))
}

async function read(path: string): Promise<string> {
  return (await app.request(path, { headers: { Cookie: agent } })).text()
}

/** Presses a button of the page of letters. */
async function send(action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const shown = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(await read(PAGE))?.[1]
  assert(shown !== undefined, `the page has a form that goes to ${action}`)
  const hidden = [...shown.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const body = new URLSearchParams({ ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields })
  const headers = { Cookie: agent, 'Sec-Fetch-Site': 'same-origin' }
  const answer = await app.request(action, { method: 'POST', headers, body })
  expect([action, answer.status]).toEqual([action, 303])
}

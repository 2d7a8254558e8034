import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import { loadTerritory } from '#modules/territory'
import type { Context, Settings } from '#platform/context'
import { TEST_NOW, TEST_SETTINGS, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { readTerritoryFolder } from '../../territory-folder.ts'
import { contribution } from './contributes.ts'

const AGENT = '00000000-0000-7000-8000-000000000001'
const RESIDENT = '00000000-0000-7000-8000-000000000002'
const CONTACT: Settings['contact'] = {
  telephone: '03 21 00 00 00',
  hours: 'le matin',
  email: 'ess@territoire.example',
  postalAddress: null,
}

let database: TestDatabase
let context: Context
let app: Hono
let now = TEST_NOW
const logged: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, {
    contributions,
    settings: { ...TEST_SETTINGS, contact: CONTACT },
    now: () => new Date(now),
  })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
    { id: RESIDENT, displayName: 'Lou exemple', email: 'lou@exemple.fr', roles: [] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are seeded')
  app = siteOn(context)
})
afterAll(() => database.drop())

function siteOn(on: Context): Hono {
  return site({
    context: on,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 60_000, maxEntries: 10, now: () => 0 }),
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: ['10.0.0.1'],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

type Fields = Readonly<Record<string, string>>

/** A browser behind the trusted proxy, from one address of the documentation's range. */
function browserFrom(address: string, session = '') {
  let cookie = session
  const from = { incoming: { socket: { remoteAddress: '10.0.0.1' } } }
  const headers = () => ({ Cookie: cookie, 'X-Forwarded-For': address, 'Sec-Fetch-Site': 'same-origin' })
  async function get(path: string) {
    const answer = await app.request(path, { headers: headers() }, from)
    const drawn = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    cookie = [cookie, ...drawn].filter(Boolean).join('; ')
    return answer
  }
  async function keys(path: string): Promise<Fields> {
    const html = await (await get(path)).text()
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
    return { envoi: value('envoi'), jeton: value('jeton') }
  }
  const post = async (path: string, fields: Fields) =>
    app.request(path, { method: 'POST', headers: headers(), body: new URLSearchParams(fields) }, from)
  const write = async (fields: Fields) => post('/contact', { ...(await keys('/contact')), ...fields })
  return { get, keys, post, write }
}

async function signIn(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  return browserFrom('203.0.113.1', `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`)
}

const BONJOUR = { sujet: 'question', message: 'Bonjour, <b>une</b> question' }

test('a message is kept, posted to the territory, and acknowledged with its reference', async () => {
  const answer = await browserFrom('203.0.113.10').write({ ...BONJOUR, email: 'Lou@Exemple.fr' })
  expect(answer.status).toBe(303)
  const location = answer.headers.get('Location') ?? ''
  expect(location).toMatch(/^\/contact\/recu\/[2-9A-Z]{4}-[2-9A-Z]{4}$/)

  const receipt = await app.request(location)
  expect(receipt.headers.get('Cache-Control')).toBe('no-store')
  expect(await receipt.text()).toContain('Une personne vous répondra')
  const { rows } = await sql<{ recipient: string; subject: string }>`SELECT recipient, subject FROM mail`.execute(
    database.db,
  )
  expect(rows).toEqual([{ recipient: CONTACT.email, subject: expect.stringContaining(location.slice(-9)) }])
})

test('who leaves neither address nor number is told that nobody can answer', async () => {
  const answer = await browserFrom('203.0.113.11').write(BONJOUR)
  expect(await (await app.request(answer.headers.get('Location') ?? '')).text()).toContain('sans pouvoir y répondre')
})

test('while the territory has no communes, none is asked for', async () => {
  expect(await (await app.request('/contact')).text()).not.toContain('Votre commune')
})

describe('on a territory of six communes, two of one name', () => {
  beforeAll(async () => {
    const read = readTerritoryFolder('src/modules/territory/testing/val-d-essai')
    assert(read.ok, 'the folder of the tests is right')
    await loadTerritory(context, read.value)
  })

  test('the commune is one more thing one may leave out', async () => {
    expect(await (await app.request('/contact')).text()).toMatch(/Votre commune[\s\S]*facultatif/)
    expect((await browserFrom('198.51.100.1').write({ ...BONJOUR, commune: ' ' })).status).toBe(303)
  })

  test('a name that two communes bear comes back with both; the one chosen is kept, and told to agents and by mail', async () => {
    const browser = browserFrom('198.51.100.2')
    const asked = { ...BONJOUR, message: 'De Saint-Aubin', commune: 'st aubin' }
    const answer = await browser.write(asked)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('value="st aubin"')
    expect(html).toContain('De Saint-Aubin')
    expect(html).toContain('Choisissez votre commune dans la liste')
    const choices = [...html.matchAll(/name="commune-choix" value="(\d{5})"/g)].map(([, code]) => code!)
    expect(choices).toHaveLength(2)

    const chosen = { ...asked, 'commune-demande': 'st aubin', 'commune-choix': choices[1]! }
    // Another fault of the same form: what was chosen is not asked again.
    const again = await (await browser.write({ ...chosen, email: 'lou' })).text()
    expect(again).toContain(`value="Saint-Aubin (${choices[1]})"`)
    expect(again).not.toContain('commune-choix')

    expect((await browser.write(chosen)).status).toBe(303)
    const { rows } = await sql<{ code: string }>`
      SELECT commune_code AS code FROM contact_message WHERE body = 'De Saint-Aubin'`.execute(database.db)
    expect(rows).toEqual([{ code: choices[1] }])
    expect(await (await (await signIn(AGENT)).get('/agents/messages')).text()).toMatch(/Une question, Saint-Aubin/)
    const mails = await sql<{ told: string }>`SELECT paragraphs::text AS told FROM mail`.execute(database.db)
    expect(mails.rows.some(({ told }) => told.includes('De : Saint-Aubin.'))).toBe(true)
  })

  test('a commune from elsewhere is told to be left out, and the text stays', async () => {
    const html = await (await browserFrom('198.51.100.3').write({ ...BONJOUR, commune: 'Atlantide' })).text()
    expect(html).toContain('laissez vide si vous habitez ailleurs')
    expect(html).toContain('value="Atlantide"')
    expect(html).toContain('href="#champ-commune"')
  })

  test('who takes away what they wrote finds the commune by its name', async () => {
    await browserFrom('198.51.100.4').write({ ...BONJOUR, email: 'lou@exemple.fr', commune: '99003' })
    const { 'Messages envoyés': sent } = (await contribution.exportPerson?.(database.db, RESIDENT)) ?? {}
    expect(sent).toContainEqual(expect.objectContaining({ Commune: 'Le Grand-Pré' }))
    await sql`DELETE FROM contact_message WHERE commune_code = '99003'`.execute(database.db)
  })
})

test('a receipt nobody was given does not exist', async () => {
  expect((await app.request('/contact/recu/AAAA-AAAA')).status).toBe(404)
  expect((await app.request('/contact/recu/%3Cscript%3E')).status).toBe(404)
})

test('a form at fault comes back filled, with a sentence beside each field', async () => {
  const answer = await browserFrom('203.0.113.12').write({ sujet: '', message: 'Mon texte à garder', email: 'lou' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Mon texte à garder')
  expect(html).toContain('href="#champ-sujet"')
  expect(html).toContain('Cette adresse n’est pas complète.')
})

test('a form without the keys of its browser comes back filled, and nothing is kept', async () => {
  const answer = await browserFrom('203.0.113.13').post('/contact', { ...BONJOUR, message: 'Sans clés' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Sans clés')
  expect(await bodies()).not.toContain('Sans clés')
})

test('sent twice, it is kept once, and both answers are the same', async () => {
  const browser = browserFrom('203.0.113.14')
  const fields = { ...(await browser.keys('/contact')), ...BONJOUR, message: 'Une seule fois' }
  const answers = await Promise.all([browser.post('/contact', fields), browser.post('/contact', fields)])
  expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1)
  expect((await bodies()).filter((body) => body === 'Une seule fois')).toHaveLength(1)
})

test('the sixth message of an hour from a network waits: its hour, the telephone, the text kept; others pass', async () => {
  const browser = browserFrom('2001:db8:1:2:aaaa::1')
  for (let sent = 1; sent <= 5; sent++) expect((await browser.write(BONJOUR)).status).toBe(303)
  const neighbour = await browserFrom('2001:db8:1:2:bbbb::9').write({ ...BONJOUR, message: 'Le sixième' })
  expect(neighbour.status).toBe(429)
  expect(Number(neighbour.headers.get('Retry-After'))).toBe(3600)
  const html = await neighbour.text()
  expect(html).toContain('à partir de 11\u00a0h\u00a000')
  expect(html).toContain('03 21 00 00 00')
  expect(html).toContain('Le sixième')
  expect((await browserFrom('2001:db8:1:3::1').write(BONJOUR)).status).toBe(303)

  now = new Date(TEST_NOW.getTime() + 3_600_001)
  expect((await browser.write(BONJOUR)).status).toBe(303)
  now = TEST_NOW
})

test('the addresses of one household count together, even when its network is written short', async () => {
  for (let sent = 1; sent <= 5; sent++) {
    expect((await browserFrom(`2001:db8::${sent}`).write(BONJOUR)).status).toBe(303)
  }
  expect((await browserFrom('2001:db8::6').write(BONJOUR)).status).toBe(429)
})

test('twenty messages sent at once from one network: five are kept', async () => {
  const browsers = Array.from({ length: 20 }, () => browserFrom('203.0.113.50'))
  const answers = await Promise.all(browsers.map((browser) => browser.write({ ...BONJOUR, message: 'Ensemble' })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
})

test('agents see what was written, as text, and note that they answered; residents do not see it', async () => {
  expect((await (await signIn(RESIDENT)).get('/agents/messages')).status).toBe(403)
  const agent = await signIn(AGENT)
  const html = await (await agent.get('/agents/messages')).text()
  expect(html).toContain('Bonjour, &lt;b&gt;une&lt;/b&gt; question')

  const path = /action="(\/agents\/messages\/[^"]+)"/.exec(html)?.[1] ?? ''
  const waiting = html.split('/repondu"').length
  expect((await agent.post(path, await agent.keys('/agents/messages'))).status).toBe(303)
  const after = await (await agent.get('/agents/messages')).text()
  expect(after.split('/repondu"')).toHaveLength(waiting - 1)
  expect((await agent.post(path, await agent.keys('/agents/messages'))).status).toBe(422)
})

test('what waits stands among the tasks of the desk, late after two days', async () => {
  const visitor = { roles: [{ role: 'agent', object: null }] } as never
  const tasksAt = (at: Date) => contribution.desk?.tasks?.(database.db, visitor, at)
  expect(await tasksAt(TEST_NOW)).toMatchObject([{ urgency: 'soon', href: '/agents/messages' }])
  expect(await tasksAt(new Date(TEST_NOW.getTime() + 3 * 86_400_000))).toMatchObject([{ urgency: 'late' }])
  const elected = { roles: [{ role: 'elected-member', object: null }] } as never
  expect(await contribution.desk?.tasks?.(database.db, elected, TEST_NOW)).toEqual([])
})

test('a person takes away and erases what they wrote under their own address, and nothing else', async () => {
  const before = await bodies()
  expect(await contribution.exportPerson?.(database.db, RESIDENT)).toMatchObject({
    'Messages envoyés': [{ Adresse: 'Lou@Exemple.fr' }],
  })
  const told = await database.db.transaction().execute((one) => contribution.erasePerson!(one, RESIDENT, TEST_NOW))
  expect(told).toContain('Les messages envoyés avec votre adresse sont effacés.')
  expect(await bodies()).toHaveLength(before.length - 1)
  expect(await contribution.exportPerson?.(database.db, RESIDENT)).toEqual({})
})

test('after a year a message is gone, after an hour the network', async () => {
  const later = (days: number) => new Date(TEST_NOW.getTime() + days * 86_400_000)
  const run = async (at: Date) => {
    for (const purge of contribution.purges ?? []) await purge.run(database.db, at)
  }
  await run(later(364))
  expect(await bodies()).not.toHaveLength(0)
  const { rows } = await sql`SELECT FROM contact_pace`.execute(database.db)
  expect(rows).toHaveLength(0)
  await run(later(366))
  expect(await bodies()).toHaveLength(0)
})

test('nothing of a message or of its network is in the log', () => {
  expect(logged.join('')).toContain('"route":"/contact"')
  expect(logged.join('')).not.toMatch(/Bonjour|exemple\.fr|203\.0\.113|2001:db8/i)
})

async function bodies(): Promise<readonly string[]> {
  const { rows } = await sql<{ body: string }>`SELECT body FROM contact_message`.execute(database.db)
  return rows.map(({ body }) => body)
}

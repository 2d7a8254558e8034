import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { post } from '#platform/mail'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { writeLetter } from './commands.letters.ts'

const MASTER = '00000000-0000-7000-8000-000000000001'
const AGENT = '00000000-0000-7000-8000-000000000002'

let database: TestDatabase
let context: Context
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions })
  const people = [
    { id: MASTER, displayName: 'Administratrice exemple', email: 'm@b.example', roles: ['administrator'] },
    { id: AGENT, displayName: 'Agent exemple', email: 'a@b.example', roles: ['agent'] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are seeded')
  app = siteOn(context)
})
afterAll(() => database.drop())

test('figures are by domain and day; small domains are together and no address is shown', async () => {
  for (let n = 0; n < 5; n += 1) await posted(`habitant${n}@grand.example`)
  await posted('seule@famille-dupont.example')
  const html = await read(AGENT, '/agents/courriels')
  expect(html).toContain('grand.example')
  expect(html).toContain('autres')
  expect(html).not.toMatch(/dupont|habitant0|@grand/)
})

test('an administrator stops the post and lets it go on; an agent may only look', async () => {
  expect((await send(AGENT, '/agents/courriels', '/agents/courriels/arreter', {})).status).toBe(403)
  expect((await send(MASTER, '/agents/courriels', '/agents/courriels/arreter', {})).status).toBe(303)
  expect(await read(AGENT, '/agents/courriels')).toContain('Les envois sont arrêtés')
  expect((await send(MASTER, '/agents/courriels', '/agents/courriels/reprendre', {})).status).toBe(303)
  expect(await read(AGENT, '/agents/courriels')).not.toContain('Les envois sont arrêtés')
  const { rows } = await sql`SELECT act FROM audit_entry WHERE act LIKE 'notices.post-%' ORDER BY id`.execute(
    database.db,
  )
  expect(rows).toEqual([{ act: 'notices.post-stopped' }, { act: 'notices.post-resumed' }])
})

test('a pace that cannot be is refused beside its field', async () => {
  const path = '/agents/courriels/rythme'
  const refused = await send(MASTER, '/agents/courriels', path, { domaine: 'a@b', minute: '0', ensemble: '2' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Écrivez ce qui suit le signe @')
  const kept = await send(MASTER, '/agents/courriels', path, { domaine: '', minute: '30', ensemble: '1' })
  expect(kept.status).toBe(303)
})

const WORDS = '/agents/modeles-courriels/agenda.reminder'

test('a misspelt field is refused with its line and the nearest name', async () => {
  const words = { version: '0', objet: 'Bientôt', texte: 'Bonjour,\n\n{tire} vous attend.' }
  const refused = await send(AGENT, WORDS, WORDS, words)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/Ligne 3\s?: \{tire\} n’existe pas\. Vouliez-vous écrire \{titre\}/)
})

test('words put in use are those of the next mail, and one may go back to ours', async () => {
  const words = { version: '0', objet: 'À bientôt', texte: '« {titre} » vous attend.\n\n[Venir]({lien})' }
  expect((await send(AGENT, WORDS, WORDS, words)).status).toBe(303)
  const mail = { kind: 'agenda.reminder', subject: 'Le nôtre', paragraphs: ['Le nôtre'] }
  const fields = { titre: 'Comptoir', quand: 'demain', lieu: '', lien: '/agenda/comptoir' }
  expect(await posted('z@y.example', { ...mail, fields })).toEqual({
    subject: 'À bientôt',
    paragraphs: ['« Comptoir » vous attend.', { label: 'Venir', href: '/agenda/comptoir' }],
  })
  expect((await send(AGENT, WORDS, WORDS, words)).status).toBe(422)
  expect((await send(AGENT, WORDS, WORDS, { ...words, version: '1', geste: 'origine' })).status).toBe(303)
  expect(await posted('z@y.example', { ...mail, fields })).toMatchObject({ subject: 'Le nôtre' })
})

test('an agent sees how it reads, and receives it at their own address', async () => {
  const words = { version: '2', objet: 'Bientôt', texte: 'Venez voir « {titre} ».' }
  const preview = await send(AGENT, WORDS, WORDS, { ...words, geste: 'apercu' })
  expect(await preview.text()).toContain('Comptoir de l’ESS')
  expect((await send(AGENT, WORDS, WORDS, { ...words, geste: 'essai' })).status).toBe(200)
  const { rows } = await sql`SELECT recipient, subject FROM mail WHERE kind = 'notices.template-test'`.execute(
    database.db,
  )
  expect(rows).toEqual([{ recipient: 'a@b.example', subject: 'Essai : Bientôt' }])
})

test('a letter waits for its address, goes in a batch to print, and is posted', async () => {
  await database.db.transaction().execute((transaction) =>
    writeLetter(transaction, context, {
      kind: 'agenda.reminder',
      personId: AGENT,
      recipientName: 'Léa Martin',
      addressLines: [],
      subject: 'Votre inscription 你好',
      paragraphs: ['Votre place est gardée.', { label: 'Voir', href: '/agenda' }],
    }),
  )
  const page = '/agents/lettres'
  const html = await read(AGENT, page)
  expect(html).toContain('2026-0001, à Léa Martin')
  // What paper cannot say is told before it is printed.
  expect(html).toMatch(/2026-0001, à Léa Martin\s: 你好/)
  expect((await send(AGENT, page, '/agents/lettres/lots', {})).status).toBe(422)
  const [action] = /\/agents\/lettres\/[0-9a-f-]{36}\/adresse/.exec(html)!
  expect(await (await send(AGENT, page, action, { adresse: 'quelque part' })).text()).toContain('cinq lignes')
  expect((await send(AGENT, page, action, { adresse: '2 rue du Moulin\n62000 ARRAS' })).status).toBe(303)
  expect((await send(AGENT, page, '/agents/lettres/lots', {})).status).toBe(303)

  const pdf = await app.request('/agents/lettres/lots/1/pdf', { headers: { Cookie: await cookieOf(AGENT) } })
  expect(pdf.headers.get('Content-Type')).toBe('application/pdf')
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect((await send(AGENT, page, '/agents/lettres/lots/1/poste', {})).status).toBe(422)
  expect((await send(AGENT, page, '/agents/lettres/lots/1/imprime', {})).status).toBe(303)
  expect((await send(AGENT, page, '/agents/lettres/lots/1/poste', {})).status).toBe(303)
  const { rows } = await sql`SELECT chrono, state FROM letter`.execute(database.db)
  expect(rows).toEqual([{ chrono: '2026-0001', state: 'posted' }])
}, 120_000)

async function posted(to: string, mail: Partial<Parameters<typeof post>[2]> = {}): Promise<unknown> {
  const words = { kind: 'grants.received', subject: 'Reçu', paragraphs: ['Merci.'], ...mail }
  const ids: string[] = []
  const newId = () => {
    ids.push(context.newId())
    return ids.at(-1)!
  }
  await database.db.transaction().execute((transaction) => post(transaction, { ...context, newId }, { to, ...words }))
  return (await sql`SELECT subject, paragraphs FROM mail WHERE id = ${ids[0]}`.execute(database.db)).rows[0]
}

async function read(who: string, path: string): Promise<string> {
  const answer = await app.request(path, { headers: { Cookie: await cookieOf(who) } })
  expect(answer.status).toBe(200)
  return answer.text()
}

async function send(who: string, page: string, path: string, fields: Readonly<Record<string, string>>) {
  const headers = { Cookie: await cookieOf(who), 'Sec-Fetch-Site': 'same-origin' }
  const html = await (await app.request(page, { headers })).text()
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
  const body = new URLSearchParams({ envoi: value('envoi'), jeton: value('jeton'), ...fields })
  return app.request(path, { method: 'POST', headers, body })
}

async function cookieOf(personId: string): Promise<string> {
  const known = cookies.get(personId)
  if (known !== undefined) return known
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  cookies.set(personId, cookie)
  return cookie
}
const cookies = new Map<string, string>()

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
    logger: pino({ enabled: false }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import { forgetSignatories, missingForService } from '#platform/archives'
import type { Context, Settings } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../../modules.ts'
import { site } from '../../../site.tsx'

const [AGENT, BOSS] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const PATH = '/agents/mise-en-service'
const AUDITED: Settings['accessibility'] = {
  level: 'totalement',
  auditedOn: '2026-02-02',
  auditedBy: 'Cabinet',
  rate: 100,
}

let database: TestDatabase
let context: Context
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  // No two entries are of the same moment.
  let ticks = 0
  const now = () => new Date(TEST_NOW.getTime() + ++ticks)
  context = testContext(database, { contributions, now })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: null, roles: ['agent'] },
    { id: BOSS, displayName: 'Administrateur exemple', email: null, roles: ['administrator'] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
  app = site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ enabled: false }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
afterAll(() => database.drop())

const SIGNED = { signataire: 'Zoé Exemple, déléguée', jour: '2026-03-01', reference: 'AIPD-3' }

test('until all is signed the administrator is warned, and knows what is missing', async () => {
  const boss = await browserOf(BOSS)
  expect(await boss.read('/agents')).toMatch(/Mise en service\s?: il manque 6 points/)
  expect(await boss.read(PATH)).toMatch(/Il manque 6\spoints/)
  expect(await missing()).toEqual([
    'impact-assessment',
    'security-approval',
    'register-entry',
    'treasury-agreement',
    'management-table',
    'accessibility-audit',
  ])
  expect(await (await browserOf(AGENT)).read('/agents')).not.toMatch(/Mise en service\s?: il manque/)
})

test('an administrator enters who signed and when; an agent reads it, and may not enter', async () => {
  const [agent, boss] = [await browserOf(AGENT), await browserOf(BOSS)]
  const point = `${PATH}?point=aipd`
  const empty = await boss.send(point, { jour: '2026-02-30' })
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Écrivez le nom et la fonction')])
  const early = await boss.send(point, { ...SIGNED, jour: '2026-03-03' })
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Cette date est à venir')])
  expect((await boss.send(point, SIGNED)).status).toBe(303)
  expect(await missing()).not.toContain('impact-assessment')

  const shown = await agent.read(point)
  expect(shown).toContain('Zoé Exemple, déléguée')
  expect(shown).not.toContain('Enregistrer ce point')
  expect((await boss.send(point, SIGNED, agent)).status).toBe(403)
})

test('a correction says why, and what was there before stays written', async () => {
  const boss = await browserOf(BOSS)
  const point = `${PATH}?point=aipd`
  const mute = await boss.send(point, { ...SIGNED, reference: 'AIPD-4' })
  expect([mute.status, await mute.text()]).toEqual([422, expect.stringContaining('Écrivez pourquoi vous corrigez')])
  expect((await boss.send(point, { ...SIGNED, reference: 'AIPD-4', raison: 'Numéro faux' })).status).toBe(303)
  const page = await boss.read(PATH)
  for (const words of ['AIPD-3', 'AIPD-4', 'Numéro faux']) expect(page).toContain(words)
})

test('somebody else’s entry is not written over unseen', async () => {
  const boss = await browserOf(BOSS)
  const stale = await boss.send(`${PATH}?point=aipd`, { ...SIGNED, raison: 'Autre', lu: '' })
  expect([stale.status, await stale.text()]).toEqual([422, expect.stringContaining('Quelqu’un vient de changer')])
})

test('a point that is taken back is missing again', async () => {
  const boss = await browserOf(BOSS)
  expect((await boss.send(`${PATH}?point=aipd`, { retirer: 'oui', raison: 'Signée par erreur' })).status).toBe(303)
  expect(await missing()).toContain('impact-assessment')
  expect(await boss.read(PATH)).toContain('Retiré')
})

test('nothing is missing once the six are there, audit and tableau de gestion included', async () => {
  const boss = await browserOf(BOSS)
  for (const point of ['aipd', 'homologation', 'registre', 'paierie'])
    expect([point, (await boss.send(`${PATH}?point=${point}`, { ...SIGNED, raison: 'De nouveau' })).status]).toEqual([
      point,
      303,
    ])
  await sql`INSERT INTO archive_management_table VALUES (${BOSS}, 'AD-1', '2026-01-01', ${BOSS}, ${TEST_NOW})`.execute(
    database.db,
  )
  expect(await missing()).toEqual(['accessibility-audit'])
  expect(await missingForService(database.db, { accessibility: AUDITED })).toEqual([])
})

test('who signed is forgotten ten years after, and that it was signed is not', async () => {
  expect(await forgetSignatories(database.db, new Date('2026-03-01T09:00:00Z'))).toBe(0n)
  expect(await forgetSignatories(database.db, new Date('2026-03-02T09:00:00Z'))).toBeGreaterThan(0n)
  const page = await (await browserOf(BOSS)).read(PATH)
  expect(page).not.toContain('Zoé Exemple')
  expect(page).toContain('Nom effacé au bout de dix ans')
  expect(await missing()).toEqual(['accessibility-audit'])
})

function missing() {
  return missingForService(database.db, context.settings)
}

type Browser = { readonly headers: Readonly<Record<string, string>> }

async function browserOf(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const Cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  const headers = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
  const read = async (path: string) => (await app.request(path, { headers })).text()
  /** Sends the form of a point, by this browser or with the cookies of another. */
  async function send(path: string, fields: Readonly<Record<string, string>>, by: Browser = { headers }) {
    const form = /<form[^>]* action="\/agents\/mise-en-service"[^>]*>(.*?)<\/form>/s.exec(await read(path))?.[1] ?? ''
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    assert(hidden.length > 1, `${path} has a form`)
    const kept = Object.fromEntries(hidden.map(([, name, value]) => [name, value]))
    return app.request(PATH, { method: 'POST', headers: by.headers, body: new URLSearchParams({ ...kept, ...fields }) })
  }
  return { headers, read, send }
}

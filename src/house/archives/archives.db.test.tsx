import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import { archiveTasks, listLists } from '#platform/archives'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { checks } from './checks.ts'

const [AGENT, BOSS] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const OLD = '00000000-0000-7000-9000-000000000001'
const DRAFT = '00000000-0000-7000-9000-000000000002'
const ACT = '00000000-0000-7000-9000-000000000003'
const DESK = '/agents/archives'

let database: TestDatabase
let context: Context
let app: Hono
let now = new Date('2026-03-02T09:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions, now: () => new Date(now) })
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
  await writeOldThings()
})
afterAll(() => database.drop())

// A meeting and a draft of 2019, with somebody's place, an opinion and a text set aside; an act of 2014.
async function writeOldThings(): Promise<void> {
  for (const [id, state] of [
    [OLD, 'published'],
    [DRAFT, 'draft'],
  ] as const) {
    await sql`
      INSERT INTO agenda_event (id, slug, kind, title, description, host, place, street, access, starts_at, ends_at,
        takes_registrations, state, state_reason, version, sequence, changed_at, created_at)
      VALUES (${id}, ${`soir-${state}`}, 'comptoir', 'Un comptoir ancien', '', '', '', '', '', '2019-05-02T18:00Z',
        '2019-05-02T20:00Z', true, ${state}, '', 1, 0, now(), now())`.execute(database.db)
    await sql`
      INSERT INTO agenda_registration (id, event_id, name, state, rank, registered_at, attended, anonymised_at)
      VALUES (gen_random_uuid(), ${id}, '', 'registered', 1, now(), true, now())`.execute(database.db)
    await sql`INSERT INTO agenda_evaluation VALUES (gen_random_uuid(), ${id}, 4, '')`.execute(database.db)
    await sql`INSERT INTO agenda_set_aside VALUES (gen_random_uuid(), ${id}, 'Titre', 'Autre', now())`.execute(
      database.db,
    )
  }
  const meeting = '00000000-0000-7000-9000-000000000004'
  await sql`
    INSERT INTO decision_meeting (id, body, meets_at, place, seat_count, created_at, version)
    VALUES (${meeting}, 'assembly', '2014-06-02T12:00Z', 'Hôtel du Département', 30, now(), 1)`.execute(database.db)
  await sql`
    INSERT INTO decision (id, kind, chrono, slug, title, meeting_id, legal_basis, payment_nature, subject_code, created_at,
      version, reworked)
    VALUES (${ACT}, 'deliberation', '2014-0001', 'acte-ancien', 'Un acte ancien', ${meeting}, 'CGCT', 'none', '7.5', now(),
      1, 0)`.execute(database.db)
  await sql`
    INSERT INTO decision_event (id, decision_id, position, kind, happened_on, number, recorded_at)
    VALUES (gen_random_uuid(), ${ACT}, 1, 'deliberated', '2014-06-02', '2014-12', now())`.execute(database.db)
}

type Fields = Readonly<Record<string, string>>

async function browserOf(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const headers = {
    Cookie: `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`,
    'Sec-Fetch-Site': 'same-origin',
  }
  const get = async (path: string) => app.request(path, { headers })
  const read = async (path: string) => (await get(path)).text()
  /** Sends the form of a page that holds this hidden field, with these fields over its own. */
  async function send(
    path: string,
    action: string,
    fields: Fields,
    holding = '',
    files: Readonly<Record<string, File>> = {},
  ) {
    const forms = [...(await read(path)).matchAll(/<form[^>]* action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
    const form = forms.find(([whole, to]) => to === action && whole.includes(holding))?.[2] ?? ''
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    const kept = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...kept, ...fields, ...files })) body.append(name, value)
    return app.request(action, { method: 'POST', headers, body })
  }
  return { get, read, send }
}

const VISA = { etape: 'visa', signataire: 'Directrice des Archives', jour: '2026-03-02', reference: 'V-1' }

test('every table of the database belongs to one kind of record, and each purge to the tableau de gestion', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(
    database.db,
  )
  const kinds = contributions.flatMap(({ records = [] }) => records)
  const declared = kinds.flatMap(({ tables }) => tables)
  expect(
    rows.map(({ name }) => name).filter((name) => !declared.includes(name)),
    'no module says how long',
  ).toEqual([])
  expect(
    declared.filter((name) => !rows.some((row) => row.name === name)),
    'no such table',
  ).toEqual([])
  expect(
    declared.filter((name, index) => declared.indexOf(name) !== index),
    'said twice',
  ).toEqual([])
  const purges = contributions.flatMap(({ purges: all = [] }) => all.map(({ name }) => name))
  const named = kinds.flatMap(({ end }) => (end.by === 'purge' ? [end.purge] : []))
  expect(named.filter((name) => !purges.includes(name))).toEqual([])
})

test('what is declared of people agrees with what the records say: an end by a purge is the same purge', () => {
  const kinds = contributions.flatMap(({ records = [] }) => records)
  const purgeOf = new Map(kinds.flatMap(({ end, tables }) => tables.map((table) => [table, end] as const)))
  const told = contributions.flatMap(({ personalData = [] }) => personalData)
  const mute = told.filter(({ purge, tables }) => {
    if (purge !== null) return false
    return tables.some((table) => purgeOf.get(table)?.by === 'purge')
  })
  expect(mute.map(({ what }) => what)).toEqual([])
  const unsaid = contributions.filter(({ personalData = [], processing }) => personalData.length > 0 && !processing)
  expect(
    unsaid.map(({ module }) => module),
    'no entry of the register',
  ).toEqual([])
})

test('an agent makes the bordereau; only an administrator records the visa; then what it lists goes, and nothing else', async () => {
  const [agent, boss] = [await browserOf(AGENT), await browserOf(BOSS)]
  const page = await agent.read(DESK)
  expect(page).toContain('Le tableau de gestion n’est pas enregistré')
  const asked = { sorte: 'agenda.events', sort: 'elimination' }
  const made = await agent.send(DESK, DESK, asked, 'value="elimination"')
  const path = made.headers.get('Location')!
  expect(made.status).toBe(303)
  expect(await agent.read(path)).toContain('À viser')
  const csv = await (await agent.get(`${path}/liste.csv`)).text()
  expect(csv).toContain(DRAFT)
  expect(csv).not.toContain(OLD)

  const pdf = await agent.get(`${path}/bordereau.pdf`)
  expect([pdf.status, pdf.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')

  expect(await agent.read(path)).not.toContain('Enregistrer le visa')
  expect((await agent.send(path, path, VISA)).status).toBe(403)
  const empty = await boss.send(path, path, { etape: 'visa', jour: '2026-02-30' }, 'value="visa"')
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Écrivez un jour')])
  expect((await boss.send(path, path, VISA, 'value="visa"')).status).toBe(303)

  const [list] = await listLists(database.db, 1)
  await archiveTasks['archives.execute']({ listId: list!.id }, context)
  expect(await agent.read(path)).toContain('effacés d’ici')
  for (const table of ['agenda_event', 'agenda_registration', 'agenda_evaluation', 'agenda_set_aside']) {
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(
      database.db,
    )
    expect([table, rows[0]!.count]).toEqual([table, 1])
  }
})

test('a transfer waits for what the Archives ask; the act stays here once they have it', async () => {
  const boss = await browserOf(BOSS)
  const asked = { sorte: 'decisions.acts', sort: 'transfer' }
  const early = await boss.send(DESK, DESK, asked, 'value="decisions.acts"')
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Remplissez d’abord')])

  const settings = `${DESK}/reglages`
  for (const reglage of ['archival-agency', 'transferring-agency', 'originating-agency', 'agreement']) {
    const changed = { valeur: 'FRAD-62', source: 'Accord', verifie: 'oui' }
    expect((await boss.send(`${settings}?reglage=${reglage}`, settings, changed)).status).toBe(303)
  }
  const path = (await boss.send(DESK, DESK, asked, 'value="decisions.acts"')).headers.get('Location')!
  expect((await boss.get(`${path}/paquet.zip`)).status).toBe(422)
  await boss.send(path, path, VISA, 'value="visa"')
  const listId = path.split('/').at(-1)!
  await archiveTasks['archives.pack']({ listId }, context)
  const zip = await boss.get(`${path}/paquet.zip`)
  expect(zip.headers.get('Content-Disposition')).toContain('versement-2026-')
  expect(
    Buffer.from(await zip.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  const received = { ...VISA, etape: 'acknowledgment' }
  expect((await boss.send(path, path, received, 'value="acknowledgment"')).status).toBe(303)
  await archiveTasks['archives.execute']({ listId }, context)
  expect(await boss.read(path)).toContain('versés, et gardés ici')
  expect((await sql`SELECT FROM decision WHERE id = ${ACT}`.execute(database.db)).rows).toHaveLength(1)
})

test('a bordereau given up leaves everything, and another can be made', async () => {
  const boss = await browserOf(BOSS)
  const asked = { sorte: 'agenda.events', sort: 'transfer' }
  const path = (await boss.send(DESK, DESK, asked, 'value="transfer"')).headers.get('Location')!
  const silent = await boss.send(path, path, { etape: 'abandon' }, 'value="abandon"')
  expect(await silent.text()).toContain('Écrivez pourquoi')
  expect((await boss.send(path, path, { raison: 'Erreur' }, 'value="abandon"')).status).toBe(303)
  expect(await boss.read(path)).toContain('Abandonné')
  expect((await boss.send(DESK, DESK, asked, 'value="transfer"')).status).toBe(303)
})

test('the reference of the tableau de gestion is entered by an administrator, and the warning goes', async () => {
  const [agent, boss] = [await browserOf(AGENT), await browserOf(BOSS)]
  const path = `${DESK}/tableau`
  expect(await agent.read(path)).not.toContain('Enregistrer la référence')
  const later = await boss.send(path, path, { reference: 'AD-1', jour: '2027-01-01' })
  expect([later.status, await later.text()]).toEqual([422, expect.stringContaining('Cette date est à venir')])
  expect((await boss.send(path, path, { reference: 'AD-1', jour: '2026-02-03' })).status).toBe(303)
  expect(await agent.read(path)).toContain('en vigueur')
  expect(await agent.read(DESK)).not.toContain('n’est pas enregistré')
})

test('the register tells each processing, on the page and in a spreadsheet', async () => {
  const agent = await browserOf(AGENT)
  const page = plain(await agent.read('/agents/registre'))
  const told = contributions.flatMap(({ personalData = [], processing }) => {
    return personalData.length === 0 ? [] : [processing!.title, ...personalData.map(({ what }) => what)]
  })
  expect(told.filter((words) => !page.includes(plain(words)))).toEqual([])
  const csv = await (await agent.get('/agents/registre/registre.csv')).text()
  const kinds = contributions.flatMap(({ personalData = [] }) => personalData)
  expect(csv.trim().split('\r\n')).toHaveLength(kinds.length + 1)
})

// Pages set French spaces where words have plain ones.
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ')
}

test('the checks hold, and find what was done without a visa', async () => {
  now = new Date('2026-03-02T10:00:00Z')
  for (const { name, query } of checks) expect([name, (await query.execute(database.db)).rows]).toEqual([name, []])
  const [list] = await listLists(database.db, 1)
  await sql`INSERT INTO archive_outcome VALUES (${list!.id}, 1, 'erased', now())`.execute(database.db)
  const found = await Promise.all(checks.map(async ({ query }) => (await query.execute(database.db)).rows.length))
  expect(found).toEqual([1, 1, 0])
})

test('where the territory asks for it, a visa is not recorded without the paper that was signed', async () => {
  const boss = await browserOf(BOSS)
  const settings = `${DESK}/reglages`
  const ask = (valeur: string) =>
    boss.send(`${settings}?reglage=visa-scan`, settings, { valeur, source: 'Archives départementales' })
  expect([(await ask('peut-être')).status, (await ask('oui')).status]).toEqual([422, 303])
  const list = (await listLists(database.db, 10)).find(({ state }) => state === 'proposed')!
  const path = `${DESK}/${list.id}`
  const bare = await boss.send(path, path, VISA, 'value="visa"')
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('Joignez le document signé')])
  const scan = new File([PNG], 'visa.png', { type: 'image/png' })
  expect((await boss.send(path, path, VISA, 'value="visa"', { pieces: scan })).status).toBe(303)
  expect((await ask('non')).status).toBe(303)
})

// A picture of one point.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

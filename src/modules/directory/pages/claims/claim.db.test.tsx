import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { openFiles } from '#platform/files'
import { microCache } from '#platform/http'
import { contributions } from '../../../../modules.ts'
import { site } from '../../../../site.tsx'

const AGENT = '00000000-0000-7000-8000-000000000001'
const LOU = '00000000-0000-7000-8000-000000000002'
const MAX = '00000000-0000-7000-8000-000000000003'
const KIOSK = '00000000-0000-7000-8000-00000000e001'
const CLAIM = '/annuaire/le-kiosque/revendiquer'
const OWN = '/annuaire/le-kiosque/notre-page'
const PDF = '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'
const CLAIMED = { fonction: 'présidente', preuve: 'document' }

let database: TestDatabase
let context: Context
let app: Hono
const folder = mkdtempSync(join(tmpdir(), 'filigrane-claim-files-'))

beforeAll(async () => {
  database = await testDatabase()
  const files = openFiles({ folder, root: resolve(import.meta.dirname, '../../../../..') })
  // What the desk draws of later modules is not in cause here.
  const own = contributions.filter(({ module }) => ['accounts', 'territory', 'directory', 'notices'].includes(module))
  context = testContext(database, { contributions: own, files })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
    { id: LOU, displayName: 'Lou exemple', email: 'lou@exemple.fr', roles: [] },
    { id: MAX, displayName: 'Max exemple', email: 'max@exemple.fr', roles: [] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are seeded')
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, family, reasons, sources,
      rule_version, provenance, is_fictitious, checked_at)
    VALUES (${KIOSK}, 'le-kiosque', '999000001', 'Le kiosque', '', 'kiosque', 'active', false, 'association', '[{"kind":"reviewed","verdict":"in"}]', '[]',
      'x', '{}', true, now())`.execute(database.owner)
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
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
beforeEach(async () => {
  await sql`DELETE FROM structure_claim`.execute(database.owner)
  await sql`DELETE FROM structure_revision`.execute(database.owner)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

async function signedIn(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const cookie = `__Host-session=${draft.secret}; __Host-navigateur=${personId.slice(-1).repeat(43)}`
  const ask = async (path: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...init.headers } })
  /** Fills the form of a page that leads to `action`, and sends it as a browser does. */
  const send = async (
    page: string,
    fields: Readonly<Record<string, string>>,
    files: readonly File[] = [],
    action = page,
  ) => {
    const html = await (await ask(page)).text()
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...hiddenOf(html, action), ...fields })) body.append(name, value)
    for (const file of files) body.append('pieces', file)
    return ask(action, { method: 'POST', body })
  }
  return { ask, send }
}

function hiddenOf(html: string, action: string): Readonly<Record<string, string>> {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`) && each.includes('name="envoi"'))
  assert(form, `a form leads to ${action}`)
  const inputs = form.slice(0, form.indexOf('</form>')).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name, value]) => [name!, value!]))
}

const file = (name: string, type: string, bytes: BlobPart = PDF) => new File([bytes], name, { type })
const claims = async () =>
  (await sql<{ id: string; state: string }>`SELECT id, state FROM structure_claim`.execute(database.db)).rows
const attached = async (kind: string) =>
  (
    await sql<{
      id: string
      name: string
    }>`SELECT id, name FROM attachment WHERE kind = ${kind} AND owner_id IS NOT NULL`.execute(database.db)
  ).rows

test('who claims a page or reports it reads the name as people write it, not in the capitals of the register', async () => {
  await sql`UPDATE structure SET title = 'LE KIOSQUE DU PORT' WHERE id = ${KIOSK}`.execute(database.owner)
  const lou = await signedIn(LOU)
  for (const path of [CLAIM, '/annuaire/le-kiosque/signaler']) {
    const html = await (await lou.ask(path)).text()
    expect(html).toContain('Le Kiosque du Port')
    expect(html).not.toContain('LE KIOSQUE')
  }
  await sql`UPDATE structure SET title = 'Le kiosque' WHERE id = ${KIOSK}`.execute(database.owner)
})

test('a document sent with a claim is read by agents and by who sent it, and by nobody else', async () => {
  const lou = await signedIn(LOU)
  const sent = await lou.send(CLAIM, CLAIMED, [file('récépissé.pdf', 'application/pdf')])
  expect(sent.status).toBe(303)
  const [claim] = await claims()
  expect(claim?.state).toBe('waiting')
  const [piece] = await attached('structure-claim')
  expect(piece?.name).toBe('récépissé.pdf')

  const agent = await signedIn(AGENT)
  const page = await (await agent.ask(`/agents/annuaire/demandes/${claim!.id}`)).text()
  const href = /href="(\/pieces\/[^"]+)"/.exec(page)?.[1]
  assert(href, 'the desk shows the document')
  const read = await agent.ask(href)
  expect([read.status, await read.text()]).toEqual([200, PDF])
  expect((await lou.ask(href)).status).toBe(200)
  for (const other of [await signedIn(MAX), { ask: (path: string) => app.request(path) }])
    expect([303, 403, 404]).toContain((await other.ask(href)).status)
})

test.each([
  [
    'a program that says it is a document',
    file('recepisse.pdf', 'application/pdf', 'MZ\u0090\u0000 un programme'),
    'n’est pas ce que son nom annonce',
  ],
  ['a web page', file('page.html', 'text/html', '<script>alert(1)</script>'), 'peuvent contenir un programme'],
  ['a name that hides another', file('photo.exe.pdf', 'application/pdf'), 'deux extensions'],
  ['what is too large', file('gros.pdf', 'application/pdf', PDF + ' '.repeat(10_000_001)), 'trop lourd'],
])('%s is refused beside its field, what was typed stays, and nothing is written', async (_, hostile, sentence) => {
  const lou = await signedIn(LOU)
  const answer = await lou.send(CLAIM, { ...CLAIMED, message: 'Bonjour à vous' }, [hostile])
  const html = await answer.text()
  expect([answer.status, html]).toEqual([422, expect.stringContaining(sentence)])
  expect(html).toContain('id="champ-pieces-erreur"')
  expect(html).toContain('présidente')
  expect(html).toContain('Bonjour à vous')
  expect(await claims()).toEqual([])
})

test('without the document that it says it joins, a claim comes back; with a good one held, it need not be chosen again', async () => {
  const lou = await signedIn(LOU)
  const without = await lou.send(CLAIM, CLAIMED)
  expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('Joignez un document')])

  const missing = await lou.send(CLAIM, { preuve: 'document' }, [file('pv.pdf', 'application/pdf')])
  const html = await missing.text()
  expect([missing.status, html.includes('pv.pdf')]).toEqual([422, true])
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...hiddenOf(html, CLAIM), ...CLAIMED })) body.append(name, value)
  const held = /name="pieces" value="([^"]+)"/.exec(html)?.[1]
  if (held !== undefined && !body.has('pieces')) body.append('pieces', held)
  expect((await lou.ask(CLAIM, { method: 'POST', body })).status).toBe(303)
  expect((await attached('structure-claim')).map(({ name }) => name)).toContain('pv.pdf')
})

test('a photo is shown to who reads it before it is public, then to all, without what the telephone had written in it', async () => {
  await sql`INSERT INTO structure_claim (id, structure_id, person_id, proof, duty, words, state, tries, is_ambassador, asked_at)
    VALUES (${context.newId()}, ${KIOSK}, ${LOU}, 'agent', 'présidente', '', 'accepted', 0, false, now())`.execute(
    database.db,
  )
  const lou = await signedIn(LOU)
  const bytes = new Uint8Array(await telephonePhoto())
  const photo = file('devanture.jpg', 'image/jpeg', bytes)

  const unsaid = await lou.send(OWN, { presentation: 'Au bord du canal' }, [photo])
  expect([unsaid.status, await unsaid.text()]).toEqual([422, expect.stringContaining('Dites ce que montre la photo')])
  const told = { presentation: 'Au bord du canal', 'pieces-texte': 'La devanture du kiosque' }
  expect((await lou.send(OWN, told, [photo])).status).toBe(303)

  const visitor = { ask: async (path: string) => app.request(path) }
  expect(await (await visitor.ask('/annuaire/le-kiosque')).text()).not.toContain('La devanture du kiosque')
  const agent = await signedIn(AGENT)
  const list = await (await agent.ask('/agents/annuaire/relecture')).text()
  const text = /href="(\/agents\/annuaire\/relecture\/[0-9a-f-]{36})"/.exec(list)?.[1]
  assert(text, 'the text waits to be read')
  const href = /(?:href|src)="(\/pieces\/[^"]+)"/.exec(await (await agent.ask(text)).text())?.[1]
  assert(href, 'the photo is shown to who reads')
  expect([303, 403, 404]).toContain((await visitor.ask(href)).status)
  expect((await agent.send(text, { avis: 'accept' })).status).toBe(303)

  expect(await (await visitor.ask('/annuaire/le-kiosque')).text()).toContain('alt="La devanture du kiosque"')
  const shown = await visitor.ask(href)
  expect([shown.status, shown.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('image/')])
  const { exif } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata()
  expect(exif).toBeUndefined()
})

test('an agent who acts for somebody is told so on the pages of structures', async () => {
  await sql`INSERT INTO structure_claim (id, structure_id, person_id, proof, duty, words, state, tries, is_ambassador, asked_at)
    VALUES (${context.newId()}, ${KIOSK}, ${LOU}, 'agent', 'présidente', '', 'accepted', 0, false, now())`.execute(
    database.db,
  )
  const agent = await signedIn(AGENT)
  await sql`UPDATE session SET acting_for = ${LOU} WHERE person_id = ${AGENT}`.execute(database.owner)
  for (const path of [CLAIM, OWN]) {
    const page = await (await agent.ask(path)).text()
    expect([path, /class="acting".*Lou exemple/s.test(page)]).toEqual([path, true])
  }
})

async function telephonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: { r: 180, g: 90, b: 40 } } })
    .withExif({ IFD0: { Make: 'Appareil secret', Artist: 'Nom de la personne' } })
    .jpeg()
    .toBuffer()
}

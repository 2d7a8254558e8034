import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
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
import { openFiles } from '#platform/files'
import { microCache } from '#platform/http'
import { contributions } from '../../../modules.ts'
import { site } from '../../../site.tsx'

const AGENT = '00000000-0000-7000-8000-000000000001'
const RESIDENT = '00000000-0000-7000-8000-000000000002'
const PDF = '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'
const WRITTEN = { sujet: 'question', message: 'Bonjour' }

let database: TestDatabase
let context: Context
let app: Hono
const folder = mkdtempSync(join(tmpdir(), 'filigrane-files-'))
const logged: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  const files = openFiles({ folder, root: resolve(import.meta.dirname, '../../../..') })
  context = testContext(database, { contributions, files })
  const people = [
    { id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] },
    { id: RESIDENT, displayName: 'Lou exemple', email: 'lou@exemple.fr', roles: [] },
  ] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are seeded')
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
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: ['10.0.0.1'],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

let address = 0

/** A browser from an address of its own. */
function browser(session = '') {
  address += 1
  const here = `203.0.113.${address}`
  let cookie = session
  const from = { incoming: { socket: { remoteAddress: '10.0.0.1' } } }
  async function ask(path: string, init: RequestInit = {}) {
    const headers = { Cookie: cookie, 'X-Forwarded-For': here, 'Sec-Fetch-Site': 'same-origin', ...init.headers }
    const answer = await app.request(path, { ...init, headers }, from)
    const drawn = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    cookie = [cookie, ...drawn].filter(Boolean).join('; ')
    return answer
  }
  async function keys() {
    const html = await (await ask('/contact')).text()
    return { envoi: fieldOf(html, 'envoi'), jeton: fieldOf(html, 'jeton') }
  }
  const post = (fields: Readonly<Record<string, string>>, files: readonly File[] = []) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    for (const file of files) body.append('pieces', file)
    return ask('/contact', { method: 'POST', body })
  }
  const write = async (fields: Readonly<Record<string, string>>, files: readonly File[] = []) =>
    post({ ...(await keys()), ...fields }, files)
  return { ask, keys, post, write }
}

function fieldOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
}

async function signIn(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  return browser(`__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`)
}

const pdf = (name: string, bytes = PDF) => new File([bytes], name, { type: 'application/pdf' })

async function hrefOf(name: string): Promise<string> {
  const html = await (await (await signIn(AGENT)).ask('/agents/messages')).text()
  return new RegExp(`<a href="(/pieces/[^"]+)">${name}</a>`).exec(html)?.[1] ?? ''
}

async function attachedNames(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM attachment WHERE owner_id IS NOT NULL`.execute(
    database.db,
  )
  return rows.map(({ name }) => name)
}

test('a file leaves with its message; agents open it, nobody else', async () => {
  expect((await browser().write(WRITTEN, [pdf('plan été.pdf')])).status).toBe(303)
  const href = await hrefOf('plan été.pdf')
  const answer = await (await signIn(AGENT)).ask(href)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(PDF)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="plan ete.pdf"; filename*=UTF-8''plan%20%C3%A9t%C3%A9.pdf`,
    'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect((await browser().ask(href)).status).toBe(404)
  expect((await (await signIn(RESIDENT)).ask(href)).status).toBe(404)
  expect((await (await signIn(AGENT)).ask(href.replace('piece.pdf', 'piece.html'))).status).toBe(404)
})

test('a part of a file is given when a part is asked for', async () => {
  await browser().write(WRITTEN, [pdf('morceau.pdf')])
  const [agent, href] = [await signIn(AGENT), await hrefOf('morceau.pdf')]
  const part = await agent.ask(href, { headers: { Range: 'bytes=1-3' } })
  expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([
    206,
    `bytes 1-3/${PDF.length}`,
    'PDF',
  ])
  expect(await (await agent.ask(href, { headers: { Range: 'bytes=-6' } })).text()).toBe(PDF.slice(-6))
  expect((await agent.ask(href, { headers: { Range: 'bytes=9000-' } })).status).toBe(416)
})

test('a PDF that acts by itself is downloaded, never shown in place, and agents are told', async () => {
  await browser().write(WRITTEN, [pdf('actif.pdf', PDF.replace('/Catalog', '/Catalog /OpenAction /JavaScript'))])
  const agent = await signIn(AGENT)
  const answer = await agent.ask(await hrefOf('actif.pdf'))
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment;/)
  expect(await (await agent.ask('/agents/messages')).text()).toContain('Ce PDF contient un programme')
})

test('sent twice, a form with a file is done once', async () => {
  const one = browser()
  const fields = { ...(await one.keys()), ...WRITTEN }
  const answers = await Promise.all([one.post(fields, [pdf('double.pdf')]), one.post(fields, [pdf('double.pdf')])])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1)
  expect((await attachedNames()).filter((name) => name === 'double.pdf')).toHaveLength(1)
})

test('a refused file says why beside its field, the text is kept, and nothing is sent', async () => {
  const answer = await browser().write({ ...WRITTEN, message: 'À garder' }, [
    new File(['<svg onload="alert(1)"/>'], 'logo.svg', { type: 'image/svg+xml' }),
  ])
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('À garder')
  expect(html).toContain('id="champ-pieces-erreur"')
  expect(html).toContain('dessins SVG ne sont pas acceptés')
})

test('a form that comes back for another fault still holds its file, and it may be taken out', async () => {
  const one = browser()
  const back = await (await one.write({ ...WRITTEN, sujet: '' }, [pdf('garde.pdf')])).text()
  const held = { envoi: fieldOf(back, 'envoi'), jeton: fieldOf(back, 'jeton'), pieces: fieldOf(back, 'pieces') }
  expect(back).toContain('garde.pdf')

  const stranger = browser()
  const stolen = await stranger.write({ ...WRITTEN, pieces: held.pieces })
  expect(stolen.status).toBe(303)
  expect(await attachedNames()).not.toContain('garde.pdf')

  expect((await one.post({ ...held, ...WRITTEN })).status).toBe(303)
  expect(await attachedNames()).toContain('garde.pdf')
})

test('more files than told, or a file too large, are refused before they fill anything', async () => {
  const many = await browser().write(
    WRITTEN,
    ['1', '2', '3', '4'].map((rank) => pdf(`${rank}.pdf`)),
  )
  expect([many.status, await many.text()]).toEqual([422, expect.stringContaining('Il y a trop de pièces')])
  const large = await browser().write(WRITTEN, [pdf('lourd.pdf', PDF + ' '.repeat(10_000_000))])
  expect([large.status, await large.text()]).toEqual([422, expect.stringContaining('trop lourd')])
  const flood = await browser().write(WRITTEN, [pdf('flot.pdf', PDF + ' '.repeat(62_000_000))])
  expect(flood.status).toBe(413)
})

const tus = { 'Tus-Resumable': '1.0.0' }
const word = (text: string) => Buffer.from(text).toString('base64')
const metadataOf = (name: string) =>
  `filename ${word(name)},filetype ${word('application/pdf')},kind ${word('contact-message')}`

test('an upload that is cut goes on where it stopped, for its browser alone, and its reference goes with the form', async () => {
  const one = browser()
  const keys = await one.keys()
  const opened = await one.ask('/pieces/envois', {
    method: 'POST',
    headers: { ...tus, 'Upload-Length': String(PDF.length), 'Upload-Metadata': metadataOf('reprise.pdf') },
  })
  expect(opened.status).toBe(201)
  const path = opened.headers.get('Location') ?? ''
  const patch = (offset: number, bytes: string) =>
    one.ask(path, {
      method: 'PATCH',
      headers: { ...tus, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
      body: bytes,
    })
  expect((await patch(0, PDF.slice(0, 20))).status).toBe(204)
  expect((await one.ask(`${path}/fin`, { method: 'POST' })).status).toBe(422)
  expect((await one.ask(path, { method: 'HEAD', headers: tus })).headers.get('Upload-Offset')).toBe('20')
  expect((await patch(0, PDF)).status).toBe(409)
  expect((await browser().ask(path, { method: 'HEAD', headers: tus })).status).toBe(404)
  expect((await patch(20, PDF.slice(20))).status).toBe(204)

  const ends = [await one.ask(`${path}/fin`, { method: 'POST' }), await one.ask(`${path}/fin`, { method: 'POST' })]
  const [first, again] = await Promise.all(ends.map((end) => end.json() as Promise<{ readonly reference: string }>))
  expect(again).toEqual(first)
  expect((await one.post({ ...keys, ...WRITTEN, pieces: first!.reference })).status).toBe(303)
  expect(await attachedNames()).toContain('reprise.pdf')
})

test('a file nobody would take is refused before its first byte', async () => {
  const one = browser()
  await one.keys()
  const open = (name: string, length: string) =>
    one.ask('/pieces/envois', {
      method: 'POST',
      headers: { ...tus, 'Upload-Length': length, 'Upload-Metadata': metadataOf(name) },
    })
  expect((await open('a.exe', '10')).status).toBe(422)
  expect((await open('a.pdf', '10000001')).status).toBe(422)
  expect(await (await open('a.pdf', '0')).text()).toContain('vide')
  expect((await open('a.pdf', '10')).headers.get('Access-Control-Allow-Origin')).toBeNull()
})

test('the name of a file is in no log', () => {
  expect(logged.join('')).toContain('"route":"/pieces')
  expect(logged.join('')).not.toMatch(/plan|reprise|garde\.pdf/)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { type Courier, deliverDue, mailMetrics } from '#platform/mail/sending'
import { WATERMARK_SHEET } from '#ui/watermark'
import { siteFrame } from '../../frame.ts'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { loadTerritory } from './commands/index.ts'
import { drawOutlines } from './map/index.ts'
import { slugOf } from './model.ts'
import { essaiFiles, pasDeCalaisFiles, territoryOf } from './testing/index.ts'

const { settings: folderSettings, shapes, communes, ...essai } = territoryOf(essaiFiles())

// The mails of the territory leave for its own address.
const settings = { ...folderSettings, contact: { ...folderSettings.contact, email: 'ess@val-d-essai.example' } }

/** What would betray the first territory on a page of another. */
const OF_ANOTHER = /Pas-de-Calais|\b62\d{3}\b|Arras|Artois|Hauts-de-France|pasdecalais/i

const build = mkdtempSync(join(tmpdir(), 'filigrane-essai-'))
let database: TestDatabase
let context: Context
let app: Hono

beforeAll(async () => {
  writeFileSync(join(build, 'manifest.json'), '{}')
  database = await testDatabase()
  context = testContext(database, { contributions, settings })
  await loadTerritory(context, { settings, shapes, communes, ...essai })
  app = site({
    context,
    frame: siteFrame(build, context, { url: 'http://localhost', isDemonstration: false, shapes }),
    build,
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: false,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
afterAll(async () => {
  rmSync(build, { recursive: true })
  await database.drop()
})

const read = async (path: string) => (await app.request(path)).text()

const PLACES = communes.map((commune) => `/territoire/${slugOf(commune)}`)

test.each([
  '/',
  '/territoire',
  '/territoire/communes',
  '/contact',
  '/mentions-legales',
  '/recherche?q=aubin',
  '/plan-du-site',
  ...PLACES,
])('on %s of an invented territory nothing of the Pas-de-Calais remains', async (path) => {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html).toContain('Val d’Essai')
  expect(html.replaceAll(/ d="[^"]*"/g, '')).not.toMatch(OF_ANOTHER)
})

test('the fine lines behind the headers are those of its own communes', async () => {
  const drawn = / d="([^"]{200,})"/.exec(/<svg[^>]*class="watermark"[\s\S]*?<\/svg>/.exec(await read('/'))![0])?.[1]
  expect(drawn).toBe(drawOutlines(shapes, WATERMARK_SHEET, 6000))
  expect(drawn).not.toBe(drawOutlines(territoryOf(pasDeCalaisFiles()).shapes, WATERMARK_SHEET, 6000))
})

test('its mails say its name and its telephone, and nothing of another: a code to sign in, a message received', async () => {
  await send('/connexion', { adresse: 'lou@exemple.fr' })
  await send('/contact', { sujet: 'question', message: 'Bonjour', commune: 'vieilleville' })
  const mails = await messages()
  expect(mails.map(({ to }) => to.address).sort()).toEqual(['ess@val-d-essai.example', 'lou@exemple.fr'])
  for (const { subject, text, html } of mails) {
    expect(text).toContain('Essai Solidaire, Val d’Essai')
    expect(text).toContain('01 99 00 00 00')
    expect(`${subject} ${text} ${html}`.replaceAll(/#[0-9a-f]{6}\b/gi, '')).not.toMatch(OF_ANOTHER)
  }
  expect(mails.some(({ text }) => text.includes('Villeneuve-sur-Essai'))).toBe(true)
})

/** Opens a page and sends its form, as a browser does. */
async function send(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const opened = await app.request(path)
  const cookies = opened.headers.getSetCookie().map((line) => line.split(';')[0])
  const html = await opened.text()
  const [envoi = '', jeton = ''] = ['envoi', 'jeton'].map(
    (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1],
  )
  const body = new URLSearchParams({ ...fields, envoi, jeton })
  const sent = await app.request(path, {
    method: 'POST',
    body,
    headers: { Cookie: cookies.join('; '), 'Sec-Fetch-Site': 'same-origin' },
  })
  expect(sent.status, path).toBe(303)
}

type Message = Parameters<Courier['deliver']>[0]

/** Every mail that was posted, as a mail server receives it. */
async function messages(): Promise<readonly Message[]> {
  const given: Message[] = []
  const deliver = async (message: Message) => {
    given.push(message)
    return { outcome: 'sent' } as const
  }
  await deliverDue(context, {
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    courier: { deliver, close: () => {} },
    from: { name: settings.serviceName, address: 'ess@val-d-essai.example' },
    url: 'http://localhost',
    isDemonstration: false,
    metrics: mailMetrics(new Registry(), database.db),
  })
  return given
}

test('the pages wear the colours and the logo of the territory, from addresses that never change', async () => {
  const html = await read('/territoire')
  const [theme] = /\/theme\/[0-9a-f]{16}\.css/.exec(html)!
  const [logo] = /\/theme\/[0-9a-f]{16}\.svg/.exec(html)!
  const css = await app.request(theme)
  expect(css.headers.get('Cache-Control')).toContain('immutable')
  expect(await css.text()).toContain('--opal:#4a2a6e')
  expect((await app.request(logo)).headers.get('Content-Type')).toBe('image/svg+xml')
  expect((await app.request('/theme/0000000000000000.css')).status).toBe(404)
})

test('a commune tells where it is: EPCI, canton, territory of action, neighbours, other names', async () => {
  const html = await read('/territoire/aubeterre-l-essai-99001')
  for (const told of ['CC du Haut Essai', 'Haut canton', 'Amont', '1\u202f200', 'Bureau inventé'])
    expect(html).toContain(told)
  expect(html).toMatch(/id="voisines"[\s\S]*Saint-Aubin/)
  expect(await read('/territoire/villeneuve-sur-essai-99006')).toContain('Vieilleville')
})

test('an EPCI that crosses the border says what is here, and shows both populations', async () => {
  const html = await read('/territoire/cc-du-haut-essai-999000011')
  expect(html).toMatch(/4\s+communes qui agissent ensemble, dont 3 sur ce territoire/)
  expect(html).toContain('7\u202f140')
  expect(html).toContain('7\u202f500')
})

test('an old name in an address leads to the page; an unknown code is not found', async () => {
  const moved = await app.request('/territoire/ancien-nom-99003')
  expect([moved.status, moved.headers.get('Location')]).toEqual([301, '/territoire/le-grand-pre-99003'])
  for (const path of [
    '/territoire/nulle-part-99999',
    '/territoire/99003',
    '/territoire/x',
    '/territoire/a-999999999',
  ]) {
    expect((await app.request(path)).status, path).toBe(404)
  }
})

test('a name in full leads straight to its page; a shared one asks which; an unknown one says what to do', async () => {
  expect((await app.request('/territoire?q=vieilleville')).headers.get('Location')).toBe(
    '/territoire/villeneuve-sur-essai-99006',
  )
  const shared = await read('/territoire?q=st+aubin')
  expect(shared).toContain('CC du Haut Essai')
  expect(shared).toContain('CA du Bas Essai')
  expect(await read('/territoire?q=atlantide')).toContain('Aucune commune d’ici ne ressemble à')
  expect(await read('/territoire?q=%3Cscript%3E')).not.toContain('<script>')
})

test('the map has one link per EPCI, each with its name, and the same list beside it', async () => {
  const html = await read('/territoire')
  const map = /<svg class="map"[\s\S]*?<\/svg>/.exec(html)![0]
  expect(map.match(/<a /g)).toHaveLength(2)
  expect(map).toContain('aria-label="CC du Haut Essai"')
  expect(map).not.toContain('style=')
  expect(html).toMatch(/<ol class="map-numbered">[\s\S]*CA du Bas Essai[\s\S]*CC du Haut Essai/)
})

test('the data are open: JSON, CSV and GeoJSON, and a search that forgives', async () => {
  const all = JSON.parse(await read('/api/v1/communes'))
  expect(all.communes).toHaveLength(6)
  expect(all.sources[0].producer).toBe('Bureau inventé')
  const found = JSON.parse(await read('/api/v1/communes?q=vilenneuve'))
  expect(found.communes[0]).toMatchObject({ label: 'Villeneuve-sur-Essai (99006)', where: '99210, CA du Bas Essai' })
  expect(JSON.parse(await read('/api/v1/epci')).epci[1]).toMatchObject({ code: '999000029', populationHere: 16_398 })
  expect(await read('/api/v1/communes.csv')).toContain('99003;Le Grand-Pré;99110|99111;999000011')
  expect(JSON.parse(await read('/api/v1/communes.geojson')).features).toHaveLength(6)
  expect(JSON.parse(await read('/api/v1/epci.geojson')).features).toHaveLength(2)
  expect((await app.request(`/api/v1/communes?q=${'x'.repeat(100)}`)).status).toBe(400)
})

test('the search of the site finds communes by their other names, and home draws the map', async () => {
  expect(await read('/recherche?q=vieilleville')).toContain('href="/territoire/villeneuve-sur-essai-99006"')
  const home = await read('/')
  expect(home).toContain('href="/territoire/ca-du-bas-essai-999000029"')
  expect(home).toContain('23\u202f538')
})

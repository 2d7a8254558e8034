import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { loadTerritory } from './commands/index.ts'
import { drawOutlines } from './map/index.ts'
import { slugOf } from './model.ts'
import { essaiFiles, territoryOf } from './testing/index.ts'
import { logoPath, themePath } from './theme/index.ts'

const { settings, shapes, communes, ...essai } = territoryOf(essaiFiles())

let database: TestDatabase
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database, { contributions, settings })
  await loadTerritory(context, { settings, shapes, communes, ...essai })
  app = site({
    context,
    frame: {
      ...settings,
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: drawOutlines(shapes, { width: 1200, height: 420 }, 6000),
      logo: logoPath(settings),
      theme: themePath(settings),
      accessibility: 'Accessibilité : non conforme',
      navigation: contributions.flatMap((each) => each.navigation ?? []),
      footer: { mention: `Territoire : ${settings.territoryName}.`, columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: false,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
})
afterAll(() => database.drop())

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
  expect(html.replaceAll(/ d="[^"]*"/g, '')).not.toMatch(
    /Pas-de-Calais|\b62\d{3}\b|Arras|Artois|Hauts-de-France|pasdecalais/i,
  )
})

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

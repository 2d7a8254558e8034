import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { explain, importElection } from './commands/published.ts'
import { tellElection } from './explanations/index.ts'
import { findPoll } from './store/index.ts'
import { bytesOf, SOURCE, VILLAGE } from './testing/elections.ts'

let database: TestDatabase
let app: Hono
const logged: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  const context = testContext(database, { contributions })
  await importElection(context, { bytes: bytesOf(VILLAGE), source: SOURCE, slug: 'village' })
  await importElection(context, { bytes: bytesOf(VILLAGE), source: SOURCE, slug: 'hameau' })
  const poll = await findPoll(database.db, 'village')
  await explain(context, poll!.id, 'first', async function* (file, rule, telling) {
    yield* tellElection(file, rule, telling, () => 0)
  })
  app = siteOn(context)
})
afterAll(() => database.drop())

function siteOn(context: Context): Hono {
  return site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [{ label: 'Scrutins', href: '/scrutins' }],
      footer: { mention: 'Essai', columns: [] },
    },
    build: '/nowhere',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: async () => ({ ok: true, database: 'ok', version: '0' }),
  })
}

const read = async (path: string) => (await app.request(path)).text()

test('home tells of the last polls, with their source', async () => {
  const html = await read('/')
  expect(html).toContain('href="/scrutins/village"')
  expect(html).toContain('Village')
})

test('the list finds a poll, says how many, and keeps the question in the field', async () => {
  const html = await read('/scrutins?q=vill%C3%A0ge')
  expect(html).toContain('Budget du village')
  expect(html).toContain('value="villàge"')
})

test('an order that does not exist is the usual one, not an error', async () => {
  expect((await app.request('/scrutins?tri=hasard')).status).toBe(200)
})

test('what people typed in a file is shown as text, never as HTML', async () => {
  for (const path of ['/scrutins/village', '/scrutins/village/resultats']) {
    expect(await read(path)).toContain('Banc &amp; &lt;abri&gt;')
  }
  expect(await read('/scrutins?q=%3Cscript%3Ealert(1)%3C/script%3E')).not.toContain('<script>')
})

test('the result says who is funded, what is left, and what the others lacked', async () => {
  const html = await read('/scrutins/village/resultats')
  expect(html).toMatch(/2.projets financés sur 3, pour 250.€ sur 300.€/)
  expect(html).toContain('exactement celui que l’organisateur a annoncé')
  expect(html).toMatch(/il restait 50.€, et il coûte 200.€. Il manquait 150.€/)
})

test('under each project the result says why, and leads to the comparison and the recount', async () => {
  const html = await read('/scrutins/village/resultats')
  expect(html.match(/<details class="why">/g)).toHaveLength(3)
  expect(html).toContain('href="/scrutins/village/comparer"')
  expect(html).toContain('href="/scrutins/village/verifier"')
})

test('while explanations are computed, every page says so and shows the rest', async () => {
  for (const page of ['resultats', 'comparer', 'verifier']) {
    const answer = await app.request(`/scrutins/hameau/${page}`)
    expect(answer.status).toBe(200)
    expect(await answer.text(), page).toContain('en cours de calcul')
  }
})

test('rules are compared on the same ballots, the poll’s own first', async () => {
  const html = await read('/scrutins/village/comparer')
  expect(html).toContain('(règle de ce vote)')
  expect(html).toContain('Phragmén')
})

test('a ballot is read by the beginning of its number, without any script', async () => {
  expect(await read('/scrutins/village/verifier')).toContain('href="/scrutins/village/verifier/3"')
  const html = await read('/scrutins/village/verifier/3')
  expect(html).toContain('Bulletin n° 3')
  expect(html).toContain('Banc &amp; &lt;abri&gt;')
  expect(html).not.toContain('<script')
})

test('the certificate is published beside the report', async () => {
  const answer = await app.request('/scrutins/village/certificat.json')
  expect(await answer.json()).toMatchObject({ format: 'filigrane-certificate-1', cost: '250' })
  expect((await app.request('/scrutins/hameau/certificat.json')).status).toBe(404)
})

test.each([
  '/scrutins/ailleurs/comparer',
  '/scrutins/ailleurs/verifier',
  '/scrutins/ailleurs/verifier/1',
  '/scrutins/village/verifier/9',
  '/scrutins/village/verifier/1?page=2',
  '/scrutins/village/verifier/1?page=x',
  '/scrutins/ailleurs',
  '/scrutins/ailleurs/resultats',
  '/scrutins/ailleurs/ballots.pb',
  '/nulle-part',
  '/scrutins/village/autre',
])('%s does not exist and says so', async (path) => {
  const answer = await app.request(path)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('Cette page n’existe pas.')
})

test('the ballots are given back byte for byte', async () => {
  const answer = await app.request('/scrutins/village/ballots.pb')
  expect(await answer.text()).toBe(VILLAGE)
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="village.pb"')
})

test('the table opens in a French spreadsheet: mark, semicolons, the funded first', async () => {
  const bytes = new Uint8Array(await (await app.request('/scrutins/village/resultats.csv')).arrayBuffer())
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\r\n')
  expect(lines[0]).toBe(
    '\ufeffrang;identifiant;projet;cout;devise;choisi_par;points;finance;motif;retenu_par_organisateur',
  )
  expect(lines[1]).toBe('1;jardin;Jardin partagé;150;EUR;3;;oui;;oui')
  expect(lines[3]).toBe(';four;Four à pain;200;EUR;1;;non;budget-short;non')
})

test('the API gives the poll, its projects and its computation, and says when there is none', async () => {
  const poll = await (await app.request('/api/v1/scrutins/village')).json()
  expect(poll).toMatchObject({
    budget: '300',
    voters: 4,
    projects: [{ id: 'jardin', funded: true }, { funded: true }, { funded: false }],
  })
  const report = await (await app.request('/api/v1/scrutins/village/resultats')).json()
  expect(report).toMatchObject({ winners: ['banc', 'jardin'], cost: '250' })
  expect((await app.request('/api/v1/scrutins/ailleurs')).status).toBe(404)
  expect((await app.request(`/api/v1/scrutins?q=${'a'.repeat(101)}`)).status).toBe(400)
})

test('the description of the API names every route the API answers', async () => {
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as { paths: object }
  const told = Object.keys(paths).filter((path) => path.startsWith('/v1/scrutins'))
  expect(told).toEqual(['/v1/scrutins', '/v1/scrutins/{slug}', '/v1/scrutins/{slug}/resultats'])
})

test('every answer carries the security headers, errors and downloads included', async () => {
  for (const path of ['/', '/nulle-part', '/api/v1/scrutins', '/scrutins/village/ballots.pb', '/sante']) {
    const { headers } = await app.request(path)
    expect(headers.get('Content-Security-Policy'), path).toMatch(/^default-src 'none'/)
  }
})

test('our own fault gives a reference to the reader, and the log its place without any value', async () => {
  const gone = await testDatabase()
  const broken = siteOn(testContext(gone, { contributions }))
  await gone.drop()
  const answer = await broken.request('/scrutins')
  const reference = /<code>([0-9a-f]{12})<\/code>/.exec(await answer.text())?.[1]
  expect(answer.status).toBe(500)
  expect(logged.join('')).toContain(`"reference":"${reference}"`)
})

test.each(['/scrutins/%00', '/scrutins/%E0%A4%A', '/scrutins/..%2F..%2Fetc', '/scrutins?q=%00', '/%'])(
  'an address written to harm (%s) finds nothing and breaks nothing',
  async (path) => {
    expect((await app.request(path)).status).toBeLessThan(500)
  },
)

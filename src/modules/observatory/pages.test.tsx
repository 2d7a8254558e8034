import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import { acceptImport, askImport, extract, readImport } from '#modules/directory'
import { loadTerritory, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { readPlaces } from '../../../tools/make-sirene/places.ts'
import { makeOpenData } from '../../../tools/make-sirene.ts'
import { citeFigures } from '../../cited-figures.ts'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { readTerritoryFolder } from '../../territory-folder.ts'
import { countFigures } from './commands/index.ts'
import { communeCentres } from './pages/commune-centres.ts'
import { TABS } from './pages/shell.tsx'
import * as store from './store/index.ts'

const AGENT = '00000000-0000-7000-8000-000000000001'
const ARRAS = '200033579'

let database: TestDatabase
let context: Context
let app: Hono
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { contributions })
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  app = site({
    context,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Pas-de-Calais',
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
  await eachFaceAnswers()
  folder = mkdtempSync(join(tmpdir(), 'filigrane-observatory-'))
  const size = { establishments: 6_000, units: 4_000, share: 0.4, seed: 7, format: 'csv' } as const
  const made = await makeOpenData(folder, { ...readPlaces(), ...size, memory: '500MB' })
  await putInForce([made.units, made.establishments])
  assert(await countFigures(context), 'there is something to count')
  assert((await citeFigures(context, resolve('.'), 'pas-de-calais')) > 0, 'figures are cited')
  const people = [{ id: AGENT, displayName: 'Agente exemple', email: 'a@b.example', roles: ['agent'] }] as const
  assert((await seedPeople(context, people)).ok, 'the people of the test are there')
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

// Before any file is in force, and after.
async function eachFaceAnswers() {
  for (const { href } of TABS) expect((await app.request(href)).status, href).toBe(200)
}

test('every page of the observatory answers, the same for all, and weighs little', async () => {
  await eachFaceAnswers()
  for (const { href } of TABS) {
    const answer = await app.request(href)
    expect(answer.headers.get('Cache-Control'), href).toBe('public, max-age=0, must-revalidate')
    const html = await answer.text()
    expect(html, href).not.toMatch(/NaN|undefined|Infinity|\[object/)
    const { byteLength } = await new Response(
      new Blob([html]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer()
    expect(byteLength, href).toBeLessThan(60_000)
  }
})

test('the share of an EPCI stands with its source and its file, on the first page', async () => {
  const html = await read('/observatoire')
  const table = await store.readTable(context.db, 'territoires')
  assert(table.ok, 'the table is there')
  expect(html).toContain(`href="/observatoire/territoires/${ARRAS}"`)
  expect(html).toContain('href="/api/v1/observatoire/territoires.csv?lieu=territory"')
  expect(html).toMatch(/Source.{1,3}:/)
  expect(html).toContain('Lecture')
})

test('a cited figure is in a section of its own, never among those counted here', async () => {
  const cited = (await read('/observatoire')).split('id="calcules"')[0]!
  expect(cited).toMatch(/52.481/)
  expect(cited).toMatch(/3.007/)
  expect(cited).toContain('Chiffre cité')
  const html = await read('/observatoire')
  const counted = html.slice(html.indexOf('id="calcules"'), html.indexOf('id="pourquoi"'))
  expect(counted).not.toContain('Chiffre cité')
})

test('a figure has its own page, and its frame is refused to all but the sites an agent named', async () => {
  expect((await app.request('/observatoire/tableaux/familles')).status).toBe(200)
  expect((await app.request('/observatoire/tableaux/inconnu')).status).toBe(404)
  expect((await app.request('/observatoire/tableaux/familles?lieu=00000')).status).toBe(404)
  const policy = async () => (await app.request('/observatoire/cadre/familles')).headers.get('Content-Security-Policy')
  expect(await policy()).toContain("frame-ancestors 'none'")
  const agent = await browserOf(AGENT)
  const bad = await agent.send('/agents/panorama', '/agents/panorama/cadre', { sites: 'http://commune.example' })
  expect(bad.status).toBe(422)
  await agent.send('/agents/panorama', '/agents/panorama/cadre', { sites: 'https://commune.example' })
  expect(await policy()).toMatch(/frame-ancestors https:\/\/commune\.example$/)
})

test('maps and series are taken away as tables are: file, address, citation', async () => {
  for (const [path, file] of [
    ['/observatoire/cartes', '/api/v1/observatoire/carte.csv?maille=commune&indicateur=establishments'],
    ['/observatoire/evolution', '/api/v1/observatoire/chiffres-cites.csv'],
  ] as const) {
    const html = await read(path)
    expect(html, path).toContain(`href="${file.replace('&', '&amp;')}"`)
    expect(html, path).toMatch(/class="citation">[^<]*Sources/)
    const [header, ...lines] = (await read(file)).trimEnd().split('\r\n')
    expect(header, file).toContain('valeur')
    expect(lines.length, file).toBeGreaterThan(5)
  }
  expect((await app.request('/api/v1/observatoire/carte.csv?maille=rue')).status).toBe(404)
})

test('every block of figures is read in a sentence, and taken away: file, address, citation, frame that opens', async () => {
  const pages = [
    ...TABS.map(({ href }) => href).filter((href) => !/methode|panoramas/.test(href)),
    `/observatoire/territoires/${ARRAS}`,
    '/observatoire/tableaux/familles',
  ]
  for (const page of pages) {
    const html = await read(page)
    const blocks = html.split('<div class="reuse">').slice(1)
    expect(blocks.length, page).toBeGreaterThan(0)
    expect(html, page).toContain('Lecture')
    for (const block of blocks) {
      expect(block, page).toMatch(/href="[^"]+\.csv[^"]*"/)
      expect(block, page).toContain('Lien permanent')
      expect(block, page).toMatch(/class="citation">[^<]*Source/)
      const [, framed = ''] = /iframe src=&quot;http:\/\/localhost(.*?)&quot;/.exec(block) ?? []
      expect(framed, page).toMatch(/^\/observatoire\/cadre\//)
      const answer = await app.request(framed.replaceAll('&amp;', '&'))
      expect(answer.status, framed).toBe(200)
      expect(answer.headers.get('Content-Security-Policy'), framed).toContain('frame-ancestors')
      const bare = await answer.text()
      expect(bare, framed).toMatch(/Sources?.{1,3}:/)
      expect(bare, framed).not.toMatch(/NaN|undefined|\[object/)
    }
  }
})

test('a frame that names no map, no series and no table does not exist', async () => {
  for (const name of ['carte', 'carte?maille=epci', 'carte?maille=rue&indicateur=density', 'serie-inconnue', 'rien']) {
    const expected = name.includes('density') ? 200 : 404
    expect((await app.request(`/observatoire/cadre/${name}`)).status, name).toBe(expected)
  }
})

test('the middle of each commune stands where the drawing puts its EPCI', async () => {
  const atlas = await readAtlas(context.db)
  assert(atlas, 'the territory is loaded')
  const centres = communeCentres(atlas)
  for (const { code, centre } of atlas.drawings().light.shapes) {
    const own = atlas.communes.filter(({ epciCode }) => epciCode === code).map((each) => centres.get(each.code)!)
    const [left, right] = [Math.min(...own.map(([x]) => x)), Math.max(...own.map(([x]) => x))]
    const [top, bottom] = [Math.min(...own.map(([, y]) => y)), Math.max(...own.map(([, y]) => y))]
    expect(centre[0]).toBeGreaterThanOrEqual(left)
    expect(centre[0]).toBeLessThanOrEqual(right)
    expect(centre[1]).toBeGreaterThanOrEqual(top)
    expect(centre[1]).toBeLessThanOrEqual(bottom)
  }
})

test('a place that does not exist is not found, nor its paper', async () => {
  expect((await app.request('/observatoire/territoires/00000')).status).toBe(404)
  expect((await app.request('/observatoire/territoires/00000.pdf')).status).toBe(404)
  expect(await read('/observatoire/comparer?lieu=00000')).toContain('n’est pas dans l’observatoire')
  // What no place can be named.
  expect(await read('/observatoire/comparer?lieu=%00')).toContain('n’est pas dans l’observatoire')
  expect((await app.request('/observatoire/cadre/familles?lieu=%00')).status).toBe(404)
})

test('a profile is printed once for what it says: the same bytes for all', async () => {
  const print = async () =>
    Buffer.from(await (await app.request(`/observatoire/territoires/${ARRAS}.pdf`)).arrayBuffer())
  const [one, other] = await Promise.all([print(), print()])
  expect(one.subarray(0, 5).toString()).toBe('%PDF-')
  expect(one.equals(other)).toBe(true)
})

describe('the yearly panorama', () => {
  const composed = { annee: '2026', titre: 'Panorama d’essai', 'place-familles': '2', 'place-chiffres-calcules': '1' }

  test('is not for whoever comes', async () => {
    expect((await app.request('/agents/panorama')).status).toBe(303)
  })

  test('comes back filled, each fault beside its field', async () => {
    const agent = await browserOf(AGENT)
    const sent = { ...composed, annee: 'vingt', titre: '', 'place-familles': 'première' }
    const answer = await agent.send('/agents/panorama/nouveau', '/agents/panorama/nouveau', sent)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Écrivez l’année en quatre chiffres')
    expect(html).toContain('Donnez un titre')
    expect(html).toContain('value="première"')
  })

  test('keeps its figures, its words and its PDF, whatever is counted later', async () => {
    const agent = await browserOf(AGENT)
    const words = { 'texte-familles': 'Les associations d’abord.\n\nPuis les autres.' }
    const first = await agent.send('/agents/panorama/nouveau', '/agents/panorama/nouveau', { ...composed, ...words })
    expect(first.headers.get('Location')).toBe('/agents/panorama/2026/apercu')
    const preview = await agent.read('/agents/panorama/2026/apercu')
    expect(preview).toContain('<p>Les associations d’abord.</p>')
    const published = await agent.send('/agents/panorama/2026/apercu', '/agents/panorama/2026/publier', {
      version: '1',
    })
    expect(published.headers.get('Location')).toBe('/observatoire/panoramas/2026')

    const before = await read('/observatoire/panoramas/2026')
    expect(before).toContain('Panorama d’essai')
    expect(before.indexOf('Chiffres calculés ici')).toBeLessThan(before.indexOf('L’ESS par famille'))
    const pdf = await bytesOf('/observatoire/panoramas/2026/1.pdf')
    const families = await read('/observatoire/familles')
    await context.db.updateTable('establishment').set({ state: 'closed' }).where('is_employer', '=', true).execute()
    expect(await countFigures(context)).toBe(true)
    expect(await read('/observatoire/familles')).not.toBe(families)
    expect(await read('/observatoire/panoramas/2026')).toBe(before)
    expect((await bytesOf('/observatoire/panoramas/2026/1.pdf')).equals(pdf)).toBe(true)
  })

  test('published again without a change says so; changed, it is a second version and the first stays', async () => {
    const agent = await browserOf(AGENT)
    await agent.send('/agents/panorama/2026', '/agents/panorama/2026', {
      ...composed,
      titre: 'Panorama corrigé',
      version: '1',
    })
    const stale = await agent.send('/agents/panorama/2026/apercu', '/agents/panorama/2026/publier', { version: '1' })
    expect(stale.status).toBe(422)
    expect(await stale.text()).toContain('Quelqu’un a changé ce panorama')
    await agent.send('/agents/panorama/2026/apercu', '/agents/panorama/2026/publier', { version: '2' })
    expect(await read('/observatoire/panoramas/2026')).toContain('Panorama corrigé')
    expect(await read('/observatoire/panoramas/2026?version=1')).toContain('Une version plus récente existe')
    const again = await agent.send('/agents/panorama/2026/apercu', '/agents/panorama/2026/publier', { version: '2' })
    expect(again.status).toBe(422)
    expect((await store.listPublications(context.db, 2026)).map(({ version }) => version)).toEqual([2, 1])
  })
})

async function putInForce(paths: readonly string[]): Promise<void> {
  const fileNames = paths.map((path) => path.split('/').at(-1)!)
  const submission = { key: `observatory-${process.pid}-asked`, body: null }
  const asking = { kind: 'sirene', fileNames, vintage: '2026-09-01', isReadHere: true, submission } as const
  const asked = await askImport(context, asking)
  assert(asked.ok, 'a file can be read')
  const { id } = asked.value
  const limits = { memory: '500MB', threads: 2, folder: join(folder, 'extraction') }
  await readImport(context, id, { extract, paths, limits })
  const accepted = await acceptImport(context, {
    id,
    submission: { key: `observatory-${process.pid}-put`, body: null },
  })
  assert(accepted.ok, 'a file that was read is accepted')
}

type Fields = Readonly<Record<string, string>>

async function browserOf(personId: string) {
  const draft = draftSession(context)
  await inTransaction(context, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, context, draft, { personId, assurance: 'passkey', device: 'essai' })
    return { ok: true, value: null }
  })
  const Cookie = `__Host-session=${draft.secret}; __Host-navigateur=${'n'.repeat(43)}`
  const headers = { Cookie, 'Sec-Fetch-Site': 'same-origin' }
  const readOwn = async (path: string) => (await app.request(path, { headers })).text()
  /** Sends the form of `path` that goes to `action`, as the page shows it, with these fields. */
  async function send(path: string, action: string, fields: Fields = {}) {
    const form = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(await readOwn(path))?.[1] ?? ''
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    const kept = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
    assert(kept.jeton, `${path} has a form that goes to ${action}`)
    return app.request(action, { method: 'POST', headers, body: new URLSearchParams({ ...kept, ...fields }) })
  }
  return { read: readOwn, send }
}

async function read(path: string): Promise<string> {
  const answer = await app.request(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

async function bytesOf(path: string): Promise<Buffer> {
  return Buffer.from(await (await app.request(path)).arrayBuffer())
}

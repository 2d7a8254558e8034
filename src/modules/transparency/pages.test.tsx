import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReport, openValidation } from '#kernel/tabular'
import type { Contribution } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { contributions } from '../../modules.ts'
import { site } from '../../site.tsx'
import { SCHEMAS } from './schemas.ts'

const LONG = 100_000
/** A dataset whose words need care, and a long one. */
const TRIAL: Contribution = {
  module: 'trial',
  datasets: [dataset('essai', 1), dataset('long', LONG)],
}

function dataset(slug: string, count: number): NonNullable<Contribution['datasets']>[number] {
  return {
    slug,
    title: `Jeu ${slug}`,
    description: 'Un essai.',
    keywords: ['essai'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'daily',
    schema: null,
    columns: [
      { name: 'nom', type: 'text', meaning: 'Un nom' },
      { name: 'montant', type: 'number', meaning: 'Un montant' },
    ],
    lastChange: async () => new Date('2026-03-02T10:00:00Z'),
    rows: async function* () {
      for (let index = 0; index < count; index += 1) yield ['=A1, "été"', -12]
    },
  }
}

let database: TestDatabase
let app: Hono

beforeAll(async () => {
  database = await testDatabase()
  app = site({
    context: testContext(database, { contributions: [...contributions, TRIAL] }),
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [{ label: 'Données ouvertes', href: '/donnees' }],
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
afterAll(() => database.drop())

const read = async (path: string) => (await app.request(path)).text()

test('the catalogue leads to each dataset, the same for all readers', async () => {
  const answer = await app.request('/donnees')
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate')
  const html = await answer.text()
  for (const slug of [
    'subventions',
    'deliberations',
    'annuaire-ess',
    'agenda',
    'scrutins',
    'chiffres-cites',
    'essai',
  ]) {
    expect(html).toContain(`href="/donnees/${slug}"`)
  }
})

test('every dataset has its page, with its columns, and its two files', async () => {
  const slugs = [...contributions, TRIAL].flatMap((each) => each.datasets ?? []).map(({ slug }) => slug)
  expect(slugs.length).toBe(new Set(slugs).size)
  for (const slug of slugs.filter((each) => each !== 'deliberations' && each !== 'long')) {
    expect([slug, (await app.request(`/donnees/${slug}`)).status]).toEqual([slug, 200])
    expect([slug, (await app.request(`/donnees/${slug}.csv`)).status]).toEqual([slug, 200])
    expect(JSON.parse(await read(`/donnees/${slug}.json`))).toMatchObject({ rows: expect.any(Array) })
  }
  expect((await app.request('/donnees/inconnu')).status).toBe(404)
  expect((await app.request('/donnees/inconnu.csv')).status).toBe(404)
})

test('in the CSV words cannot be run as a formula and figures are not touched; the JSON keeps both', async () => {
  expect(await read('/donnees/essai.csv')).toBe('nom,montant\r\n"\'=A1, ""été""",-12\r\n')
  expect(JSON.parse(await read('/donnees/essai.json')).rows).toEqual([{ nom: '=A1, "été"', montant: -12 }])
})

test('a long file is sent whole, a packet at a time', async () => {
  const answer = await app.request('/donnees/long.csv')
  let [lines, largest] = [0, 0]
  for await (const packet of answer.body as unknown as AsyncIterable<Uint8Array>) {
    largest = Math.max(largest, packet.length)
    for (const byte of packet) if (byte === 10) lines += 1
  }
  expect(lines).toBe(LONG + 1)
  expect(largest).toBeLessThan(20_000)
})

test('the metadata hold every property DCAT-AP requires', async () => {
  const catalogue = JSON.parse(await read('/donnees/catalogue.jsonld'))
  expect(catalogue).toMatchObject({
    '@type': 'dcat:Catalog',
    'dct:title': expect.anything(),
    'dct:description': expect.anything(),
    'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': expect.anything() },
  })
  for (const each of catalogue['dcat:dataset']) {
    expect(each).toMatchObject({
      '@type': 'dcat:Dataset',
      'dct:title': expect.anything(),
      'dct:description': expect.anything(),
    })
    for (const file of each['dcat:distribution']) expect(file['dcat:accessURL']).toHaveProperty('@id')
  }
})

test('without the SIRET of the authority the SCDL catalogue says what to do; with it, it follows its schema', async () => {
  expect((await app.request('/donnees/catalogue.csv')).status).toBe(404)
  await database.db
    .insertInto('decision_setting')
    .values(
      [
        ['authority-name', 'Territoire (exemple)'],
        ['authority-siret', '99900011000018'],
      ].map(([name, value]) => ({
        name: name!,
        value: value!,
        source: 'Essai',
        is_verified: false,
        set_at: new Date(0),
      })),
    )
    .execute()
  const { schema } = SCHEMAS.find(({ name }) => name.startsWith('scdl-catalogue'))!
  const [validation, gathered] = [openValidation(schema), openReport()]
  const bytes = new TextEncoder().encode(await read('/donnees/catalogue.csv'))
  for (const line of [...validation.push(bytes), ...validation.end()]) gathered.take(line)
  expect(gathered.report().groups).toEqual([])
})

test('the page of the API tells every route that reads, with an example', async () => {
  const { paths } = JSON.parse(await read('/api/openapi.json')) as { paths: Record<string, { get?: unknown }> }
  const html = await read('/donnees/api')
  for (const [path, { get }] of Object.entries(paths)) if (get) expect(html).toContain(`/api${path}`)
  expect(html).toContain('curl http://localhost/api/v1/')
})

async function check(fields: Readonly<Record<string, string>>, file?: Uint8Array<ArrayBuffer>): Promise<Response> {
  const page = await app.request('/donnees/valider')
  const cookie = page.headers.get('Set-Cookie')!.split(';')[0]!
  const html = await page.text()
  const form = new FormData()
  for (const name of ['envoi', 'jeton']) form.append(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!)
  for (const [name, value] of Object.entries({ schema: 'scdl-subventions-2.1.1', ...fields })) form.append(name, value)
  if (file) form.append('fichier', new File([file], 'essai.csv', { type: 'text/csv' }))
  return app.request('/donnees/valider', { method: 'POST', body: form, headers: { Cookie: cookie } })
}

const example = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../data/subventions/${name}.csv`, import.meta.url)))

test('the valid example passes, and nothing of it is kept by the reader’s browser either', async () => {
  const answer = await check({}, example('scdl_exemple_valide'))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(await answer.text()).toContain('Ce fichier est conforme')
})

test('each fault of an invalid file is told with its line, and can be taken away as a file', async () => {
  const html = await (await check({}, example('scdl_exemple_invalide_erreurs_cellules'))).text()
  expect(html).toContain('à corriger avant de publier')
  expect(html).toContain('05/12/2016')
  const csv = await (await check({ reponse: 'csv' }, example('scdl_exemple_invalide_erreurs_cellules'))).text()
  expect(csv).toMatch(/^ligne,colonne,valeur,gravite,que_faire\r\n/)
  expect(csv).toContain('5,dateConvention,05/12/2016,faute,')
})

test('lines can be pasted; nothing at all is refused with a sentence', async () => {
  expect(await (await check({ texte: 'nomAttribuant\nX\n' })).text()).toContain(
    'La colonne «\u00a0idAttribuant\u00a0» manque',
  )
  const empty = await check({})
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Choisissez un fichier, ou collez ses lignes.')
})

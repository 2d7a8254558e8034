import { gunzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { draftSession, openSession, seedPeople } from '#modules/accounts'
import type { Contribution, Settings } from '#platform/context'
import { TEST_NOW, TEST_SETTINGS, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type MicroCache, microCache } from '#platform/http'
import { contributions } from './modules.ts'
import { site } from './site.tsx'

const LOU = '00000000-0000-7000-8000-000000000002'

let database: TestDatabase
let app: Hono
let cache: MicroCache
let clock = TEST_NOW.getTime()
let isAway = false
let settings: Settings = TEST_SETTINGS
let pageCount = 0
const logged: string[] = []
const drawn: string[] = []
let signedIn = ''

const TOWN: Contribution = {
  module: 'territory',
  navigation: [{ label: 'Territoire', href: '/territoire' }],
  search: async (_db, words) =>
    'saint omer'.includes(words)
      ? {
          kind: 'Communes',
          total: 30,
          hits: [{ href: '/territoire/saint-omer-62765', title: 'Saint-Omer', lead: 'Commune.' }],
        }
      : undefined,
  sitemap: async () => [
    {
      path: '/territoire/saint-omer-62765',
      title: 'Saint-Omer & alentours',
      changedAt: new Date('2026-01-02T00:00:00Z'),
    },
    ...Array.from({ length: pageCount }, (_, n) => ({ path: `/territoire/p${n}` })),
  ],
  home: async () => {
    if (isAway) throw new Error('Connection terminated unexpectedly')
    return {
      title: 'Le territoire',
      lead: 'Chaque commune.',
      more: { label: 'Toutes', href: '/territoire' },
      now: {
        kicker: 'Ouvert jusqu’au 4 mai',
        title: 'Le vote de printemps',
        worth: 'Trois voix.',
        action: { label: 'Voter', href: '/scrutins/x' },
      },
      entries: [],
      figures: [
        {
          label: 'habitants',
          value: '1 460 000',
          unit: 'habitants',
          producer: 'Insee',
          vintage: '2022',
          scope: 'Le territoire.',
          licence: 'Licence ouverte 2.0',
          url: 'https://insee.fr',
          nature: 'cited',
        },
      ],
    }
  },
  homeMap: async () => ({
    title: 'La carte',
    lead: 'Vingt intercommunalités.',
    more: { label: 'Voir la carte', href: '/territoire' },
    viewBox: '0 0 10 10',
    shapes: [{ label: 'Pays de Saint-Omer', href: '/territoire/saint-omer-200069037', path: 'M0 0L9 9Z' }],
    source: 'Contours : IGN.',
  }),
}

beforeAll(async () => {
  database = await testDatabase()
  const given = [...contributions.filter(({ module }) => module !== 'territory'), TOWN]
  const live = {
    ...testContext(database, { contributions: given, now: () => new Date(clock) }),
    get settings() {
      return settings
    },
  }
  assert(
    (await seedPeople(live, [{ id: LOU, displayName: 'Lou exemple', email: 'lou@exemple.fr', roles: [] }])).ok,
    'seeded',
  )
  const draft = draftSession(live)
  await inTransaction(live, { key: `session-${draft.id}`, body: null }, async (transaction) => {
    await openSession(transaction, live, draft, { personId: LOU, assurance: 'email-code', device: 'essai' })
    return { ok: true, value: null }
  })
  signedIn = `__Host-session=${draft.secret}`
  cache = microCache({ freshForMs: 60_000, maxEntries: 100, now: () => clock })
  app = site({
    context: live,
    frame: {
      serviceName: 'Filigrane',
      territoryName: 'Territoire d’essai',
      url: 'https://ess.exemple.fr',
      assets: { stylesheet: '/public/site.css', fonts: [] },
      watermark: 'M0 0',
      navigation: [{ label: 'Territoire', href: '/territoire' }],
      footer: { mention: 'Essai', columns: [] },
      contact: { telephone: '03 21 00 00 00', hours: null },
      isDemonstration: true,
    },
    build: '/nowhere',
    cache,
    logger: pino({ level: 'info', base: null }, { write: (line) => logged.push(line) }),
    metrics: new Registry(),
    url: 'https://ess.exemple.fr',
    isDemonstration: false,
    proxies: [],
    drawPicture: async (svg) => {
      drawn.push(svg)
      return new Uint8Array([137, 80])
    },
    health: async () => ({ ok: !isAway, database: isAway ? 'injoignable' : 'ok', version: '0' }),
  })
})
afterAll(() => database.drop())
beforeEach(() => {
  cache.forget()
  clock += 3_600_000
  settings = TEST_SETTINGS
})

const read = async (path: string) => (await app.request(path)).text()

test('home says in its first screen what happens now, what it is worth and what to tap', async () => {
  const html = await read('/')
  expect(html.indexOf('Le vote de printemps')).toBeLessThan(html.indexOf('name="q" value'))
  expect(html).toContain('<a href="/scrutins/x" class="button button-main">Voter</a>')
})

test('home leads to each subject, even to one with nothing to open one by one', async () => {
  const html = await read('/')

  expect(html).toContain('href="/territoire"')
  expect(html).toContain('Aller plus loin')
})

test('home gives each figure with its source, and a map whose shapes lead somewhere', async () => {
  const html = await read('/')
  expect(html).toMatch(/1 460 000.*Insee.*2022.*Licence ouverte 2\.0/s)
  expect(html).toContain('aria-label="Pays de Saint-Omer"')
})

test('every page says it is a demonstration, and how to telephone', async () => {
  for (const path of [
    '/',
    '/recherche',
    '/accessibilite',
    '/mentions-legales',
    '/plan-du-site',
    '/contact',
    '/nulle-part',
  ]) {
    const html = await read(path)
    expect(html, path).toContain('les personnes et les projets fictifs sont marqués')
    expect(html, path).toContain('href="tel:0321000000"')
  }
})

test.each(['st omer', 'SAINT-OMER', 'Saint  Omer', 'sAînt-ómer'])(
  'the search for « %s » finds Saint-Omer',
  async (asked) => {
    const html = await read(`/recherche?q=${encodeURIComponent(asked)}`)
    expect(html).toContain('href="/territoire/saint-omer-62765"')
    expect(html).toContain('30\u00a0réponses')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
  },
)

test('a search that finds nothing proposes what would, and doors to push', async () => {
  const html = await read('/recherche?q=sint+omre')
  expect(html).toContain('Rien ne répond')
  expect(html).toContain('/recherche?q=saint%20omer')
  expect(html).toContain('href="/plan-du-site"')
})

test('the pages of the house are found too', async () => {
  expect(await read('/recherche?q=handicap+accessibilit%C3%A9')).toContain('Rien ne répond')
  expect(await read('/recherche?q=accessibilite')).toContain('href="/accessibilite">Accessibilité</a>')
})

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a quote that would close the field', '" onfocus="alert(1)'],
  ['SQL', "'; DROP TABLE poll; --"],
  ['patterns', '%_%\\'],
  ['a zero byte', 'a\u0000b'],
  ['half a surrogate', 'a\ud800b'],
  ['ten thousand letters', 'é'.repeat(10_000)],
  ['a thousand words', 'vote '.repeat(1_000)],
  ['nothing but spaces', '   '],
  ['right to left marks', '\u202eomer\u202d'],
])('%s in the search is only text', async (_, asked) => {
  const answer = await app.request(`/recherche?q=${encodeURIComponent(asked.toWellFormed())}`)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).not.toMatch(/<script>|" onfocus/)
  expect(html.length).toBeLessThan(30_000)
})

test('an address that cannot be decoded is not a fault of ours', async () => {
  expect((await app.request('/recherche?q=%E0%A4%A')).status).toBe(200)
  expect((await app.request('/recherche?q=a&q=b&q[]=c')).status).toBe(200)
})

test('the log never has the words of a search', async () => {
  await read('/recherche?q=mot-secret')
  expect(logged.join('')).toContain('"route":"/recherche"')
  expect(logged.join('')).not.toContain('mot-secret')
})

test('the declaration of accessibility says « non conforme » until an audit is entered, then what it found', async () => {
  expect(await read('/accessibilite')).toContain('Accessibilité\u00a0: non conforme')
  settings = {
    ...TEST_SETTINGS,
    accessibility: { level: 'partiellement', auditedOn: '2026-02-01', auditedBy: 'Un cabinet', rate: 87.5 },
    legal: { ...TEST_SETTINGS.legal, publisher: 'Le Département' },
  }
  cache.forget()
  const html = await read('/accessibilite')
  expect(html).toContain('partiellement conforme')
  expect(html).toMatch(/Un cabinet.*87,5.%/s)
  expect(html).toContain('Le Département s’engage')
  expect(html).toContain('Défenseur des droits')
})

test('what the territory has not told is said to be missing, never left blank', async () => {
  expect((await read('/mentions-legales')).match(/à compléter par le territoire/g)?.length).toBeGreaterThanOrEqual(5)
})

test('an address that is nearly right is put right; the error page lets one search and telephone', async () => {
  const answer = await app.request('/territoire/saint-omr-62765')
  const html = await answer.text()
  expect(answer.status).toBe(404)
  expect(html).toContain('href="/territoire/saint-omer-62765">Saint-Omer &amp; alentours</a>')
  expect(html).toContain('action="/recherche"')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
})

test('while the database is away a page answers 503 and when to come back; what was read lately stays readable', async () => {
  clock += 1
  await read('/')
  clock += 61_000
  isAway = true
  try {
    const kept = await app.request('/', { headers: { 'Accept-Encoding': 'gzip' } })
    expect(kept.status).toBe(200)
    expect(gunzipSync(await kept.arrayBuffer()).toString()).toContain('Le vote de printemps')
    cache.forget()
    const answer = await app.request('/')
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '30'])
    expect(await answer.text()).toContain('Le site revient dans quelques minutes.')
    expect(cache.size()).toBe(0)
  } finally {
    isAway = false
  }
  expect((await app.request('/')).status).toBe(200)
})

test('HEAD answers as GET does, without the text, and leaves a whole page in the cache', async () => {
  const head = await app.request('/plan-du-site', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(cache.size()).toBe(1)
  const get = await app.request('/plan-du-site')
  expect(await get.text()).toContain('Plan du site')
  expect(get.headers.get('ETag')).toBe(head.headers.get('ETag'))
  expect(await (await app.request('/plan-du-site', { method: 'HEAD' })).text()).toBe('')
})

test('what is for one reader is never kept, nor given to another', async () => {
  const paths = [
    '/mon-espace',
    '/mon-espace/compte',
    '/mon-espace/donnees',
    '/connexion',
    '/deconnexion',
    '/contact',
    '/agents',
  ]
  for (const path of paths) {
    const own = await app.request(path, { headers: { Cookie: signedIn } })
    expect(own.headers.get('Cache-Control') ?? 'no-store', path).not.toContain('public')
    expect(await read(path), path).not.toContain('Lou exemple')
  }
  expect(cache.size()).toBe(0)
})

test('a page that is the same for all holds nothing of who asked first: no name, no token, no cookie', async () => {
  for (const path of [
    '/',
    '/recherche?q=omer',
    '/accessibilite',
    '/mentions-legales',
    '/plan-du-site',
    '/donnees-personnelles',
  ]) {
    const answer = await app.request(path, { headers: { Cookie: signedIn } })
    const html = await answer.text()
    expect(answer.headers.get('Cache-Control'), path).toContain('public')
    expect(answer.headers.get('Set-Cookie'), path).toBeNull()
    expect(html, path).not.toMatch(/Lou exemple|name="jeton"|name="envoi"/)
    expect(await read(path), path).toBe(html)
  }
})

test('robots are told what is not theirs, and where the map of the site is', async () => {
  const text = await read('/robots.txt')
  expect(text).toContain('Disallow: /mon-espace')
  expect(text).toContain('Sitemap: https://ess.exemple.fr/sitemap.xml')
})

test('the sitemap names every public page once, with its date; none that is for one person', async () => {
  const xml = await read('/sitemap.xml')
  expect(xml).toContain('<loc>https://ess.exemple.fr/territoire/saint-omer-62765</loc><lastmod>2026-01-02</lastmod>')
  expect(xml.match(/<loc>https:\/\/ess\.exemple\.fr\/<\/loc>/g)).toHaveLength(1)
  expect(xml).not.toMatch(/mon-espace|agents|connexion/)
})

test('beyond 50 000 pages the sitemap is an index of files', async () => {
  pageCount = 60_000
  clock += 120_000
  try {
    expect(await read('/sitemap.xml')).toContain('<loc>https://ess.exemple.fr/sitemaps/2</loc>')
    expect((await read('/sitemaps/1')).match(/<url>/g)).toHaveLength(50_000)
    expect((await app.request('/sitemaps/3')).status).toBe(404)
    expect((await app.request('/sitemaps/0')).status).toBe(404)
  } finally {
    pageCount = 0
  }
})

test('pictures of shared links exist for pages that exist, and draw nothing of the address', async () => {
  drawn.length = 0
  expect((await app.request('/partage/territoire/saint-omer-62765.png?titre=Injure')).status).toBe(200)
  expect(drawn[0]).toContain('Saint-Omer &#38;')
  expect(drawn.join('')).not.toContain('Injure')
  expect((await app.request('/partage/accueil.png')).headers.get('Content-Type')).toBe('image/png')
  for (const path of ['/partage/injure.png', '/partage/recherche?q=injure.png', '/partage/../etc.png', '/partage/.png'])
    expect((await app.request(path)).status, path).toBe(404)
  expect(cache.size()).toBe(0)
})

test('a shared link is told by whole addresses', async () => {
  const html = await read('/plan-du-site')
  expect(html).toContain('<meta property="og:image" content="https://ess.exemple.fr/partage/plan-du-site.png"/>')
  expect(html).toContain('<link rel="canonical" href="https://ess.exemple.fr/plan-du-site"/>')
  expect(await read('/recherche')).not.toContain('og:image')
})

test('the icons, the manifest and the door for weaknesses', async () => {
  for (const path of [
    '/favicon.ico',
    '/favicon.svg',
    '/favicon-32.png',
    '/apple-touch-icon.png',
    '/icone-192.png',
    '/icone-512.png',
  ])
    expect((await app.request(path)).status, path).toBe(200)
  const manifest = (await (await app.request('/manifest.webmanifest')).json()) as { icons: readonly { src: string }[] }
  for (const { src } of manifest.icons) expect((await app.request(src)).status, src).toBe(200)

  expect((await app.request('/.well-known/security.txt')).status).toBe(404)
  settings = { ...TEST_SETTINGS, contact: { ...TEST_SETTINGS.contact, email: 'ess@exemple.fr' } }
  expect(await read('/.well-known/security.txt')).toMatch(/Contact: mailto:ess@exemple\.fr[\s\S]*Expires: /)
})

test('browsers may fetch the next public page early, never what acts or is for one person, and not for who saves data', async () => {
  const header = (await app.request('/')).headers.get('Speculation-Rules') ?? ''
  const rules = await app.request(header.slice(1, -1))
  expect(rules.headers.get('Content-Type')).toBe('application/speculationrules+json')
  const text = await rules.text()
  for (const path of ['/connexion*', '/deconnexion*', '/mon-espace*', '/agents*', '/api/*'])
    expect(text).toContain(`"${path}"`)
  expect((await app.request('/contact')).headers.get('Speculation-Rules')).toBeNull()
  const saving = await app.request(header.slice(1, -1), { headers: { 'Save-Data': 'on' } })
  expect(await saving.json()).toEqual({})
})

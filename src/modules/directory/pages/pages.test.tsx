import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { microCache } from '#platform/http'
import { siteFrame } from '../../../frame.ts'
import { contributions } from '../../../modules.ts'
import { site } from '../../../site.tsx'
import { readTerritoryFolder } from '../../../territory-folder.ts'
import { RESERVED } from '../slugs.ts'
import { setEmbedders } from '../store/index.ts'
import { EXAMPLES } from '../testing/examples.ts'
import { inventStructures } from '../testing/structures.ts'

const build = mkdtempSync(join(tmpdir(), 'filigrane-directory-'))
let database: TestDatabase
let context: Context
let app: Hono

beforeAll(async () => {
  writeFileSync(join(build, 'manifest.json'), '{}')
  database = await testDatabase()
  const told = [
    {
      module: 'later',
      organisation: async (_: unknown, siren: string) =>
        siren === '732829320' ? { title: 'Ses projets', entries: [] } : undefined,
    },
  ]
  context = testContext(database, { contributions: [...contributions, ...told] })
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  await inventStructures(context.db, EXAMPLES, context.newId)
  const { shapes } = territory.value
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
const namesOf = (html: string) =>
  [...html.matchAll(/class="directory-name"><a href="\/annuaire\/([a-z0-9-]+)"/g)].map(([, slug]) => slug)
const whereTo = async (path: string) => (await app.request(path)).headers.get('location')

describe('the list', () => {
  test('is the same for all, and holds who is open and in the ESS', async () => {
    const response = await app.request('/annuaire')
    expect(response.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    expect(namesOf(await response.text())).toEqual(['emmaus-artois', 'cachee', 'les-p-tits-loups', 'menuiserie'])
  })

  test('finds by activity and by place, and says how many of how many', async () => {
    const html = await read('/annuaire?q=cr%C3%A8che+bethune')
    expect(namesOf(html)).toEqual(['les-p-tits-loups'])
    expect(html).toMatch(/<strong>1\u00a0structure<\/strong> sur 4/)
    expect(html).toContain('href="/annuaire"')
  })

  test('counts what each filter would give', async () => {
    const html = await read('/annuaire?famille=association')
    expect(html).toContain('Coopératives (1)')
    expect(html).toContain('Sans salarié (0)')
    expect(html).toContain('Insertion, conventionnement (1)')
  })

  test('has one address for one question', async () => {
    expect(await whereTo('/annuaire?q=&famille=&commune=arras&secteur=')).toBe('/annuaire?commune=62041')
    expect(await whereTo('/annuaire?taille=1-9&famille=association')).toBe('/annuaire?famille=association&taille=1-9')
    expect((await app.request('/annuaire?famille=association&taille=1-9')).status).toBe(200)
  })

  test('says what it did not understand, and shows all the same', async () => {
    const html = await read('/annuaire?famille=licorne&commune=Atlantis')
    expect(html).toContain('Cette famille n’existe pas')
    expect(html).toContain('Aucune commune d’ici')
    expect(namesOf(html)).toHaveLength(4)
  })

  test('proposes names that are close to a misspelt one, and the way to see all', async () => {
    const html = await read('/annuaire?q=emaus')
    expect(html).toContain('Des noms qui ressemblent')
    expect(html).toContain('href="/annuaire/emmaus-artois"')
    expect(html).toContain('Tout voir')
  })

  test('goes from the nearest to the farthest, with the distance', async () => {
    const html = await read('/annuaire?commune=62160&tri=distance')
    expect(namesOf(html)[0]).toBe('menuiserie')
    expect(html).toContain('dans la commune')
    expect(html).toMatch(/à \d+\u00a0km/)
  })
})

describe('a number typed as a question', () => {
  test.each([
    ['732 829 320', '/annuaire/emmaus-artois'],
    ['732 829 320 00074', '/annuaire/emmaus-artois'],
    ['356 000 000 49837', '/annuaire/les-p-tits-loups'],
    ['w629000009', '/annuaire/menuiserie'],
  ])('%s leads to the structure', async (typed, place) => {
    expect(await whereTo(`/annuaire?q=${encodeURIComponent(typed).replaceAll('%20', '+')}`)).toBe(place)
  })

  test('is refused with its reason, done again by hand', async () => {
    const html = await read('/annuaire?q=732829321')
    expect(html).toContain('sa clé de contrôle n’est pas juste')
    expect(html).toContain('un chiffre est faux')
  })

  test('is told unknown when it is right and nobody here bears it', async () => {
    expect(await read('/annuaire?q=552032534')).toContain('aucune structure de l’annuaire ne le porte')
  })
})

describe('the page of a structure', () => {
  test('says why it is in the ESS, according to whom, and when it was checked', async () => {
    const html = await read('/annuaire/emmaus-artois')
    expect(html).toContain('Pourquoi cette structure est-elle dans l’ESS, et selon qui')
    expect(html).toMatch(/base Sirene de l’Insee, au 1er\sseptembre\s2026/)
    expect(html).toContain('perimetre_ess@2026-11')
    expect(html).toMatch(/5\soctobre\s2026/)
    expect(html).toContain('Emmaüs Artois')
    expect(html).toContain('atelier et chantier d’insertion')
  })

  test('says how to report an error and how to hold the page, by addresses that exist', async () => {
    const html = await read('/annuaire/emmaus-artois')
    for (const act of ['signaler', 'revendiquer']) {
      expect(html).toContain(`href="/annuaire/emmaus-artois/${act}"`)
      expect((await app.request(`/annuaire/emmaus-artois/${act}`)).status).not.toBe(404)
    }
  })

  test('leads from each recognition to what it means, and from there to those who have it', async () => {
    expect(await read('/annuaire/emmaus-artois')).toContain('href="/annuaire/reconnaissances#siae"')
    const html = await read('/annuaire/reconnaissances')
    for (const id of ['identifiant-ess', 'esus', 'siae', 'scic', 'scop']) {
      expect(html).toContain(`id="${id}"`)
      expect(html).toContain(`href="/annuaire?reconnaissance=${id}"`)
    }
    expect(html).toMatch(/1\sstructure ici/)
  })

  test('shows what later modules tell of it, and no box where they tell nothing', async () => {
    expect(await read('/annuaire/emmaus-artois')).toContain('Ses projets')
    expect(await read('/annuaire/les-p-tits-loups')).not.toContain('Ses projets')
  })

  test('draws a point where the address is known, none when it was drawn by lot or is protected', async () => {
    expect(await read('/annuaire/emmaus-artois')).toContain('directory-point')
    expect(await read('/annuaire/les-p-tits-loups')).not.toContain('directory-point')
    const hidden = await read('/annuaire/cachee')
    expect(hidden).not.toContain('directory-point')
    expect(hidden).toContain('protéger son adresse')
  })

  test('stays when the structure has closed, and says so; it does not exist for who is withdrawn or out of the ESS', async () => {
    expect(await read('/annuaire/fermee')).toContain('Cette structure est fermée')
    for (const slug of ['hors', 'retiree', 'inconnue', 'Majuscule', '..%2F']) {
      expect((await app.request(`/annuaire/${slug}`)).status).toBe(404)
    }
  })
})

describe('the same structures elsewhere', () => {
  test('on a map whose list says what the circles say', async () => {
    const html = await read('/carte?famille=association')
    expect(html.match(/class="directory-circle"/g)).toHaveLength(2)
    expect(html).toContain('href="/annuaire?famille=association&amp;commune=62119"')
    expect(html).toContain('Béthune')
    expect(await whereTo('/carte?epci=&famille=association')).toBe('/carte?famille=association')
  })

  test('in a file for a spreadsheet, where no cell is a formula, nor any street of who is protected', async () => {
    const response = await app.request('/annuaire.csv?famille=cooperative')
    const lines = (await response.text()).trim().split('\r\n')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^'=/)
    expect(await read('/annuaire.csv')).not.toContain('rue du Test')
  })

  test('in JSON, page after page, with licence and sources', async () => {
    type Told = {
      next: string | null
      total: number
      organisations: { id: string; sources: unknown[] }[]
      licence: string
    }
    const first = (await (await app.request('/api/v1/organisations?limite=3')).json()) as Told
    const second = (await (await app.request(`/api/v1/organisations?limite=3&curseur=${first.next}`)).json()) as Told
    expect([...first.organisations, ...second.organisations].map(({ id }) => id)).toEqual([
      'cachee',
      'emmaus-artois',
      'les-p-tits-loups',
      'menuiserie',
    ])
    expect(second.next).toBeNull()
    expect(first).toMatchObject({ total: 4, licence: 'Licence Ouverte 2.0' })
    expect(first.organisations[0]!.sources).toHaveLength(1)
    expect((await app.request('/api/v1/organisations?limite=9000')).status).toBe(400)
  })

  test('as points for a map: those whose address is sure, narrowed as the list is, with their recognitions', async () => {
    type Drawn = {
      source: string
      features: { geometry: { coordinates: number[] }; properties: Record<string, unknown> }[]
    }
    const drawn = async (query: string) =>
      (await (await app.request(`/api/v1/organisations.geojson${query}`)).json()) as Drawn
    const all = await drawn('')
    expect(all.features.map(({ properties }) => properties)).toEqual([
      {
        slug: 'emmaus-artois',
        name: 'Emmaüs Artois',
        what: 'Association, Vente d’objets d’occasion',
        where: 'Arras',
        marks: ['siae'],
      },
    ])
    expect(all.features[0]!.geometry.coordinates).toEqual([2.7663, 50.2899])
    expect(all.source).toContain('Insee')
    expect((await drawn('?commune=62119')).features).toEqual([])
    expect((await drawn('?reconnaissance=siae&famille=association')).features).toHaveLength(1)
    const { headers } = await app.request('/api/v1/organisations.geojson')
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    expect(headers.get('content-type')).toBe('application/geo+json')
  })

  test('in the frame of the sites that were allowed, and of no other', async () => {
    const closed = await app.request('/annuaire/cadre')
    expect(closed.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    await context.db.transaction().execute((transaction) => setEmbedders(transaction, ['https://www.exemple.fr']))
    const open = await app.request('/annuaire/cadre?commune=62119')
    expect(open.headers.get('content-security-policy')).toContain('frame-ancestors https://www.exemple.fr')
    expect(namesOf(await open.text())).toEqual(['cachee', 'les-p-tits-loups'])
    expect(await read('/annuaire/integrer')).toContain('/annuaire/cadre')
  })

  test('on home, in the search, on the page of a commune and of its group', async () => {
    expect(await read('/')).toContain('L’ESS près de chez vous')
    expect(await read('/recherche?q=emmaus')).toContain('/annuaire/emmaus-artois')
    expect(await read('/territoire/arras-62041')).toContain('/annuaire/emmaus-artois')
    expect(await read('/territoire/cu-d-arras-200033579')).toContain('/annuaire?epci=200033579')
    expect(await read('/territoire/acq-62007')).toContain('/annuaire?commune=62007&amp;tri=distance')
    expect(await read('/sitemap.xml')).toContain('/annuaire/emmaus-artois')
  })
})

test('no structure can be named as a page of the directory', () => {
  const words = app.routes.flatMap(({ path }) => /^(?:\/agents)?\/annuaire[/.]([a-z-]+)/.exec(path)?.[1] ?? [])
  expect(words).toEqual(expect.arrayContaining(['cadre', 'integrer', 'signalement', 'csv', 'relecture']))
  expect(words.filter((word) => !RESERVED.has(word))).toEqual([])
})

test('near a commune is said as one says it; a name that is none stays in its box, and promises no distance', async () => {
  expect(await read('/annuaire?commune=62041&tri=distance')).toContain('Près d’Arras')
  const mistaken = await read('/annuaire?commune=arasse&tri=distance')
  expect(mistaken).toContain('value="arasse"')
  expect(mistaken).not.toContain('Les plus proches</a>')
})

test('who hears the map is not read a circle for each commune before its lists', async () => {
  const html = await read('/carte')
  expect(html).toMatch(/<svg class="map directory-map"[^>]* aria-hidden="true">/)
  expect(html.match(/href="\/annuaire\?commune=[^"]+"(?! tabindex="-1")/g)?.length).toBeGreaterThan(0)
})

test('programs are led to the structures one looks at', async () => {
  expect(await read('/annuaire?famille=cooperative')).toContain('"/api/v1/organisations?famille=cooperative"')
})

test('the map of the whole territory is light enough for a telephone', async () => {
  expect((await read('/carte')).length).toBeLessThan(90_000)
})

test('programs that ask for what cannot be read are told so in French, by its name', async () => {
  for (const [query, name] of [
    ['limite=0', 'limite'],
    ['limite=beaucoup', 'limite'],
    ['curseur=%00', 'curseur'],
    ['famille=association&famille=mutuelle', 'famille'],
  ]) {
    const answer = await app.request(`/api/v1/organisations?${query}`)
    expect([query, answer.status]).toEqual([query, 400])
    expect(((await answer.json()) as { readonly error: string }).error).toContain(`«\u00a0${name}\u00a0»`)
  }
})

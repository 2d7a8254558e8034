import { Hono } from 'hono'
import { currentRule } from '#kernel/perimeter'
import { findCommunes, readAtlas, slugOf } from '#modules/territory'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { isTableName, type Table } from '../model.ts'
import { REFUSALS } from '../sentences.ts'
import * as store from '../store/index.ts'
import { ComparePage } from './compare.tsx'
import { EvolutionPage } from './evolution.tsx'
import { FACES, FacePage } from './faces.tsx'
import { FigurePage } from './figure.tsx'
import { framePages } from './frames.tsx'
import { MAP_INDICATORS, type MapIndicator, MapsPage } from './maps.tsx'
import { MethodPage } from './method.tsx'
import { OverviewPage } from './overview.tsx'
import { panoramaPages } from './panorama-routes.tsx'
import { PerimeterPage } from './perimeter.tsx'
import { PlacesPage, ProfilePage } from './places.tsx'
import { profilePdf } from './profile-pdf.ts'
import { protectedPages } from './protected.tsx'

/** The same for all: nothing here knows who reads. */
export const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const MOST_FOUND = 20

/** `/observatoire`: what the ESS weighs here. */
export function observatoryPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  pages.route('/', panoramaPages(context, frame))
  pages.route('/', protectedPages(context, frame))
  addFaces(pages, context, frame)
  addComparisons(pages, context, frame)
  addPlaces(pages, context, frame)
  addFigures(pages, context, frame)
  pages.route('/', framePages(context, frame))
  return pages
}

/** The key figures, the families, sectors and sizes, the years, the maps. */
function addFaces(pages: Hono, { db }: Context, frame: SiteFrame): void {
  const house = { site: frame, origin: frame.url ?? '' }

  pages.get('/observatoire', async (c) => {
    const [computed, marks, cited, shares, publications] = await Promise.all([
      store.readKeyFigures(db, 'territory'),
      tableOf(db, 'reperes'),
      store.listCitedFigures(db, 'territory'),
      tableOf(db, 'territoires'),
      store.listPublications(db),
    ])
    const page = { computed: computed.ok ? computed.value : [], marks, cited, shares, panorama: publications[0] }
    return c.html(<OverviewPage {...house} {...page} />, 200, SHARED)
  })

  for (const face of FACES) {
    pages.get(face.path, async (c) => {
      const tables = await Promise.all(face.tables.map((name) => tableOf(db, name)))
      const known = tables.filter((table) => table !== undefined)
      return c.html(<FacePage {...house} face={face} tables={known} />, 200, SHARED)
    })
  }

  pages.get('/observatoire/evolution', async (c) => {
    const [series, years, standing] = await Promise.all([
      store.listSeries(db),
      tableOf(db, 'annees'),
      tableOf(db, 'fin-d-annee'),
    ])
    return c.html(<EvolutionPage {...house} {...{ series, years, standing }} />, 200, SHARED)
  })

  pages.get('/observatoire/cartes', async (c) => {
    const asked = MAP_INDICATORS.find((each) => each === c.req.query('carte'))
    const [atlas, map, counts] = await Promise.all([
      readAtlas(db),
      readMap(db, asked),
      store.readMapFigures(db, 'commune', 'establishments'),
    ])
    return c.html(<MapsPage {...house} atlas={atlas} {...map} counts={counts.ok ? counts.value : []} />, 200, SHARED)
  })
}

/** Places side by side, who is counted, and how. */
function addComparisons(pages: Hono, { db }: Context, frame: SiteFrame): void {
  const house = { site: frame, origin: frame.url ?? '' }

  pages.get('/observatoire/comparer', async (c) => {
    const edition = await store.readEdition(db)
    const [epcis, communes] = edition
      ? await Promise.all([
          store.listPlaces(db, edition.id, { kind: 'epci' }),
          store.listPlaces(db, edition.id, { kind: 'commune' }),
        ])
      : [[], []]
    const chosen = c.req.query('lieu') ?? epcis[0]?.code ?? 'territory'
    const [read, table] = await Promise.all([store.readComparison(db, chosen), tableOf(db, 'reperes', chosen)])
    const comparison = read.ok ? read.value : undefined
    const problem = read.ok || read.refusal === 'nothing-computed' ? undefined : REFUSALS[read.refusal]
    return c.html(<ComparePage {...house} {...{ comparison, table, chosen, epcis, communes, problem }} />, 200, SHARED)
  })

  pages.get('/observatoire/perimetre', async (c) => {
    const sensitivity = await tableOf(db, 'sensibilite')
    return c.html(<PerimeterPage {...house} rule={currentRule()} sensitivity={sensitivity} />, 200, SHARED)
  })

  pages.get('/observatoire/methode', async (c) =>
    c.html(<MethodPage site={frame} edition={await store.readEdition(db)} />, 200, SHARED),
  )
}

/** A place, on a page and on paper. */
function addPlaces(pages: Hono, context: Context, frame: SiteFrame): void {
  const { db } = context
  const house = { site: frame, origin: frame.url ?? '' }

  pages.get('/observatoire/territoires', async (c) => {
    const asked = (c.req.query('q') ?? '').slice(0, 80).trim()
    const atlas = asked === '' ? undefined : await readAtlas(db)
    const found = (atlas ? findCommunes(atlas.index, asked, MOST_FOUND) : []).map(({ commune }) => ({
      code: commune.code,
      name: commune.name,
      where: atlas?.epciByCode.get(commune.epciCode ?? '')?.name ?? '',
    }))
    const epcis = await tableOf(db, 'territoires')
    return c.html(<PlacesPage {...house} {...{ epcis, asked, found }} />, 200, SHARED)
  })

  pages.get('/observatoire/territoires/:file{[0-9AB]{5,9}\\.pdf}', async (c) => {
    const code = c.req.param('file').replace('.pdf', '')
    const profile = await store.readProfile(db, code)
    if (!profile) return c.notFound()
    const pdf = await profilePdf(profile, context.settings)
    const named = { 'Content-Disposition': `inline; filename="profil-ess-${code}.pdf"` }
    return c.body(pdf, 200, { ...SHARED, ...named, 'Content-Type': 'application/pdf' })
  })

  pages.get('/observatoire/territoires/:code{[0-9AB]{5,9}}', async (c) => {
    const code = c.req.param('code')
    const [profile, atlas] = await Promise.all([store.readProfile(db, code), readAtlas(db)])
    if (!profile) return c.notFound()
    const { kind, epciCode } = profile.place
    const edition = await store.readEdition(db)
    const isCommune = kind === 'commune' && edition !== undefined && epciCode !== null
    const above = isCommune ? await store.findPlace(db, edition.id, epciCode) : undefined
    const [parts, marks] = await Promise.all([
      kind === 'epci' ? tableOf(db, 'territoires', code) : undefined,
      tableOf(db, 'reperes', code),
    ])
    const place = atlas?.communeByCode.get(code) ?? atlas?.epciByCode.get(code)
    const placeHref = place && `/territoire/${slugOf(place)}`
    return c.html(<ProfilePage {...house} {...{ profile, marks, above, parts, placeHref }} />, 200, SHARED)
  })
}

/** One table alone. */
function addFigures(pages: Hono, { db }: Context, frame: SiteFrame): void {
  const house = { site: frame, origin: frame.url ?? '' }

  pages.get('/observatoire/tableaux/:name', async (c) => {
    const table = await tableOf(db, c.req.param('name'), c.req.query('lieu'))
    return table ? c.html(<FigurePage {...house} table={table} />, 200, SHARED) : c.notFound()
  })
}

/** What is asked for; else the first that has a figure somewhere. */
async function readMap(db: Context['db'], asked: MapIndicator | undefined) {
  for (const indicator of asked === undefined ? MAP_INDICATORS : [asked]) {
    const read = await store.readMapFigures(db, 'epci', indicator)
    const shares = read.ok ? read.value : []
    if (asked !== undefined || shares.some(({ amount }) => amount.kind === 'value')) return { indicator, shares }
  }
  return { indicator: MAP_INDICATORS[0], shares: [] }
}

async function tableOf(db: Context['db'], name: string, place = 'territory'): Promise<Table | undefined> {
  if (!isTableName(name)) return undefined
  const read = await store.readTable(db, name, place)
  return read.ok ? read.value : undefined
}

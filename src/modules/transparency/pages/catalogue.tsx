import { Hono, type Context as HonoContext } from 'hono'
import { readAuthority } from '#modules/decisions'
import type { Context, Dataset } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { bodyOf, type CatalogueFacts, csvOf, dcatOf, firstRows, jsonOf, scdlCatalogue } from '../data/index.ts'
import { datasetsOf, type ShownDataset } from '../model.ts'
import { CataloguePage } from './catalogue-page.tsx'
import { DatasetPage } from './dataset-page.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const OPEN = { ...SHARED, 'Access-Control-Allow-Origin': '*' }
const PREVIEWED = 10
const SLUG = '[a-z0-9-]{1,80}'

/** The catalogue, each dataset, their files and their metadata. */
export function cataloguePages(context: Context, frame: SiteFrame, url: string): Hono {
  const pages = new Hono()
  const datasets = datasetsOf(context.contributions)
  const shown = (dataset: Dataset) => showOf(context, dataset)
  const all = () => Promise.all(datasets.map(shown))

  pages.get('/donnees', async (c) => c.html(<CataloguePage site={frame} shown={await all()} />, 200, SHARED))

  pages.get('/donnees/catalogue.jsonld', async (c) => {
    const catalogue = dcatOf(await all(), await factsOf(context, url))
    return c.body(`${JSON.stringify(catalogue, null, 2)}\n`, 200, { ...OPEN, 'Content-Type': 'application/ld+json' })
  })
  pages.get('/donnees/catalogue.csv', async (c) => {
    const catalogue = scdlCatalogue(await all(), await factsOf(context, url))
    if (catalogue === undefined) return c.text(NO_AUTHORITY, 404)
    return c.body(catalogue, 200, fileHeaders('text/csv; charset=utf-8', 'catalogue.csv'))
  })

  pages.get(`/donnees/:file{${SLUG}\\.(?:csv|json)}`, async (c, next) => {
    const [slug, format] = c.req.param('file').split('.')
    const dataset = datasets.find((each) => each.slug === slug)
    if (!dataset) return next()
    const obstacle = await dataset.obstacle?.(context.db)
    if (obstacle !== undefined) return c.text(obstacle, 404)
    return fileAnswer(c, context, dataset, { format: format === 'json' ? 'json' : 'csv', url })
  })

  pages.get(`/donnees/:slug{${SLUG}}`, async (c, next) => {
    const dataset = datasets.find((each) => each.slug === c.req.param('slug'))
    if (!dataset) return next()
    const one = await shown(dataset)
    const rows = one.obstacle === undefined ? await firstRows(dataset.rows(context.db, url), PREVIEWED) : []
    return c.html(<DatasetPage site={frame} shown={one} rows={rows} url={url} />, 200, SHARED)
  })
  return pages
}

function fileAnswer(
  c: HonoContext,
  { db }: Context,
  dataset: Dataset,
  { format, url }: { readonly format: 'csv' | 'json'; readonly url: string },
): Response {
  const rows = dataset.rows(db, url)
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'
  const body = bodyOf(format === 'csv' ? csvOf(dataset, rows) : jsonOf(dataset, rows, url))
  return c.body(body, 200, fileHeaders(type, `${dataset.slug}.${format}`))
}

function fileHeaders(type: string, name: string) {
  return { ...OPEN, 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` }
}

async function showOf({ db }: Context, dataset: Dataset): Promise<ShownDataset> {
  const [changedAt, obstacle] = await Promise.all([dataset.lastChange(db), dataset.obstacle?.(db)])
  return { dataset, changedAt, obstacle }
}

async function factsOf({ db, settings }: Context, url: string): Promise<CatalogueFacts> {
  const authority = await readAuthority(db)
  const publisher = authority ?? { name: settings.territoryName, siret: null }
  return { publisher, territory: settings.territoryName, url, email: settings.contact.email }
}

const NO_AUTHORITY =
  'Le nom et le SIRET de la collectivité ne sont pas encore renseignés : un agent les écrit dans « Séances », « Délais et réglages ».'

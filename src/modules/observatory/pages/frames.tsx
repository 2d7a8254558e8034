import { Hono, type Context as HonoContext } from 'hono'
import type { Child } from 'hono/jsx'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { allowFraming } from '#platform/http'
import type { SiteFrame } from '#ui/page'
import { isTableName } from '../model.ts'
import * as store from '../store/index.ts'
import { figurePath } from './addresses.ts'
import { PlainTable, TableMatrix } from './block.tsx'
import { drawingOf } from './faces.tsx'
import { FigureList } from './figures.tsx'
import { type Framed, FramePage } from './frame.tsx'
import { ShareMap, VolumeMap } from './map-drawings.tsx'
import { MAP_INDICATORS, mapPath, VOLUMES_PATH } from './maps.tsx'
import { readingOfSeries, SeriesDrawing, seriesPath } from './series-block.tsx'
import { readingOfFigures } from './told.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** `/observatoire/cadre/…`: tables, maps, series and cited figures, to stand on the sites of others. */
export function framePages(context: Context, site: SiteFrame): Hono {
  const pages = new Hono()
  const answer = async (c: HonoContext, framed: Framed, drawn: Child) => {
    allowFraming(c, await store.listEmbedders(context.db))
    return c.html(
      <FramePage site={site} framed={framed}>
        {drawn}
      </FramePage>,
      200,
      SHARED,
    )
  }
  addMaps(pages, context, site, answer)
  addOthers(pages, context, site, answer)
  return pages
}

type Answer = (c: HonoContext, framed: Framed, drawn: Child) => Promise<Response>

function addMaps(pages: Hono, { db }: Context, site: SiteFrame, answer: Answer): void {
  pages.get('/observatoire/cadre/carte', async (c) => {
    const isByCommune = c.req.query('maille') === 'commune'
    const asked = MAP_INDICATORS.find((each) => each === c.req.query('indicateur'))
    const indicator = isByCommune ? 'establishments' : asked
    if (indicator === undefined) return c.notFound()
    const [atlas, read] = await Promise.all([
      readAtlas(db),
      store.readMapFigures(db, isByCommune ? 'commune' : 'epci', indicator),
    ])
    const [first] = read.ok ? read.value : []
    if (!atlas || !read.ok || !first) return c.notFound()
    const framed = {
      title: isByCommune ? `${first.label}, par commune` : `${first.label}, par EPCI`,
      placeName: site.territoryName,
      reading: readingOfFigures(read.value),
      sources: first.sources,
      href: asked === undefined || isByCommune ? VOLUMES_PATH : mapPath(asked),
    }
    const map = isByCommune ? (
      <VolumeMap atlas={atlas} counts={read.value} />
    ) : (
      <ShareMap label={first.label} atlas={atlas} shares={read.value} />
    )
    return answer(c, framed, map)
  })
}

/** Series and cited figures, then tables, whose names are theirs. */
function addOthers(pages: Hono, { db }: Context, site: SiteFrame, answer: Answer): void {
  pages.get('/observatoire/cadre/:series{serie-[a-z-]+}', async (c) => {
    const series = (await store.listSeries(db)).find(({ id }) => `serie-${id}` === c.req.param('series'))
    if (!series) return c.notFound()
    const framed = {
      title: series.title,
      placeName: series.placeName,
      reading: readingOfSeries(series),
      sources: series.parts.flatMap(({ points }) =>
        points.map(({ source, year }) => ({ ...source, vintage: String(year) })),
      ),
      href: seriesPath(series.id),
    }
    return answer(c, framed, <SeriesDrawing series={series} />)
  })

  pages.get('/observatoire/cadre/chiffres-cites', async (c) => {
    const isElsewhere = c.req.query('lieu') === 'ailleurs'
    const known = await store.listCitedFigures(db)
    const cited = known.filter(({ place }) => (place !== 'territory') === isElsewhere)
    if (cited.length === 0) return c.notFound()
    const sources = cited.map(({ sources: [source], vintage }) => ({ ...source, vintage }))
    const framed = {
      title: 'L’ESS en chiffres',
      placeName: site.territoryName,
      reading: '',
      sources,
      href: '/observatoire',
    }
    return answer(c, framed, <FigureList figures={cited} />)
  })

  pages.get('/observatoire/cadre/:name', async (c) => {
    const name = c.req.param('name')
    const read = isTableName(name) ? await store.readTable(db, name, c.req.query('lieu')) : undefined
    if (!read?.ok) return c.notFound()
    const table = read.value
    const { chart, isMatrix } = { chart: undefined, isMatrix: false, ...drawingOf(table) }
    const framed = { ...table, placeName: table.place.name, href: figurePath(table) }
    const drawn = (
      <>
        {chart}
        {isMatrix ? <TableMatrix table={table} /> : <PlainTable table={table} />}
      </>
    )
    return answer(c, framed, drawn)
  })
}

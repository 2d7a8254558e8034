import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { readFrozen, readYear } from '../reports/panorama.ts'
import * as store from '../store/index.ts'
import { PanoramaPage, PanoramasPage } from './panoramas.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
// A version never changes once published.
const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' }

/** `/observatoire/panoramas`: what was published, as it was. */
export function panoramaPages(context: Context, frame: SiteFrame): Hono {
  const { db } = context
  const pages = new Hono()

  pages.get('/observatoire/panoramas', async (c) =>
    c.html(<PanoramasPage site={frame} publications={await store.listPublications(db)} />, 200, SHARED),
  )

  pages.get('/observatoire/panoramas/:year', async (c) => {
    const year = readYear(c.req.param('year'))
    const versions = year === undefined ? [] : await store.listPublications(db, year)
    const asked = c.req.query('version')
    const shown = asked === undefined ? versions[0] : versions.find(({ version }) => String(version) === asked)
    const text = shown && (await store.findPublishedText(db, shown.year, shown.version))
    if (!shown || text === undefined) return c.notFound()
    const page = { panorama: readFrozen(text), shown, versions, origin: frame.url ?? '' }
    return c.html(<PanoramaPage site={frame} {...page} />, 200, SHARED)
  })

  pages.get('/observatoire/panoramas/:year/:file{[1-9][0-9]{0,3}\\.(pdf|json)}', async (c) => {
    const { year, version, format } = fileOf(c)
    if (year === undefined) return c.notFound()
    if (format === 'json') {
      const text = await store.findPublishedText(db, year, version)
      const headers = { ...FOR_EVER, 'Content-Type': 'application/json; charset=utf-8' }
      return text === undefined ? c.notFound() : c.body(text, 200, headers)
    }
    const pdf = await store.findPublishedPdf(db, year, version)
    const named = { 'Content-Disposition': `inline; filename="panorama-ess-${year}-${version}.pdf"` }
    return pdf === undefined
      ? c.notFound()
      : c.body(new Uint8Array(pdf), 200, { ...FOR_EVER, ...named, 'Content-Type': 'application/pdf' })
  })
  return pages
}

function fileOf(c: HonoContext) {
  const [version = '', format = ''] = (c.req.param('file') ?? '').split('.')
  return { year: readYear(c.req.param('year') ?? ''), version: Number(version), format }
}

import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { type Atlas, communesOf } from '../atlas/index.ts'
import { codeOfSlug, slugOf } from '../model.ts'
import { findCommunes } from '../search/index.ts'
import * as store from '../store/index.ts'
import { logoPath, themeCss, themePath } from '../theme/index.ts'
import { CommunePage } from './commune.tsx'
import { EpciPage } from './epci.tsx'
import { CommuneListPage, OverviewPage } from './overview.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' }
const MOST_MATCHES = 20

/** The places of the territory: the map, the list, a page each; and the stylesheet and logo of its settings. */
export function territoryPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const withAtlas =
    (show: (c: HonoContext, atlas: Atlas) => Response | Promise<Response>) => async (c: HonoContext) => {
      const atlas = await store.readAtlas(context.db)
      return atlas ? show(c, atlas) : c.notFound()
    }

  pages.get(
    '/territoire',
    withAtlas((c, atlas) => {
      const asked = (c.req.query('q') ?? '').slice(0, 80).trim()
      const matches = findCommunes(atlas.index, asked, MOST_MATCHES)
      const [only, ...others] = matches.filter(({ isExact }) => isExact)
      if (only && others.length === 0) return c.redirect(`/territoire/${slugOf(only.commune)}`, 302)
      return c.html(<OverviewPage site={frame} {...{ atlas, asked, matches }} />, 200, SHARED)
    }),
  )

  pages.get(
    '/territoire/communes',
    withAtlas((c, atlas) => c.html(<CommuneListPage site={frame} atlas={atlas} />, 200, SHARED)),
  )

  pages.get(
    '/territoire/:slug',
    withAtlas(async (c, atlas) => {
      const slug = c.req.param('slug') ?? ''
      const code = codeOfSlug(slug) ?? ''
      const [commune, epci] = [atlas.communeByCode.get(code), atlas.epciByCode.get(code)]
      const place = commune ?? epci
      if (!place) return c.notFound()
      // The code is the place; the name before it may be an old one.
      if (slug !== slugOf(place)) return c.redirect(`/territoire/${slugOf(place)}`, 301)
      const told = await Promise.all(context.contributions.map((each) => each.place?.(context.db, code)))
      const parts = told.filter((part) => part !== undefined)
      if (commune) return c.html(<CommunePage site={frame} {...{ atlas, commune, parts }} />, 200, SHARED)
      const members = communesOf(atlas, code)
      return c.html(<EpciPage site={frame} epci={epci!} {...{ atlas, members, parts }} />, 200, SHARED)
    }),
  )

  pages.get('/theme/:file', async (c) => {
    const asked = c.req.path
    // Another process may have named it a moment before this one heard of the change.
    const current = (await store.findCurrentSettings(context.db))?.settings
    for (const settings of [context.settings, ...(current ? [current] : [])]) {
      if (asked === themePath(settings)) {
        return c.body(themeCss(settings), 200, { ...FOR_EVER, 'Content-Type': 'text/css; charset=utf-8' })
      }
      if (settings.logo !== null && asked === logoPath(settings)) {
        return c.body(settings.logo, 200, { ...FOR_EVER, 'Content-Type': 'image/svg+xml' })
      }
    }
    return c.notFound()
  })

  return pages
}

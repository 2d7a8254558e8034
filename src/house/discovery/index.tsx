import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { HouseOptions } from '../index.tsx'
import { knownPagesOf } from '../known-pages.ts'
import { appIcon, drawFavicon, ICONS, icoOf } from './icons.ts'
import { linkPicture } from './link-picture.ts'
import { SITEMAP_PAGE, sitemapIndexOf, sitemapOf } from './sitemap.ts'
import { manifestOf, robotsOf, securityOf } from './texts.ts'

const DAY = { 'Cache-Control': 'public, max-age=86400' }
const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
// Pictures are kept on the disk: in the cache of pages they would push the pages out.
const KEPT_BY_READERS = { 'Cache-Control': 'public, max-age=86400, immutable' }

/** What machines read: search engines, browsers, those who share a link. */
export function discoveryPages(context: Context, frame: SiteFrame, options: HouseOptions): Hono {
  const pages = new Hono()
  const knownPages = knownPagesOf(context)
  const { url, drawPicture } = options

  pages.get('/robots.txt', (c) => c.text(robotsOf(url), 200, DAY))
  pages.get('/manifest.webmanifest', (c) =>
    c.body(JSON.stringify(manifestOf(frame)), 200, { ...SHARED, 'Content-Type': 'application/manifest+json' }),
  )
  pages.get('/.well-known/security.txt', (c) => {
    const text = securityOf({ url, email: context.settings.contact.email, now: context.now() })
    return text === undefined ? c.notFound() : c.text(text, 200, SHARED)
  })

  pages.get('/sitemap.xml', async (c) => {
    const known = await knownPages()
    const text = known.length > SITEMAP_PAGE ? sitemapIndexOf(url, known.length) : sitemapOf(url, known)
    return c.body(text, 200, { ...SHARED, 'Content-Type': 'application/xml; charset=utf-8' })
  })
  pages.get('/sitemaps/:number{[0-9]{1,4}}', async (c) => {
    const from = (Number(c.req.param('number')) - 1) * SITEMAP_PAGE
    const some = from < 0 ? [] : (await knownPages()).slice(from, from + SITEMAP_PAGE)
    if (some.length === 0) return c.notFound()
    return c.body(sitemapOf(url, some), 200, { ...SHARED, 'Content-Type': 'application/xml; charset=utf-8' })
  })

  pages.get('/favicon.svg', (c) => c.body(drawFavicon(), 200, { ...DAY, 'Content-Type': 'image/svg+xml' }))
  pages.get('/favicon.ico', async (c) => {
    const picture = await drawPicture?.(appIcon({ size: 32, isMaskable: false }))
    if (!picture) return c.notFound()
    return c.body(icoOf(picture, 32), 200, { ...KEPT_BY_READERS, 'Content-Type': 'image/x-icon' })
  })
  for (const icon of ICONS) {
    pages.get(icon.path, async (c) => {
      const picture = await drawPicture?.(appIcon(icon))
      return picture ? c.body(picture, 200, { ...KEPT_BY_READERS, 'Content-Type': 'image/png' }) : c.notFound()
    })
  }

  // Only for pages that exist, and only their published titles: nothing of the address is ever drawn.
  pages.get('/partage/*', async (c) => {
    const path = /^\/partage(\/.+)\.png$/.exec(c.req.path)?.[1]
    const page = (await knownPages()).find((each) => each.path === (path === '/accueil' ? '/' : path))
    if (!page || !drawPicture) return c.notFound()
    const title = page.path === '/' ? 'L’argent des projets solidaires, en clair' : (page.title ?? frame.serviceName)
    const picture = await drawPicture(linkPicture({ title, site: frame }))
    return picture ? c.body(picture, 200, { ...KEPT_BY_READERS, 'Content-Type': 'image/png' }) : c.notFound()
  })
  return pages
}

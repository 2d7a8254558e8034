import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { claimRoutes } from './claim.tsx'
import { ownPageRoutes } from './own-page.tsx'
import { reportRoutes } from './report.tsx'
import { spaceRoutes } from './space.tsx'

/** Claiming a page, keeping it, reporting an error in it, declaring a structure nobody knows yet. */
export function claimPages(context: Context, frame: SiteFrame, told: { readonly proxies: readonly string[] }): Hono {
  const house = { context, frame, proxies: told.proxies }
  const pages = new Hono()
  pages.route('/', claimRoutes(house))
  pages.route('/', ownPageRoutes(house))
  pages.route('/', reportRoutes(house))
  pages.route('/', spaceRoutes(house))
  return pages
}

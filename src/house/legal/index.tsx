import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { HouseOptions } from '../index.tsx'
import { AccessibilityPage } from './accessibility.tsx'
import { LegalMentionsPage } from './mentions.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** The pages the law asks of every public site. */
export function legalPages(context: Context, frame: SiteFrame, { isDemonstration }: HouseOptions): Hono {
  const pages = new Hono()
  pages.get('/accessibilite', (c) =>
    c.html(<AccessibilityPage site={frame} settings={context.settings} />, 200, SHARED),
  )
  pages.get('/mentions-legales', (c) =>
    c.html(<LegalMentionsPage site={frame} settings={context.settings} {...{ isDemonstration }} />, 200, SHARED),
  )
  return pages
}

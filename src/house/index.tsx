import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { archivePages } from './archives/index.tsx'
import { deskPages } from './desk/index.tsx'
import { discoveryPages } from './discovery/index.tsx'
import { HomePage } from './home.tsx'
import { legalPages } from './legal/index.tsx'
import { planPages } from './plan/index.tsx'
import { searchPages } from './search/index.tsx'
import { spacePages } from './space/index.tsx'
import { catalogue } from './ui/index.tsx'

/** What the pages of the house are told of the installation. */
export type HouseOptions = {
  /** Public address, without a final slash. */
  readonly url: string
  readonly isDemonstration: boolean
  /** Draws pictures aside; a site shown without it (in a test) has none. */
  readonly drawPicture?: DrawPicture | undefined
}

/**
 * Makes a PNG of a drawing in SVG.
 *
 * @returns  undefined when it cannot be drawn now: a page without its picture is still a page
 */
export type DrawPicture = (svg: string) => Promise<Uint8Array<ArrayBuffer> | undefined>

/** The pages that belong to no subject: they draw what the modules contribute. */
export function housePages(context: Context, frame: SiteFrame, options: HouseOptions): Hono {
  const app = new Hono()
  app.get('/', async (c) => {
    const { db, contributions } = context
    const [told, maps] = await Promise.all([
      Promise.all(contributions.map((each) => each.home?.(db))),
      Promise.all(contributions.map((each) => each.homeMap?.(db))),
    ])
    const parts = told.filter((part) => part !== undefined)
    const map = maps.find((each) => each !== undefined)
    return c.html(<HomePage site={frame} parts={parts} map={map} />, 200, {
      'Cache-Control': 'public, max-age=0, must-revalidate',
    })
  })
  app.route('/', searchPages(context, frame))
  app.route('/', legalPages(context, frame, options))
  app.route('/', planPages(context, frame))
  app.route('/', discoveryPages(context, frame, options))
  app.route('/', spacePages(context, frame, options))
  app.route('/', deskPages(context, frame))
  app.route('/', archivePages(context, frame))
  app.route('/', catalogue(frame))
  return app
}

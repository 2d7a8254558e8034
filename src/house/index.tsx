import { Hono } from 'hono'
import type { Context, HomePart } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { deskPages } from './desk/index.tsx'
import { HomePage } from './home.tsx'
import { spacePages } from './space/index.tsx'

/** What the pages of the house are told of the installation. */
export type HouseOptions = {
  /** Public address, without a final slash. */
  readonly url: string
  readonly isDemonstration: boolean
}

/** The pages that belong to no subject: they draw what the modules contribute. */
export function housePages(context: Context, frame: SiteFrame, options: HouseOptions): Hono {
  const app = new Hono()
  app.get('/', async (c) => {
    const told = await Promise.all(context.contributions.map((each) => each.home?.(context.db)))
    const shown = told.filter((part): part is HomePart => part !== undefined)
    return c.html(<HomePage site={frame} parts={shown} />, 200, {
      'Cache-Control': 'public, max-age=0, must-revalidate',
    })
  })
  app.route('/', spacePages(context, frame, options))
  app.route('/', deskPages(context, frame))
  return app
}

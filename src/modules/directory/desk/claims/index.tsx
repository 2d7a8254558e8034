import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { claimDeskRoutes } from './claims.tsx'
import { recordRoutes } from './record.tsx'
import { reportDeskRoutes } from './reports.tsx'
import { settingRoutes } from './settings.tsx'
import { territoryRoutes } from './territory.tsx'
import { textDeskRoutes } from './texts.tsx'

/** What waits for an answer in the directory, and everything about one organisation or one canton. */
export function claimDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame, proxies: [] }
  const desk = new Hono()
  desk.route('/', claimDeskRoutes(house))
  desk.route('/', textDeskRoutes(house))
  desk.route('/', reportDeskRoutes(house))
  desk.route('/', settingRoutes(house))
  desk.route('/', territoryRoutes(house))
  // Last: an organisation's address is any word that is none of those above.
  desk.route('/', recordRoutes(house))
  return desk
}

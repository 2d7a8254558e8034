import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { decisionDesk as reportDesk } from './decisions.tsx'
import { documentDesk } from './documents.tsx'
import { interestDesk } from './interests.tsx'
import { meetingDesk } from './meetings.tsx'
import { templateDesk } from './templates.tsx'

/**
 * The desk of decisions: meetings, reports, documents and their models, links of interest.
 *
 * @param territoryFolder  where the models the territory came with are
 */
export function decisionDesk(context: Context, frame: SiteFrame, territoryFolder: string | null = null): Hono {
  const house = { context, frame, territoryFolder }
  const desk = new Hono()
  desk.route('/', meetingDesk(house))
  desk.route('/', reportDesk(house))
  desk.route('/', documentDesk(house))
  desk.route('/', templateDesk(house))
  desk.route('/', interestDesk(house))
  return desk
}

import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { decisionDesk as reportDesk } from './decisions.tsx'
import { interestDesk } from './interests.tsx'
import { meetingDesk } from './meetings.tsx'

/** The desk of decisions: meetings, reports, links of interest. */
export function decisionDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()
  desk.route('/', meetingDesk(house))
  desk.route('/', reportDesk(house))
  desk.route('/', interestDesk(house))
  return desk
}

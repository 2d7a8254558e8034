import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { codesDesk } from './codes.tsx'
import { consultingDesk } from './consulting.tsx'
import { counterDesk } from './counter.tsx'

/** Who enters a vote, and how: printed codes, the counter, the list of voters. */
export function rollDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  for (const part of [codesDesk, counterDesk, consultingDesk]) desk.route('/', part(house))
  return desk
}

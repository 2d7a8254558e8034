import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'

/** People and roles, at the desk: `/agents/personnes` and what goes with it. */
export function accountDesk(_context: Context, _frame: SiteFrame): Hono {
  return new Hono()
}

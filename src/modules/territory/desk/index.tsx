import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'

/** The settings of the territory: `/agents/territoire`. */
export function territoryDesk(_context: Context, _frame: SiteFrame): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'

/** The places of the territory: list, map, a page each. */
export function territoryPages(_context: Context, _frame: SiteFrame): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'

/** The desk's own pages: `/agents`, its calendar, its search. */
export function deskPages(_context: Context, _frame: SiteFrame): Hono {
  return new Hono()
}

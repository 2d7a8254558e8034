import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { HouseOptions } from '../index.tsx'

/** `/mon-espace`, `/donnees-personnelles`, and the mailbox of the demonstration. */
export function spacePages(_context: Context, _frame: SiteFrame, _options: HouseOptions): Hono {
  return new Hono()
}

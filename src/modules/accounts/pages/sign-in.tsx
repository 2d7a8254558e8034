import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { AccountOptions } from './options.ts'

/** `/connexion` and what residents sign in with. */
export function signInPages(_context: Context, _frame: SiteFrame, _options: AccountOptions): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { AccountOptions } from '../options.ts'

/** Passkeys, one-time codes and identity providers. */
export function staffPages(_context: Context, _frame: SiteFrame, _options: AccountOptions): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { ownAccountPages } from './account.tsx'
import { helpingPages } from './helping.tsx'
import type { AccountOptions } from './options.ts'
import { signInPages } from './sign-in.tsx'
import { staffPages } from './staff/index.tsx'

export type { AccountOptions }

/** Signing in and out, and what one may change of one's account. */
export function accountPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.route('/', signInPages(context, frame, options))
  app.route('/', ownAccountPages(context, frame, options))
  app.route('/', helpingPages(context, frame))
  app.route('/', staffPages(context, frame, options))
  return app
}

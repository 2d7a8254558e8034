import { createHash } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { browserSecret } from '#platform/sessions'
import type { Pass } from '../../sealed/pass.ts'
import * as store from '../../store/roll/index.ts'

/**
 * Who has proved who they are in this browser, for the poll of this page's address (`/scrutins/:slug/…`). The page that
 * asks is for this reader alone.
 *
 * @returns  undefined when nobody did, or their hour is over
 */
export function findPass(context: Context, c: HonoContext): Promise<Pass | undefined> {
  c.header('Cache-Control', 'no-store')
  const slug = c.req.param('slug') ?? ''
  return store.findPass(context.db, { slug, browserHash: voterBrowser(c, context), now: context.now() })
}

/** What the roll keeps of a browser that votes. */
export function voterBrowser(c: HonoContext, context: Context): Uint8Array {
  return createHash('sha256')
    .update(`filigrane voter ${browserSecret(c, context)}`)
    .digest()
}

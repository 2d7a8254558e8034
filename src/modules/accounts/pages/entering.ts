import type { Context as HonoContext } from 'hono'
import { setSessionCookie } from '#platform/sessions'
import { returnPath } from '../return-path.ts'

/** The session of this browser from now on. */
export function enter(c: HonoContext, secret: string): void {
  setSessionCookie(c, secret)
}

/** After a write, the page to read: reloading it writes nothing. */
export function seeOther(c: HonoContext, path: string): Response {
  c.header('Cache-Control', 'no-store')
  return c.redirect(path, 303)
}

/** Where the person came from, when it is a path of this site. */
export function suiteOf(asked: string | undefined): string | undefined {
  return asked === undefined || asked === '' ? undefined : returnPath(asked, '') || undefined
}

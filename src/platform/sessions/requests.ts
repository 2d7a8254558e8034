import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { actingAs, type Context } from '#platform/context'
import type { Visitor } from './visitor.ts'

declare module 'hono' {
  interface ContextVariableMap {
    findVisitor: () => Promise<Visitor | undefined>
  }
}

/** The cookie of a session: an opaque secret of 256 bits; the database holds its hash. */
const SESSION_COOKIE = 'session'

/**
 * Makes the visitor of a request known to its handlers. The session is looked up when first asked for: a page that is the
 * same for all costs nothing.
 *
 * @param find  the visitor of a session's secret, if it is open
 */
export function sessions(find: (secret: string) => Promise<Visitor | undefined>): MiddlewareHandler {
  return (c, next) => {
    let found: Promise<Visitor | undefined> | undefined
    c.set('findVisitor', () => {
      const secret = sessionSecretOf(c)
      found ??= secret === undefined ? Promise.resolve(undefined) : find(secret)
      return found
    })
    return next()
  }
}

/** Who is signed in, if anybody. The answer of a page that asks is for this reader alone: it is never kept by a cache. */
export function visitorOf(c: HonoContext): Promise<Visitor | undefined> {
  c.header('Cache-Control', 'no-store')
  return c.get('findVisitor')()
}

/** The context of what this visitor does, for commands. */
export function contextOf(context: Context, visitor: Visitor): Context {
  const { personId: id, actingFor } = visitor
  return actingAs(context, actingFor ? { kind: 'person', id, actingFor: actingFor.personId } : { kind: 'person', id })
}

export function sessionSecretOf(c: HonoContext): string | undefined {
  return getCookie(c, SESSION_COOKIE, 'host')
}

/** Browsers accept a `__Host-` cookie on https, and on http://localhost. It lasts as long as the browser. */
export function setSessionCookie(c: HonoContext, secret: string): void {
  setCookie(c, SESSION_COOKIE, secret, { prefix: 'host', secure: true, path: '/', httpOnly: true, sameSite: 'Lax' })
}

export function clearSessionCookie(c: HonoContext): void {
  deleteCookie(c, SESSION_COOKIE, { prefix: 'host', secure: true, path: '/' })
}

import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { SessionEndedError, unsentOf } from './ended.ts'
import { visitorOf } from './requests.ts'
import { holds, type Role, type Visitor } from './visitor.ts'

/** Who a route is for. A test reads it from the route table, and tries every role on every route. */
export type Audience = 'signed-in' | readonly Role[]

const audiences = new WeakMap<object, Audience>()

/** The audience of a handler made by `signedIn` or `having`; undefined for any other. */
export function audienceOf(handler: object): Audience | undefined {
  return audiences.get(handler)
}

/** Lets signed-in visitors pass, and leads others to the sign-in page and back. */
export function signedIn(): MiddlewareHandler {
  return guard('signed-in', () => true)
}

/**
 * Lets pass who holds one of these roles now.
 *
 * @param objectOf  what the route is about, as « edition:0198… », for roles granted on one object
 */
export function having(roles: readonly Role[], objectOf?: (c: HonoContext) => string): MiddlewareHandler {
  return guard(roles, (visitor, c) => holds(visitor, roles, objectOf?.(c)))
}

/** The visitor of a route behind a guard. */
export async function theVisitor(c: HonoContext): Promise<Visitor> {
  const visitor = await visitorOf(c)
  if (!visitor) throw new HTTPException(403)
  return visitor
}

function guard(audience: Audience, isAllowed: (visitor: Visitor, c: HonoContext) => boolean): MiddlewareHandler {
  const handler: MiddlewareHandler = async (c, next) => {
    const visitor = await visitorOf(c)
    if (!visitor) {
      // What was written is not lost with the session: the site gives it back, to be sent again.
      const unsent = c.req.method === 'POST' ? await unsentOf(c, signInPath(c)) : undefined
      if (unsent) throw new SessionEndedError(unsent)
      return c.redirect(signInPath(c), 303)
    }
    if (!isAllowed(visitor, c)) throw new HTTPException(403)
    return next()
  }
  audiences.set(handler, audience)
  return handler
}

// After a write the way back is the page the form was on: the address of the write itself cannot be read.
function signInPath(c: HonoContext): string {
  const back = c.req.method === 'GET' ? pathAndQuery(c.req.url) : refererPath(c)
  const door = /^\/agents(\/|\?|$)/.test(back) ? '/connexion/agents' : '/connexion'
  return back === '/' ? door : `${door}?suite=${encodeURIComponent(back)}`
}

function refererPath(c: HonoContext): string {
  const referer = c.req.header('Referer') ?? ''
  return URL.canParse(referer) ? pathAndQuery(referer) : '/'
}

function pathAndQuery(url: string): string {
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}

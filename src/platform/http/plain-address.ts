import type { MiddlewareHandler } from 'hono'

/** An address that holds a NUL is nobody's: PostgreSQL cannot even look for it. */
export function plainAddress(): MiddlewareHandler {
  return (c, next) => (c.req.path.includes('\0') ? Promise.resolve(c.notFound()) : next())
}

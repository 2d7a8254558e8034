import type { MiddlewareHandler } from 'hono'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write sent by another site: browsers say where a request comes from (Sec-Fetch-Site, else Origin).
 * A request with neither comes from a program, which carries no cookie of ours.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function originGuard(): MiddlewareHandler {
  return async (c, next) => {
    if (
      READS.has(c.req.method) ||
      isOwn(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), c.req.header('Host'))
    ) {
      return next()
    }
    return c.text('Cette demande vient d’un autre site : elle est refusée. Revenez sur la page et recommencez.', 403)
  }
}

function isOwn(fetchSite: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  return !origin || (URL.canParse(origin) && new URL(origin).host === host)
}

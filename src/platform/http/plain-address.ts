import type { MiddlewareHandler } from 'hono'

/**
 * Addresses that no page of ours can have lead nowhere, before anything is read: those that hold the character NUL, which
 * PostgreSQL has no text for, and those of the desk or of one's own space whose identifier is none.
 */
export function plainAddress(): MiddlewareHandler {
  return (c, next) => {
    const isPlain = !c.req.path.includes('\0') && !holdsFalseIdentifier(c.req.path)
    return isPlain ? next() : Promise.resolve(c.notFound())
  }
}

// Routes know an identifier by its length and its signs: PostgreSQL refuses what is not five groups of them. Public pages have
// words in their addresses, which may be as long.
function holdsFalseIdentifier(path: string): boolean {
  if (!/^\/(agents|mon-espace|pieces)\//.test(path)) return false
  return path.split('/').some((part) => /^[0-9a-f-]{36}$/.test(part) && !IDENTIFIER.test(part))
}

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'

/**
 * Address of the visitor: that of the connection, or what trusted proxies say of it, from the nearest to the farthest.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed
 * @returns        undefined when it cannot be known: a header that no trusted proxy wrote proves nothing
 */
export function visitorAddress(c: Context, proxies: readonly string[]): string | undefined {
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket
  const remote = plain(socket?.remoteAddress ?? '')
  const chain = (c.req.header('X-Forwarded-For') ?? '')
    .split(',')
    .map((each) => plain(each.trim()))
    .filter(Boolean)
  if (chain.length === 0) return remote || undefined
  if (!proxies.includes(remote)) return undefined
  return chain.findLast((address) => !proxies.includes(address)) ?? remote
}

/** Answers only to programs of this machine: what tells how the service fares is not for the world. */
export function thisMachineOnly(proxies: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const address = visitorAddress(c, proxies)
    return address !== undefined && isLoopback(address) ? next() : c.notFound()
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** Without the prefix of an IPv4 address in an IPv6 socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '')
}

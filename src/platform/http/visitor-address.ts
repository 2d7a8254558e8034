import { isIPv4, isIPv6 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'

/**
 * Address of the visitor: that of the connection, or what trusted proxies say of it, from the nearest to the farthest.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed
 * @returns        undefined when it cannot be known: a header that no trusted proxy wrote proves nothing
 */
export function visitorAddress(c: Context, proxies: readonly string[]): string | undefined {
  const remote = remoteOf(c)
  const chain = (c.req.header('X-Forwarded-For') ?? '')
    .split(',')
    .map((each) => plain(each.trim()))
    .filter(Boolean)
  if (chain.length === 0) return remote || undefined
  if (!proxies.includes(remote)) return undefined
  return chain.findLast((address) => !proxies.includes(address)) ?? remote
}

/**
 * The network of an address, written as its first address: what one household or one school holds, so that changing
 * address within it gains nothing.
 *
 * @param address  of a visitor, or a network already; undefined when it cannot be known: all those count together
 * @param bits     `v4`: 24, or 32 where neighbours must not count together; `v6`: 64 for one household, 48 for all that a
 *                 single customer may hold, where an hour is capped
 * @returns        as « 192.0.2.0 », « 2001:db8:1:2:: »
 */
export function networkOf(
  address: string | undefined,
  { v4 = 24, v6 = 64 }: { readonly v4?: 24 | 32; readonly v6?: 48 | 64 } = {},
): string {
  const bare = plain(address?.split('%')[0] ?? '')
  if (isIPv4(bare)) return v4 === 32 ? bare : `${bare.split('.').slice(0, 3).join('.')}.0`
  if (!isIPv6(bare)) return 'unknown'
  const kept = groupsOf(bare).slice(0, v6 / 16)
  return `${kept.join(':')}::`
}

/** The eight groups of an IPv6 address, without the zeros that lead them. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail = ''] = withoutIPv4(address).split('::')
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16).toString(16))
}

/** « 64:ff9b::192.0.2.7 » ends in two groups written as an IPv4. */
function withoutIPv4(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number) as [number, number, number, number]
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
}

/**
 * Says, once, that a relay nobody declared sends requests: all visitors would then count as one network, and the guesses
 * of one would keep the others waiting.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed: the warning is for when there are none
 */
export function undeclaredProxyWarning(logger: Logger, proxies: readonly string[]): MiddlewareHandler {
  let isSaid = proxies.length > 0
  return async (c, next) => {
    if (!isSaid && c.req.header('X-Forwarded-For') !== undefined && isOfTheHouse(remoteOf(c))) {
      isSaid = true
      logger.warn(
        'requests come through a relay (X-Forwarded-For) and FILIGRANE_PROXIES is empty: all visitors count as one network; name the relay there',
      )
    }
    await next()
  }
}

/** Answers only to programs of this machine: what tells how the service fares is not for the world. */
export function thisMachineOnly(proxies: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const address = visitorAddress(c, proxies)
    return address !== undefined && isLoopback(address) ? next() : c.notFound()
  }
}

function remoteOf(c: Context): string {
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket
  return plain(socket?.remoteAddress ?? '')
}

/** Of this machine or of its private network: RFC 1918, RFC 4193, RFC 3927 and 4291 for the links. */
function isOfTheHouse(address: string): boolean {
  return (
    isLoopback(address) || /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\./.test(address) || isPrivateIPv6(address)
  )
}

function isPrivateIPv6(address: string): boolean {
  return /^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/i.test(address)
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** Without the prefix of an IPv4 address in an IPv6 socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '')
}

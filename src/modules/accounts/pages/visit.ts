import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { actingAs, type Context } from '#platform/context'
import { networkOf, visitorAddress } from '#platform/http'
import { browserSecret, type SentForm, sessionSecretOf } from '#platform/sessions'
import type { Visit } from '../commands/index.ts'
import { deviceOf, hashOfSecret } from '../sessions.ts'
import { knownMark } from '../subjects.ts'
import type { AccountOptions } from './options.ts'

/** Where a form comes from, as the commands of signing in need it. */
export function visitOf(c: HonoContext, context: Context, { proxies }: AccountOptions, form: SentForm): Visit {
  return {
    submission: form.submission,
    browser: browserSecret(c, context),
    network: networkOf(visitorAddress(c, proxies)),
    device: deviceOf(c.req.header('User-Agent')),
    replaces: heldSession(c),
  }
}

/** Hash of the session this browser holds, open or not. */
export function heldSession(c: HonoContext): Uint8Array | undefined {
  const secret = sessionSecretOf(c)
  return secret === undefined ? undefined : hashOfSecret(secret)
}

/** The context of somebody who is not signed in yet, for this request. */
export function visiting(context: Context): Context {
  return actingAs(context, { kind: 'visitor' })
}

/** The cookie of a browser that signed in before: a number of its own and a mark per address, which tell no address. */
const KNOWN_COOKIE = 'appareil'
const YEAR_S = 365 * 86_400
/** A household's tablet; older ones go first. */
const ADDRESSES_KEPT = 4

/** The browser's number, when it signed in with this address before. */
export function knownBrowser(c: HonoContext, { keyFor }: Context, address: string): string | undefined {
  const [id = '', ...marks] = readKnown(c)
  return marks.includes(knownMark(keyFor, id, address)) ? id : undefined
}

/** The browser is known with this address from now on. */
export function keepKnownBrowser(c: HonoContext, { keyFor, random }: Context, address: string): void {
  const [id = Buffer.from(random(16)).toString('base64url'), ...marks] = readKnown(c)
  const mark = knownMark(keyFor, id, address)
  const kept = [mark, ...marks.filter((each) => each !== mark)].slice(0, ADDRESSES_KEPT)
  setCookie(c, KNOWN_COOKIE, [id, ...kept].join('.'), { ...COOKIE, httpOnly: true, sameSite: 'Lax', maxAge: YEAR_S })
}

/** For a computer that others use. */
export function forgetKnownBrowser(c: HonoContext): void {
  deleteCookie(c, KNOWN_COOKIE, COOKIE)
}

const COOKIE = { prefix: 'host', secure: true, path: '/' } as const

function readKnown(c: HonoContext): readonly string[] {
  const value = getCookie(c, KNOWN_COOKIE, 'host') ?? ''
  return /^[\w-]{22}(\.[\w-]{22}){1,4}$/.test(value) ? value.split('.') : []
}

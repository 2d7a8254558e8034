import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from '#platform/context'
import { type BoxKey, lockBox, openBox } from '../../sealed/journey-box.ts'

const COOKIE = { prefix: 'host', secure: true, path: '/', httpOnly: true, sameSite: 'Lax' } as const
const NAME = 'vote-franceconnect'
/** As FranceConnect's own session: afterwards there is nothing to close. */
const SESSION_SECONDS = 30 * 60
/** More than a browser keeps in one cookie. */
const LONGEST = 3_800

/** What closes the session over there stays hidden in this browser alone: the next person must not be taken for this one. */
export function keepSession(context: Context, c: HonoContext, idToken: string): void {
  const box = lockBox(new TextEncoder().encode(idToken), boxKey(context), context.random)
  if (box.length <= LONGEST) setCookie(c, NAME, box, { ...COOKIE, maxAge: SESSION_SECONDS })
}

/** Whether somebody came by FranceConnect in this browser lately: its session may still be open over there. */
export function isHeldByFranceConnect(c: HonoContext): boolean {
  return getCookie(c, NAME, 'host') !== undefined
}

/** @returns the identity token, which this browser then forgets */
export function takeSession(context: Context, c: HonoContext): string | undefined {
  const held = getCookie(c, NAME, 'host')
  if (held === undefined) return undefined
  setCookie(c, NAME, '', { ...COOKIE, maxAge: 0 })
  const bytes = openBox(held, boxKey(context))
  return bytes && new TextDecoder().decode(bytes)
}

function boxKey({ keyFor }: Context): BoxKey {
  return { key: keyFor('sessions of voters at FranceConnect'), about: NAME }
}

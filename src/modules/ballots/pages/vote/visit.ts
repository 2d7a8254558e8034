import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { Basket } from '../../sealed/basket.ts'
import { pathsOf } from '../../sealed/journey.ts'
import { ORDERS, shuffled } from '../../sealed/journey-order.ts'
import type { SealedPoll, ShownOption } from '../../sealed/poll.ts'
import * as store from '../../store/sealed/index.ts'
import { type Recorded, readBasketCookie, readReceiptCookie } from './cookies.ts'

/** What every page of the journey is drawn from. */
export type Visit = {
  readonly site: SiteFrame
  readonly poll: SealedPoll
  readonly paths: ReturnType<typeof pathsOf>
  /** In this visitor's order. */
  readonly options: readonly ShownOption[]
  /** The choices the server holds for who votes without JavaScript; undefined: they are on the device, and stay there. */
  readonly basket: Basket | undefined
  /** What this browser has cast, until it is closed. */
  readonly recorded: Recorded | undefined
  /** Whether several people vote one after the other on this screen. */
  readonly isShared: boolean
}

/**
 * @param slug  of the poll; that of the address when it is not said
 * @returns     undefined when no poll of that kind is held here
 */
export async function visitOf(
  c: HonoContext,
  context: Context,
  site: SiteFrame,
  slug = c.req.param('slug') ?? '',
): Promise<Visit | undefined> {
  c.header('Cache-Control', 'no-store')
  const poll = await store.findSealedPoll(context.db, slug, context.now())
  if (poll?.manifest.kind !== 'choices') return undefined
  const options = await store.listShownOptions(context.db, poll.id)
  return {
    site,
    poll,
    paths: pathsOf(poll.slug),
    options: shuffled(options, poll.fingerprint, orderOf(c, context)),
    basket: readBasketCookie(c, context, poll),
    recorded: readReceiptCookie(c, context, poll),
    isShared: getCookie(c, SHARED_COOKIE, 'host') === 'oui',
  }
}

const SHARED_COOKIE = 'vote-tablette'
const SHARED_SECONDS = 12 * 3_600

/** For a morning in a class or at a market stall: then the screen is somebody's own again. */
export function setShared(c: HonoContext, isShared: boolean): void {
  setCookie(c, SHARED_COOKIE, isShared ? 'oui' : '', {
    prefix: 'host',
    secure: true,
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: isShared ? SHARED_SECONDS : 0,
  })
}

const ORDER_COOKIE = 'vote-ordre'

/** The rank of this visitor's order, drawn at their first page and the same until the browser is closed. */
function orderOf(c: HonoContext, context: Context): number {
  const kept = Number(getCookie(c, ORDER_COOKIE, 'host') ?? Number.NaN)
  if (Number.isInteger(kept) && kept >= 0 && kept < ORDERS) return kept
  const drawn = context.random(1)[0]! % ORDERS
  setCookie(c, ORDER_COOKIE, String(drawn), {
    prefix: 'host',
    secure: true,
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
  })
  return drawn
}

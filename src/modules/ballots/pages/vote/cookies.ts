import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from '#platform/context'
import { type Basket, basketOfBytes, bytesOfBasket } from '../../sealed/basket.ts'
import { type BoxKey, lockBox, openBox } from '../../sealed/journey-box.ts'
import type { SealedPoll } from '../../sealed/poll.ts'

/** A vote that was recorded, as the browser that cast it carries it: hidden, and gone when the browser is closed. */
export type Recorded = {
  /** One line (`receiptText`). */
  readonly receipt: string
  readonly sealedBy: 'browser' | 'server'
  /** In hexadecimal, of a ballot that the server sealed. The number of one sealed in the browser never came here. */
  readonly tracker?: string
}

const COOKIE = { prefix: 'host', secure: true, path: '/', httpOnly: true, sameSite: 'Lax' } as const
/** A basket waits a week for who was interrupted. */
const BASKET_SECONDS = 7 * 86_400

/** The basket of who votes without JavaScript. Present, even empty, it says that the server holds the choices. */
export function readBasketCookie(c: HonoContext, context: Context, poll: SealedPoll): Basket | undefined {
  const bytes = openBox(getCookie(c, basketName(poll), 'host') ?? '', basketKey(context, poll))
  return bytes && basketOfBytes(bytes, poll.manifest)
}

export function setBasketCookie(c: HonoContext, context: Context, poll: SealedPoll, basket: Basket): void {
  const box = lockBox(bytesOfBasket(basket, poll.manifest), basketKey(context, poll), context.random)
  setCookie(c, basketName(poll), box, { ...COOKIE, maxAge: BASKET_SECONDS })
}

export function readReceiptCookie(c: HonoContext, context: Context, poll: SealedPoll): Recorded | undefined {
  const bytes = openBox(getCookie(c, receiptName(poll), 'host') ?? '', receiptKey(context, poll))
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Recorded)
}

export function setReceiptCookie(c: HonoContext, context: Context, poll: SealedPoll, recorded: Recorded): void {
  const bytes = new TextEncoder().encode(JSON.stringify(recorded))
  setCookie(c, receiptName(poll), lockBox(bytes, receiptKey(context, poll), context.random), COOKIE)
}

export function clearBasketCookie(c: HonoContext, poll: SealedPoll): void {
  setCookie(c, basketName(poll), '', { ...COOKIE, maxAge: 0 })
}

export function clearReceiptCookie(c: HonoContext, poll: SealedPoll): void {
  setCookie(c, receiptName(poll), '', { ...COOKIE, maxAge: 0 })
}

function basketName({ fingerprint }: SealedPoll): string {
  return `vote-choix-${fingerprint.slice(0, 8)}`
}

function receiptName({ fingerprint }: SealedPoll): string {
  return `vote-recu-${fingerprint.slice(0, 8)}`
}

function basketKey(context: Context, { fingerprint }: SealedPoll): BoxKey {
  return { key: context.keyFor('vote baskets'), about: fingerprint }
}

function receiptKey(context: Context, { fingerprint }: SealedPoll): BoxKey {
  return { key: context.keyFor('vote receipts in the browser'), about: fingerprint }
}

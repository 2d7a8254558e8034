import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Context } from '#platform/context'
import { contextOf, holds, theVisitor } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { type PollKey, type ShareState, sharesOf } from '../../sealed/shares.ts'
import * as store from '../../store/sealed/index.ts'

export type House = { readonly context: Context; readonly frame: SiteFrame }

export type Holder = { readonly number: number; readonly name: string }

/** What the pages of a bureau are drawn from. */
export type BureauVisit = {
  readonly poll: store.HeldPoll
  /** Who acts. */
  readonly acting: Context
  /** The seat of the reader; undefined: an agent who hosts the bureau. */
  readonly seatNumber: number | undefined
  /** Whether the desk of the close opens to the reader: a member of the commission or of the bureau, in person. */
  readonly canClose: boolean
  /** One per share, in the order of their numbers; the last is the spare one, where there is one. */
  readonly holders: readonly Holder[]
  readonly key: PollKey | undefined
  readonly shares: readonly ShareState[]
}

/**
 * @returns  undefined when no poll is held there
 * @throws   403 for who neither holds a seat of this bureau nor hosts it
 */
export async function visitOf(c: HonoContext, { context }: House): Promise<BureauVisit | undefined> {
  const visitor = await theVisitor(c)
  const { db } = context
  const poll = await store.findHeldPoll(db, c.req.param('slug') ?? '')
  if (!poll) return undefined
  const all = await store.listSeats(db, poll.id, context.now())
  const seats = all.filter(({ office }) => office === 'bureau')
  const seat = seats.find(({ personId }) => personId === visitor.personId)
  if (!seat && !holds(visitor, ['agent', 'administrator'])) throw new HTTPException(403)

  const key = await store.findLastKey(db, poll.id)
  const names = await store.listNames(
    db,
    seats.map(({ personId }) => personId),
  )
  const { members, hasSpare } = poll.draft.bureau
  const holders = Array.from({ length: members }, (_, index) => {
    const personId = seats.find(({ number }) => number === index + 1)?.personId
    return { number: index + 1, name: names.get(personId ?? '') ?? 'place à donner' }
  })
  return {
    poll,
    acting: contextOf(context, visitor),
    seatNumber: seat?.number,
    canClose:
      !visitor.actingFor && all.some((held) => held.office !== 'operator' && held.personId === visitor.personId),
    holders: hasSpare ? [...holders, { number: members + 1, name: 'réserve, sous scellé' }] : holders,
    key,
    shares: key ? sharesOf(key, await store.listShareFacts(db, key.id)) : [],
  }
}

export function bureauPath(slug: string, part = ''): string {
  return `/scrutins/${slug}/bureau${part === '' ? '' : `/${part}`}`
}

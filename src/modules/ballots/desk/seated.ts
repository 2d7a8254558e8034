import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Context } from '#platform/context'
import { contextOf, deskFrame, formKeys, holds, type Role, theVisitor } from '#platform/sessions'
import type { DeskFrame } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { SealedPoll, Seat, SeatOffice } from '../sealed/poll.ts'
import { findSealedPoll, findSeat } from '../store/sealed/index.ts'

export const ONE_POLL = '/agents/scrutins/:slug{[a-z0-9-]{1,80}}'

export type House = { readonly context: Context; readonly frame: SiteFrame }

/** What a page of the commission or of paper is drawn with. */
export type Seated = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly poll: SealedPoll
  readonly seat: Seat
}

/**
 * The poll of the address and the seat its reader holds there now.
 *
 * @param offices  the first that is held, in this order
 * @returns        undefined: no such poll
 * @throws         HTTPException 403: the reader holds no such seat
 */
export async function findSeated(
  c: HonoContext,
  { context }: House,
  offices: readonly SeatOffice[],
): Promise<{ readonly poll: SealedPoll; readonly seat: Seat } | undefined> {
  const poll = await findSealedPoll(context.db, c.req.param('slug') ?? '', context.now())
  if (!poll) return undefined
  const { personId, actingFor } = await theVisitor(c)
  for (const office of offices) {
    const seat = await findSeat(context.db, poll.id, office, personId, context.now())
    // A seat is held in person: nobody sits there for somebody else.
    if (seat && !actingFor) return { poll, seat }
  }
  throw new HTTPException(403)
}

/** Whether the reader holds one of these roles on the whole territory. */
export async function hasRole(c: HonoContext, roles: readonly Role[]): Promise<boolean> {
  return holds(await theVisitor(c), roles)
}

export async function shellOf(c: HonoContext, { context, frame }: House) {
  return { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context) }
}

export async function acting(c: HonoContext, { context }: House): Promise<Context> {
  return contextOf(context, await theVisitor(c))
}

export function problemState(problem: string, values: Readonly<Record<string, string>> = {}): FormState {
  return { values, errors: {}, problem }
}

/** `part` of the desk of a poll: « commission », « papier/lots/3 ». */
export function pathIn({ slug }: { readonly slug: string }, part: string): string {
  return `/agents/scrutins/${slug}/${part}`
}

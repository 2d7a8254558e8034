import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { theVisitor } from '#platform/sessions'
import type { AfterFacts } from '../../sealed/after/model.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { readAfter } from '../../store/after/index.ts'
import { findSealedPoll, findSeat } from '../../store/sealed/index.ts'
import { type House, hasRole, type shellOf } from '../seated.ts'

/** A published vote, and what its reader may do after it. */
export type After = {
  readonly poll: SealedPoll
  readonly facts: AfterFacts
  readonly personId: string
  /** In its commission or its bureau, in person; undefined: an agent, who prepares and does not destroy. */
  readonly seat: Seat | undefined
  readonly isAgent: boolean
}

/**
 * @returns  undefined: no such vote, or its result is not published
 * @throws   HTTPException 403: the reader is neither an agent nor seated
 */
export async function findAfter(c: HonoContext, house: House): Promise<After | undefined> {
  const { db, now } = house.context
  const poll = await findSealedPoll(db, c.req.param('slug') ?? '', now())
  if (!poll) return undefined
  const { personId, actingFor } = await theVisitor(c)
  const seats = await Promise.all(
    (['commission', 'bureau'] as const).map((office) => findSeat(db, poll.id, office, personId, now())),
  )
  const seat = actingFor ? undefined : seats.find((each) => each !== undefined)
  const isAgent = await hasRole(c, ['agent', 'administrator'])
  if (!seat && !isAgent) throw new HTTPException(403)
  return poll.stage === 'published' ? { poll, facts: await readAfter(db, poll.id), personId, seat, isAgent } : undefined
}

export type Shell = Awaited<ReturnType<typeof shellOf>>

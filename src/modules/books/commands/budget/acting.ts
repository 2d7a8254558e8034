import type { Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { TransferRequest } from '#kernel/ledger'
import { type Cents, cents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { findDecisionOf, isEnforceable } from '#modules/decisions'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Engagement, EngagementStep } from '../../budget/engagement.ts'
import type { BudgetLine } from '../../budget/line.ts'
import type { BudgetRefusal } from '../../budget/refusals.ts'
import { decideGrant, type GrantRefusal } from '../../budget/rules.ts'
import * as store from '../../store/budget/index.ts'
import { transfer } from '../ledger/index.ts'

export type Answer<Value> = Promise<Result<Value, BudgetRefusal | SubmissionRefusal>>
type Story<Value> = (transaction: Transaction<DB>) => Promise<Result<Value, BudgetRefusal>>

/** One act of the budget, once. Nobody does it in somebody else's name. */
export function act<Value>(context: Context, submission: Submission, story: Story<Value>): Answer<Value> {
  const { actor } = context
  if (actor.kind === 'person' && actor.actingFor !== undefined) return Promise.resolve(refuse('acting-for-somebody'))
  return inTransaction<Value, BudgetRefusal>(context, submission, story)
}

export type OnEngagement = {
  readonly submission: Submission
  readonly engagementId: string
  /** As it was read: somebody may have acted since. */
  readonly version: number
}

type Found = { readonly engagement: Engagement; readonly line: BudgetLine; readonly isClosed: boolean }

/** An act on an engagement, which is held until the end of it. */
export function actOn<Value>(
  context: Context,
  { submission, engagementId, version }: OnEngagement,
  story: (transaction: Transaction<DB>, found: Found) => Promise<Result<Value, BudgetRefusal>>,
): Answer<Value> {
  return act(context, submission, async (transaction) => {
    const engagement = await store.lockEngagement(transaction, engagementId)
    if (!engagement) return refuse('engagement-unknown')
    if (engagement.version !== version) return refuse('changed-meanwhile')
    const line = (await store.findLine(transaction, engagement.lineId))!
    return story(transaction, { engagement, line, isClosed: await store.isYearClosed(transaction, line.year) })
  })
}

/** A purchase waits for no decision of its own: the order is in the powers of the executive. */
export async function mayBePaid(transaction: Transaction<DB>, { decisionObject }: Engagement): Promise<boolean> {
  return decisionObject === null || isEnforceable(transaction, decisionObject)
}

/**
 * Whether what is signed or mandated under the decision of a grant stays within it, with this sum.
 *
 * @param stages  where money counts already
 */
export async function decideUnderDecision(
  transaction: Transaction<DB>,
  { decisionObject: object, payee }: Engagement,
  stages: readonly ('committed' | 'liquidated' | 'mandated' | 'paid')[],
  amountCents: Cents,
): Promise<Result<void, GrantRefusal>> {
  if (object === null) return done(undefined)
  const held = await store.holdDecided(transaction, object, stages)
  const lines = (await findDecisionOf(transaction, object))?.lines ?? []
  return decideGrant(lines, { object, siret: payee.siret, askedCents: cents(held + amountCents) })
}

export type Moved = {
  readonly id: string
  readonly debit: string
  readonly credit: string
  readonly amount: Cents
  readonly code: string
}

/** What an account could still give, when the ledger refuses. */
export type Short = { readonly account: string; readonly availableCents: Cents }

/** Moves money in the ledger, all or nothing. @returns  the account that holds too little */
export async function moveMoney(
  transaction: Transaction<DB>,
  context: Context,
  on: Day,
  moves: readonly Moved[],
): Promise<Result<void, Short>> {
  const requests = moves.map((each): TransferRequest => ({ ...each, kind: 'posted', on }))
  const posted = await transfer(transaction, requests, context)
  if (posted.ok) return done(undefined)
  const { reason, account, available } = posted.refusal
  assert(reason === 'limit-exceeded' && account !== null && available !== null, 'accounts of the budget are open')
  return refuse({ account, availableCents: available })
}

type Told = {
  readonly id: string
  readonly amountCents?: Cents
  readonly liquidationId?: string
  readonly transferId?: string
  readonly on?: Day
  readonly remark?: string | null
}

/** Writes an act in the story of its engagement and in the trail. */
export async function tellStep(
  transaction: Transaction<DB>,
  context: Context,
  { id }: Pick<Engagement, 'id'>,
  kind: EngagementStep,
  told: Told,
): Promise<void> {
  await store.insertStep(transaction, id, {
    id: told.id,
    kind,
    happenedOn: told.on ?? dayOf(context.now()),
    amountCents: told.amountCents ?? null,
    liquidationId: told.liquidationId ?? null,
    transferId: told.transferId ?? null,
    doneBy: actorId(context),
    doneAt: context.now(),
    remark: told.remark ?? null,
  })
  const amount = told.amountCents === undefined ? {} : { cents: String(told.amountCents) }
  const about = told.liquidationId === undefined ? {} : { liquidation: told.liquidationId }
  const details = { ...amount, ...about }
  await recordAudit(transaction, context, { act: `books.engagement-${kind}`, object: `engagement:${id}`, details })
}

export function audit(
  transaction: Transaction<DB>,
  context: Context,
  done: {
    readonly act: string
    readonly object: string
    readonly details?: Readonly<Record<string, string | number | boolean>>
  },
): Promise<void> {
  return recordAudit(transaction, context, { ...done, act: `books.${done.act}` })
}

export function actorId({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}

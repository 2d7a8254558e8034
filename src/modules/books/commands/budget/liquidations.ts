import type { Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import type { DB, Submission } from '#platform/database'
import { type Liquidation, liquidationStateOf } from '../../budget/engagement.ts'
import type { BudgetRefusal } from '../../budget/refusals.ts'
import { decidePreparation, decideSignature } from '../../budget/rules.ts'
import * as store from '../../store/budget/index.ts'
import { type Answer, act, actOn, actorId, moveMoney, type OnEngagement, tellStep } from './acting.ts'
import { leftToLiquidate } from './engagements.ts'

/** Prepares a liquidation: how much is owed, on which document, which conditions were seen. Somebody else signs it. */
export function prepareLiquidation(
  context: Context,
  input: OnEngagement & {
    readonly amountCents: Cents
    readonly document: string
    readonly receivedOn: Day
    /** Charged to the year that ends, paid in the next one. */
    readonly isAttached: boolean
    readonly checkedConditions: readonly string[]
  },
): Answer<{ readonly id: string }> {
  const [id, stepId] = [context.newId(), context.newId()]
  return actOn(context, input, async (transaction, { engagement, isClosed }) => {
    const { amountCents, document, receivedOn, isAttached } = input
    const decision = decidePreparation(engagement, {
      amountCents,
      receivedOn,
      leftCents: await leftToLiquidate(transaction, engagement.id),
      isClosed,
      today: dayOf(context.now()),
    })
    if (!decision.ok) return decision
    const prepared = { preparedBy: actorId(context), preparedAt: context.now() }
    const words = { engagementId: engagement.id, amountCents, document, receivedOn, isAttached }
    await store.insertLiquidation(transaction, { id, ...words, ...prepared })
    await writeChecks(transaction, context, engagement.id, { liquidationId: id, conditionIds: input.checkedConditions })
    await store.changeEngagement(transaction, engagement.id)
    await tellStep(transaction, context, engagement, 'prepared', {
      id: stepId,
      amountCents,
      liquidationId: id,
      remark: document,
    })
    return done({ id })
  })
}

export type OnLiquidation = {
  readonly submission: Submission
  readonly liquidationId: string
  /** As it was read: somebody may have acted since. */
  readonly version: number
}

/**
 * Signs a liquidation: what is owed is certain. Neither who asked for the engagement nor who prepared the liquidation may,
 * and every condition was seen, by whoever ticks it here or before.
 */
export function signLiquidation(
  context: Context,
  input: OnLiquidation & { readonly checkedConditions: readonly string[] },
): Answer<void> {
  const { actor } = context
  assert(actor.kind === 'person', 'a liquidation is signed by a person')
  const [stepId, transferId] = [context.newId(), context.newId()]
  return onLiquidation(context, input, async (transaction, before) => {
    const engagement = (await store.findEngagement(transaction, before.engagementId))!
    const line = (await store.findLine(transaction, engagement.lineId))!
    const { liquidationId: id } = input
    const seen = { liquidationId: id, conditionIds: input.checkedConditions }
    const conditions = await writeChecks(transaction, context, engagement.id, seen)
    const liquidation = (await store.listLiquidations(transaction, { ids: [id] }))[0]!
    const decision = decideSignature(liquidation, {
      by: actor.id,
      instructedBy: engagement.instructedBy,
      isClosed: await store.isYearClosed(transaction, line.year),
      conditions,
    })
    if (!decision.ok) return decision

    const accounts = await store.accountsOf(transaction, { engagementId: engagement.id })
    const { amountCents } = liquidation
    const [debit, credit] = [accounts.get('committed')!, accounts.get('liquidated')!]
    const move = { id: transferId, debit, credit, amount: amountCents, code: 'budget.liquidate' }
    const moved = await moveMoney(transaction, context, dayOf(context.now()), [move])
    assert(moved.ok, 'a prepared liquidation keeps what it waits for')
    await store.changeLiquidation(transaction, id, { signed: { by: actor.id, at: context.now() } })
    await store.changeEngagement(transaction, engagement.id)
    await tellStep(transaction, context, engagement, 'liquidated', {
      id: stepId,
      amountCents,
      liquidationId: id,
      transferId,
    })
    return done(undefined)
  })
}

/** Sends a liquidation back to who prepared it, with what is to be corrected: another one is prepared then. */
export function returnLiquidation(context: Context, input: OnLiquidation & { readonly reason: string }): Answer<void> {
  const stepId = context.newId()
  return onLiquidation(context, input, async (transaction, { id, engagementId, ...state }) => {
    if (liquidationStateOf(state) !== 'prepared') return refuse('already-settled')
    await store.changeLiquidation(transaction, id, { returnedAt: context.now() })
    await store.changeEngagement(transaction, engagementId)
    const told = { id: stepId, liquidationId: id, remark: input.reason }
    await tellStep(transaction, context, { id: engagementId }, 'returned', told)
    return done(undefined)
  })
}

/** An act on a liquidation: its engagement is held first, as for every act on it. */
export function onLiquidation<Value>(
  context: Context,
  { submission, liquidationId, version }: OnLiquidation,
  story: (transaction: Transaction<DB>, liquidation: Liquidation) => Promise<Result<Value, BudgetRefusal>>,
): Answer<Value> {
  return act(context, submission, async (transaction) => {
    const engagementId = await store.engagementOfLiquidation(transaction, liquidationId)
    if (engagementId === undefined) return refuse('liquidation-unknown')
    await store.lockEngagement(transaction, engagementId)
    const [liquidation] = await store.listLiquidations(transaction, { ids: [liquidationId] })
    assert(liquidation, 'a liquidation stays')
    return liquidation.version === version ? story(transaction, liquidation) : refuse('changed-meanwhile')
  })
}

/** Writes the conditions seen now, among those of the engagement. @returns  all its conditions */
async function writeChecks(
  transaction: Transaction<DB>,
  context: Context,
  engagementId: string,
  { liquidationId, conditionIds }: { readonly liquidationId: string; readonly conditionIds: readonly string[] },
) {
  const conditions = await store.listConditions(transaction, engagementId)
  const own = conditions.filter(({ id }) => conditionIds.includes(id))
  const seen = own.map(({ id }) => ({ conditionId: id, checkedBy: actorId(context), checkedAt: context.now() }))
  await store.insertChecks(transaction, liquidationId, seen)
  return conditions
}

import type { Day } from '#kernel/calendar'
import { assert, done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import { decideAccountant, decideMandate } from '../../budget/rules.ts'
import * as store from '../../store/budget/index.ts'
import { type Answer, actorId, decideUnderDecision, mayBePaid, moveMoney, tellStep } from './acting.ts'
import { type OnLiquidation, onLiquidation } from './liquidations.ts'

/** Gives the comptable the order to pay. */
export function issueMandate(context: Context, input: OnLiquidation): Answer<{ readonly number: string }> {
  const [id, stepId, transferId] = [context.newId(), context.newId(), context.newId()]
  return onLiquidation(context, input, async (transaction, liquidation) => {
    const engagement = (await store.findEngagement(transaction, liquidation.engagementId))!
    const decision = decideMandate(liquidation, await mayBePaid(transaction, engagement))
    if (!decision.ok) return decision
    const within = await decideUnderDecision(transaction, engagement, ['mandated', 'paid'], liquidation.amountCents)
    if (!within.ok) return within

    const issuedOn = dayOf(context.now())
    const { amountCents } = liquidation
    const accounts = await store.accountsOf(transaction, { engagementId: engagement.id })
    const [debit, credit] = [accounts.get('liquidated')!, accounts.get('mandated')!]
    const move = { id: transferId, debit, credit, amount: amountCents, code: 'budget.mandate' }
    const moved = await moveMoney(transaction, context, issuedOn, [move])
    assert(moved.ok, 'what is signed is liquidated')
    const number = await store.takeNumber(transaction, 'mandate', Number(issuedOn.slice(0, 4)))
    const issued = { issuedOn, issuedBy: actorId(context), issuedAt: context.now() }
    await store.insertMandate(transaction, { id, number, liquidationId: liquidation.id, ...issued })
    await store.changeLiquidation(transaction, liquidation.id, undefined)
    await store.changeEngagement(transaction, engagement.id)
    const told = { id: stepId, amountCents, liquidationId: liquidation.id, transferId, remark: `Mandat n° ${number}` }
    await tellStep(transaction, context, engagement, 'mandated', told)
    return done({ number })
  })
}

/** What the comptable did: paid, refused with a reason and perhaps a document to send, or took the mandate again. */
export type AccountantAct =
  | { readonly kind: 'pay'; readonly on: Day }
  | { readonly kind: 'reject'; readonly on: Day; readonly reason: string; readonly askedDocument: string | null }
  | { readonly kind: 'resume'; readonly on: Day }

/** Records what the comptable did with a mandate. A refusal stops the clock, and the mandate sent again starts it anew. */
export function recordAccountant(
  context: Context,
  input: OnLiquidation & { readonly done: AccountantAct },
): Answer<void> {
  const [stepId, transferId, rejectionId] = [context.newId(), context.newId(), context.newId()]
  return onLiquidation(context, input, async (transaction, liquidation) => {
    const { mandate, amountCents, id: liquidationId } = liquidation
    if (!mandate) return refuse('not-signed')
    const engagement = (await store.findEngagement(transaction, liquidation.engagementId))!
    const { on, kind } = input.done
    const isEnforceable = await mayBePaid(transaction, engagement)
    const decision = decideAccountant(mandate, kind, { on, today: dayOf(context.now()), isEnforceable })
    if (!decision.ok) return decision

    const told = { id: stepId, on, liquidationId }
    if (kind === 'pay') {
      const accounts = await store.accountsOf(transaction, { engagementId: engagement.id })
      const [debit, credit] = [accounts.get('mandated')!, accounts.get('paid')!]
      const move = { id: transferId, debit, credit, amount: amountCents, code: 'budget.pay' }
      const moved = await moveMoney(transaction, context, on, [move])
      assert(moved.ok, 'what is paid was mandated')
      await store.updatePaid(transaction, mandate.id, { on, transferId })
      await tellStep(transaction, context, engagement, 'paid', { ...told, amountCents, transferId })
    } else if (kind === 'reject') {
      const { reason, askedDocument } = input.done
      await store.insertRejection(transaction, mandate.id, { id: rejectionId, rejectedOn: on, reason, askedDocument })
      await tellStep(transaction, context, engagement, 'rejected', { ...told, remark: reason })
    } else {
      await store.updateResumed(transaction, mandate.id, on)
      await tellStep(transaction, context, engagement, 'resumed', told)
    }
    await store.changeLiquidation(transaction, liquidationId, undefined)
    await store.changeEngagement(transaction, engagement.id)
    return done(undefined)
  })
}

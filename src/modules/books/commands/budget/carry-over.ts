import { assert, done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import { stateOf } from '../../budget/engagement.ts'
import * as store from '../../store/budget/index.ts'
import { openAccounts } from '../ledger/index.ts'
import { type Answer, actOn, moveMoney, type OnEngagement, tellStep } from './acting.ts'
import { leftToLiquidate } from './engagements.ts'

/**
 * Carries what is left of an engagement over to a line of the next year, where it is committed anew: the old year keeps
 * what it opened, the new one opens as much.
 */
export function carryOver(
  context: Context,
  input: OnEngagement & { readonly lineId: string },
): Answer<{ readonly id: string }> {
  const [id, stepId, newStepId] = [context.newId(), context.newId(), context.newId()]
  const [outId, inId, engageId] = [context.newId(), context.newId(), context.newId()]
  const accounts = STAGES.map((stage) => ({ accountId: context.newId(), stage }))
  const conditionIds = Array.from({ length: MOST_CONDITIONS }, () => context.newId())
  return actOn(context, input, async (transaction, { engagement, line, isClosed }) => {
    if (isClosed) return refuse('year-closed')
    if (stateOf(engagement) !== 'committed') return refuse('not-committed')
    const next = await store.findLine(transaction, input.lineId)
    if (next?.direction !== 'expense') return refuse('line-unknown')
    if (next.year !== line.year + 1) return refuse('not-next-year')
    if (next.section !== line.section) return refuse('other-section')
    if (await store.isYearClosed(transaction, next.year)) return refuse('year-closed')
    const year = (await store.findYear(transaction, next.year))!
    const amountCents = await leftToLiquidate(transaction, engagement.id)
    if (amountCents === 0n) return refuse('already-settled')

    const limit = 'debits-within-credits' as const
    const opened = accounts.map(({ accountId, stage }) => ({ id: accountId, code: `budget.${stage}`, limit }))
    await openAccounts(transaction, opened)
    const conditions = await store.listConditions(transaction, engagement.id)
    assert(conditions.length <= MOST_CONDITIONS, 'an engagement has few conditions')
    await store.insertEngagement(transaction, {
      ...engagement,
      id,
      lineId: next.id,
      payeeId: engagement.payee.id,
      askedCents: amountCents,
      // The authorisation was drawn on once, the first year.
      multiYearCents: engagement.authorisationId === null ? null : (0n as typeof amountCents),
      askedAt: context.now(),
      carriedFrom: engagement.id,
      conditions: conditions.map(({ label }, index) => ({ id: conditionIds[index]!, label })),
    })
    await store.insertBudgetAccounts(transaction, { engagementId: id }, accounts)

    const own = await store.accountsOf(transaction, { engagementId: engagement.id })
    const carried = (await store.accountsOf(transaction, { lineId: line.id })).get('carried')!
    const available = (await store.accountsOf(transaction, { lineId: next.id })).get('available')!
    const amount = amountCents
    const moved = await moveMoney(transaction, context, dayOf(context.now()), [
      { id: outId, debit: own.get('committed')!, credit: carried, amount, code: 'budget.carry-out' },
      { id: inId, debit: year.sourceAccount, credit: available, amount, code: 'budget.carry-in' },
      { id: engageId, debit: available, credit: accounts[0]!.accountId, amount, code: 'budget.engage' },
    ])
    assert(moved.ok, 'what is carried over was committed')
    const number = await store.takeNumber(transaction, 'engagement', next.year)
    const { legalReference, legallyCommittedOn } = engagement
    const legal = legallyCommittedOn === null ? {} : { legalReference: legalReference ?? '', legallyCommittedOn }
    await store.changeEngagement(transaction, id, { number, committedAt: context.now(), ...legal })
    await store.changeEngagement(transaction, engagement.id)
    await tellStep(transaction, context, engagement, 'carried', { id: stepId, amountCents, transferId: outId })
    await tellStep(transaction, context, { id }, 'committed', { id: newStepId, amountCents, transferId: engageId })
    return done({ id })
  })
}

const STAGES = ['committed', 'liquidated', 'mandated', 'paid'] as const
const MOST_CONDITIONS = 30

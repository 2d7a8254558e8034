import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import { assert, done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'
import { isSameName, type PayeeWords } from '../../budget/payee.ts'
import * as store from '../../store/budget/index.ts'
import { type Answer, act, actorId, audit, moveMoney } from './acting.ts'

/** What is owed to the authority, by whom and why. */
export type Owed = {
  readonly lineId: string
  readonly payee: PayeeWords
  readonly amountCents: Cents
  readonly purpose: string
  /** Of a recovery: the mandate that was paid. What is taken back is never a payment below zero. */
  readonly recoversMandate: string | null
}

/** Issues a titre de recette. */
export function issueReceivable(
  context: Context,
  input: { readonly submission: Submission; readonly owed: Owed },
): Answer<{ readonly id: string; readonly number: string }> {
  const [id, payeeId, transferId] = [context.newId(), context.newId(), context.newId()]
  return act(context, input.submission, async (transaction) => {
    const { lineId, payee, amountCents, purpose, recoversMandate } = input.owed
    const line = await store.findLine(transaction, lineId)
    if (!line) return refuse('line-unknown')
    if (line.direction !== 'receipt') return refuse('line-is-expense')
    if (await store.isYearClosed(transaction, line.year)) return refuse('year-closed')
    const number = await store.takeNumber(transaction, 'receivable', line.year)
    if (recoversMandate !== null) {
      await store.lockMandate(transaction, recoversMandate)
      const [payment] = await store.listPayments(transaction, { mandateId: recoversMandate })
      const earlier = await store.listReceivables(transaction, { recoversMandate })
      const taken = earlier.reduce((sum, each) => sum + each.amountCents, 0n)
      if (!payment || amountCents > payment.amountCents - taken) return refuse('over-payment')
      if (payment.payee.siret?.slice(0, 9) !== payee.siret?.slice(0, 9)) return refuse('other-payee')
    }
    const debtor = await store.takePayee(transaction, payeeId, payee, context.now())
    if (!isSameName(debtor.name, payee.name)) return refuse({ kind: 'siret-of-another', name: debtor.name } as const)
    const year = (await store.findYear(transaction, line.year))!
    const issued = (await store.accountsOf(transaction, { lineId })).get('issued')!
    const issuedOn = dayOf(context.now())
    const move = {
      id: transferId,
      debit: year.sourceAccount,
      credit: issued,
      amount: amountCents,
      code: 'budget.issue',
    }
    await moveMoney(transaction, context, issuedOn, [move])
    await store.insertReceivable(transaction, {
      ...{ id, number, lineId, amountCents, purpose, recoversMandate, issuedOn },
      payeeId: debtor.id,
      issuedBy: actorId(context),
      isFictitious: line.isFictitious,
    })
    await audit(transaction, context, { act: 'receivable-issued', object: `receivable:${id}` })
    return done({ id, number })
  })
}

/** Notes that the comptable has the money of a titre. */
export function collectReceivable(
  context: Context,
  input: { readonly submission: Submission; readonly receivableId: string; readonly on: Day },
): Answer<void> {
  const transferId = context.newId()
  return act(context, input.submission, async (transaction) => {
    const receivable = await store.lockReceivable(transaction, input.receivableId)
    if (!receivable) return refuse('receivable-unknown')
    if (receivable.collectedOn !== null) return refuse('already-collected')
    if (input.on > dayOf(context.now())) return refuse('date-in-future')
    if (input.on < receivable.issuedOn) return refuse('before-the-title')
    const accounts = await store.accountsOf(transaction, { lineId: receivable.lineId })
    const [debit, credit] = [accounts.get('issued')!, accounts.get('collected')!]
    const move = { id: transferId, debit, credit, amount: cents(receivable.amountCents), code: 'budget.collect' }
    const moved = await moveMoney(transaction, context, input.on, [move])
    assert(moved.ok, 'what is collected was issued')
    await store.updateCollected(transaction, receivable.id, input.on)
    await audit(transaction, context, { act: 'receivable-collected', object: `receivable:${receivable.id}` })
    return done(undefined)
  })
}

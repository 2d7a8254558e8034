import { done, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type ApprovalRefusal, decideApproval, type HeldChange, type NeutralPeriod } from './periods.ts'
import * as store from './store.periods.ts'

/** Enters a period before an election in the calendar. */
export function declarePeriod(
  context: Context,
  input: { readonly submission: Submission; readonly period: Omit<NeutralPeriod, 'id'> },
): Promise<Result<null, SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    await store.insertPeriod(transaction, { ...input.period, id }, context.now())
    const details = { from: input.period.startsOn, until: input.period.endsOn }
    await recordAudit(transaction, context, { act: 'notices.period-declared', object: `period:${id}`, details })
    return done(null)
  })
}

export function removePeriod(
  context: Context,
  input: { readonly submission: Submission; readonly periodId: string },
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    await store.deletePeriod(transaction, input.periodId)
    await recordAudit(transaction, context, { act: 'notices.period-removed', object: `period:${input.periodId}` })
    return done(null)
  })
}

/** A second person lets publicity go, in a period before an election: who did is in the trail. */
export function approvePublicity(
  context: Context,
  input: {
    readonly submission: Submission
    readonly personId: string
    readonly change: Pick<HeldChange, 'object' | 'state'>
  },
): Promise<Result<null, ApprovalRefusal | SubmissionRefusal>> {
  const { object, state } = input.change
  return inTransaction(context, input.submission, async (transaction) => {
    const held = (await store.listHeld(transaction)).filter((each) => each.object === object && each.state === state)
    const decision = decideApproval(held, input.personId)
    if (!decision.ok) return decision
    await store.releaseHeld(transaction, { object, state }, context.now())
    await recordAudit(transaction, context, { act: 'notices.publicity-approved', object, details: { state } })
    await context.enqueue(transaction, 'notices.send', {})
    return done(null)
  })
}

/** Says how long messages are kept. */
export function keepMessages(
  context: Context,
  input: { readonly submission: Submission; readonly months: number },
): Promise<Result<null, SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    await store.storeKeptMonths(transaction, input.months)
    const details = { months: input.months }
    await recordAudit(transaction, context, { act: 'notices.retention-set', object: 'notices', details })
    return done(null)
  })
}

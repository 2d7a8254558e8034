import { isSiren } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { decideSettlement, type Settlement, type SettlementRefusal } from '../model.ts'
import * as store from '../store/index.ts'
import { tellChange } from './change.ts'

/** Says of a structure whose sources disagree where it belongs, and why. Files that come later do not undo it. */
export function settleReview(
  context: Context,
  input: Settlement & { readonly submission: Submission; readonly id: string },
): Promise<Result<void, SettlementRefusal | SubmissionRefusal>> {
  return inTransaction<void, SettlementRefusal>(context, input.submission, async (transaction) => {
    await store.lockChoices(transaction)
    const review = await store.findReview(transaction, input.id)
    const decision = decideSettlement(review, input)
    if (!decision.ok || !review) return decision.ok ? refuse('conflict-unknown') : decision
    const by = context.actor.kind === 'person' ? context.actor.id : null
    await store.settle(transaction, review, { ...decision.value, by, at: context.now() })
    await recordAudit(transaction, context, {
      act: 'directory.review-settled',
      object: `structure:${review.structureId}`,
      details: { conflict: review.kind, verdict: decision.value.verdict },
    })
    await tellChange(context, transaction)
    return done(undefined)
  })
}

/** Takes a unit out of the directory at its request, now and for all files to come. */
export function withdraw(
  context: Context,
  input: { readonly submission: Submission; readonly siren: string },
): Promise<Result<void, 'siren-wrong' | SubmissionRefusal>> {
  const slug = `retrait-${Buffer.from(context.random(8)).toString('hex')}`
  const auditId = context.newId()
  return inTransaction<void, 'siren-wrong'>(context, input.submission, async (transaction) => {
    if (!isSiren(input.siren)) return refuse('siren-wrong')
    await store.lockChoices(transaction)
    const by = context.actor.kind === 'person' ? context.actor.id : null
    const key = context.keyFor(store.WITHDRAWAL_KEY)
    await store.withdrawUnit(transaction, { number: input.siren }, { slug, by, at: context.now(), key })
    // The number stays out of the trail: who asked to be forgotten is not named there.
    await recordAudit(transaction, context, { act: 'directory.unit-withdrawn', object: `withdrawal:${auditId}` })
    await tellChange(context, transaction)
    return done(undefined)
  })
}

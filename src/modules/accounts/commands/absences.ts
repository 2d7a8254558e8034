import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { dayOf } from '../roles/days.ts'
import type { AbsenceRefusal } from '../roles/sentences.ts'
import * as store from '../store/index.ts'
import { standingOf } from './standing.ts'

/** Somebody says when they are away; an administrator says it for anybody. Why is not asked. */
export function declareAbsence(
  context: Context,
  submission: Submission,
  absence: Omit<store.Absence, 'id'>,
): Promise<Result<void, AbsenceRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    const standing = await standingOf(transaction, context)
    if (standing.isActingForSomebody) return refuse('acting-for-somebody')
    if (absence.personId !== standing.personId && !standing.isAdministrator) return refuse('not-administrator')
    if (absence.endsOn < absence.startsOn) return refuse('period-reversed')
    if (absence.endsOn < dayOf(context.now())) return refuse('period-over')

    await store.insertAbsence(transaction, { ...absence, id }, context.now())
    await recordAudit(transaction, context, {
      act: 'accounts.absence-declared',
      object: `person:${absence.personId}`,
      details: { from: absence.startsOn, until: absence.endsOn },
    })
    return done(undefined)
  })
}

/** They are there after all. */
export function withdrawAbsence(
  context: Context,
  submission: Submission,
  absenceId: string,
): Promise<Result<void, AbsenceRefusal | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const standing = await standingOf(transaction, context)
    const absence = await store.findAbsence(transaction, absenceId)
    if (!absence) return refuse('absence-unknown')
    if (absence.personId !== standing.personId && !standing.isAdministrator) return refuse('not-administrator')

    await store.deleteAbsence(transaction, absenceId)
    const object = `person:${absence.personId}`
    await recordAudit(transaction, context, { act: 'accounts.absence-withdrawn', object })
    return done(undefined)
  })
}

/** An administrator closes every session of somebody: a lost computer, somebody who left. */
export function closeSessionsOf(
  context: Context,
  submission: Submission,
  personId: string,
): Promise<Result<{ readonly closed: bigint }, 'not-administrator' | SubmissionRefusal>> {
  return inTransaction(context, submission, async (transaction) => {
    const standing = await standingOf(transaction, context)
    if (!standing.isAdministrator) return refuse('not-administrator')
    const closed = await store.deleteSessionsOf(transaction, personId)
    const details = { sessions: Number(closed) }
    await recordAudit(transaction, context, { act: 'accounts.sessions-closed', object: `person:${personId}`, details })
    return done({ closed })
  })
}

import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import * as store from '../store/index.ts'

export type PresenceRefusal = 'event-unknown' | 'not-begun'

/** Notes who came: those ticked. It can be noted again, from the day itself. */
export function notePresence(
  context: Context,
  input: { readonly submission: Submission; readonly eventId: string; readonly present: readonly string[] },
): Promise<Result<null, PresenceRefusal | SubmissionRefusal>> {
  return inTransaction<null, PresenceRefusal>(context, input.submission, async (transaction) => {
    const event = await store.lockEvent(transaction, input.eventId)
    if (!event) return refuse('event-unknown')
    if (context.now().getTime() < event.startsAt.getTime() - DOORS_MS) return refuse('not-begun')
    await store.noteAttendance(transaction, event.id, input.present)
    const count = input.present.length
    await recordAudit(transaction, context, { act: 'agenda.presence', object: `event:${event.id}`, details: { count } })
    return done(null)
  })
}

/** People come before it begins: an hour before, the sheet is open. */
const DOORS_MS = 3_600_000

export type EvaluationRefusal = 'did-not-come' | 'evaluated-already'

/** Keeps what somebody who came thought of it, once, and nothing of who they are. */
export function evaluate(
  context: Context,
  input: {
    readonly submission: Submission
    readonly eventId: string
    readonly owner: store.Owner
    readonly evaluation: store.Evaluation
  },
): Promise<Result<null, EvaluationRefusal | SubmissionRefusal>> {
  // Drawn at random, not in order of time: the table does not say who answered when.
  const id = randomUuid(context.random(16))
  return inTransaction<null, EvaluationRefusal>(context, input.submission, async (transaction) => {
    await store.lockEvent(transaction, input.eventId)
    const own = await store.findOwn(transaction, input.eventId, input.owner)
    if (own?.attended !== true) return refuse('did-not-come')
    if (own.evaluatedAt !== null) return refuse('evaluated-already')
    await store.markEvaluated(transaction, own.id, context.now())
    await store.insertEvaluation(transaction, { ...input.evaluation, id, eventId: input.eventId })
    return done(null)
  })
}

// RFC 9562, version 4.
function randomUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

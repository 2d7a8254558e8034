import { createHash } from 'node:crypto'
import type { TransferRequest } from '#kernel/ledger'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal, toStoredJson } from '#platform/database'
import { describeFault } from '#platform/jobs'
import * as store from '../../store/ledger/index.ts'

/** Keeps that an identifier was asked again for something else, in a transaction of its own: the act's is undone. */
export async function raiseAlarm(context: Context, request: TransferRequest): Promise<void> {
  const asked = createHash('sha256').update(toStoredJson(request)).digest()
  const alarm = { id: context.newId(), transferId: request.id, asked, raisedAt: context.now() }
  await context.db.transaction().execute(async (transaction) => {
    if (!(await store.insertAlarm(transaction, alarm))) return
    const object = `transfer:${request.id}`
    await recordAudit(transaction, context, { act: 'books.transfer-alarm', object, details: { alarm: alarm.id } })
  })
}

/**
 * Rings while the act is open still. Nobody waits for it: it would take a second connection while the act holds its own, and
 * enough of them at once would wait for each other. What fails is said on the standard error, identifiers aside.
 */
export function ringMeanwhile(context: Context, request: TransferRequest): void {
  raiseAlarm(context, request).catch((error: unknown) => {
    process.emitWarning(`An alarm of the journal was not written: ${describeFault(error)}`)
  })
}

export type AlarmRefusal = 'alarm-unknown-or-handled'

/** Says that an alarm was looked into, by the agent who acts. */
export function handleAlarm(
  context: Context,
  input: { readonly alarmId: string; readonly submission: Submission },
): Promise<Result<undefined, AlarmRefusal | SubmissionRefusal>> {
  return inTransaction(context, input.submission, async (transaction) => {
    const wasOpen = await store.insertHandling(transaction, input.alarmId, context.now())
    if (!wasOpen) return refuse('alarm-unknown-or-handled')
    await recordAudit(transaction, context, { act: 'books.alarm-handled', object: `alarm:${input.alarmId}` })
    return done(undefined)
  })
}

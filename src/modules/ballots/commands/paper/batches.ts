import { sha256 } from '#kernel/merkle'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { isDecidable } from '../../sealed/commission.ts'
import { type BatchRefusal, decideClosing, finalLines, type Sheet, sheetText, stepOf } from '../../sealed/paper.ts'
import type { Seat } from '../../sealed/poll.ts'
import * as store from '../../store/paper/index.ts'
import { appendLeaves } from '../casting/index.ts'
import { asCommission, lockedBatch, objectOf, pollOf } from './acting.ts'

/** Of who acts: a seat of the commission, or an operator's, held now. */
type Input = { readonly submission: Submission; readonly seat: Seat }
export type BatchInput = Input & { readonly number: number }

export type BatchUnknown = 'batch-unknown'

/** A bundle arrives with its sheet, and takes the next number. */
export function recordBatch(
  context: Context,
  { submission, seat, sheet }: Input & { readonly sheet: Sheet },
): Promise<Result<{ readonly number: number }, 'vote-over' | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, submission, async (transaction) => {
    const poll = await pollOf(transaction, context, seat)
    if (!isDecidable(poll.stage)) return refuse('vote-over')
    const by = { recordedBy: seat.personId, recordedAt: context.now() }
    const batch = { id, pollId: poll.id, sheet, ...by }
    const number = await asCommission(transaction, (commission) => store.insertBatch(commission, batch))
    const details = { batch: number, papers: sheet.paperCount }
    await recordAudit(transaction, context, { act: 'ballots.batch-recorded', object: objectOf(batch), details })
    return done({ number })
  })
}

/** The sheet was copied wrong: it is written again, until the batch is closed. */
export function correctSheet(
  context: Context,
  { submission, seat, number, sheet, version }: BatchInput & { readonly sheet: Sheet; readonly version: number },
): Promise<Result<null, BatchRefusal | BatchUnknown | SubmissionRefusal>> {
  return inTransaction<null, BatchRefusal | BatchUnknown>(context, submission, async (transaction) => {
    const poll = await pollOf(transaction, context, seat)
    if (!isDecidable(poll.stage)) return refuse('vote-over')
    const batch = await lockedBatch(transaction, seat, number)
    if (!batch) return refuse('batch-unknown')
    if (batch.close) return refuse('closed')
    // Papers are numbered: the numbers of those already typed must stay within the batch.
    const isTyped = batch.typings.some(({ lines }) => lines.some(({ position }) => position > sheet.paperCount))
    if (isTyped) return refuse('lines-too-many')
    const isKept = await asCommission(transaction, (commission) =>
      store.updateSheet(commission, batch.id, sheet, version),
    )
    if (!isKept) return refuse('changed-meanwhile')
    // Who typed fewer papers than there are now has some left.
    if (sheet.paperCount > batch.sheet.paperCount) await reopen(transaction, batch.id)
    await recordAudit(transaction, context, {
      ...{ act: 'ballots.batch-corrected', object: objectOf(batch) },
      details: { batch: number, papers: sheet.paperCount },
    })
    return done(null)
  })
}

/** Closes a batch that is as its sheet says: its ballots will count, and its sheet is in the public log. */
export function closeBatch(
  context: Context,
  { submission, seat, number }: BatchInput,
): Promise<Result<{ readonly ballotCount: number }, BatchRefusal | BatchUnknown | SubmissionRefusal>> {
  return inTransaction<{ readonly ballotCount: number }, BatchRefusal | BatchUnknown>(
    context,
    submission,
    async (transaction) => {
      const batch = await lockedBatch(transaction, seat, number)
      if (!batch) return refuse('batch-unknown')
      const decision = decideClosing(batch)
      if (!decision.ok) return decision

      const sheet = sheetText(batch, decision.value)
      const sheetHash = sha256(new TextEncoder().encode(sheet))
      const { ballots } = decision.value
      const leaf = { kind: 'paper-batch' as const, batch: number, ballots, sheet: hex(sheetHash) }
      const { size } = await appendLeaves(transaction, seat.pollId, [leaf], context)
      // After the log is locked: nobody can have closed the vote in between.
      const poll = await pollOf(transaction, context, seat)
      if (!isDecidable(poll.stage)) return refuse('vote-over')
      const close = { counts: decision.value, sheet, sheetHash, leafIndex: size - 1 }
      await asCommission(transaction, (commission) =>
        store.insertClose(commission, batch, { ...close, by: seat.personId, at: context.now() }, finalLines(batch)),
      )
      const details = { batch: number, ballots }
      await recordAudit(transaction, context, { act: 'ballots.batch-closed', object: objectOf(batch), details })
      return done({ ballotCount: ballots })
    },
  )
}

/** Sends a batch back to be typed anew by both, before it is closed: the papers were out of order, the wrong bundle… */
export function restartTyping(
  context: Context,
  { submission, seat, number }: BatchInput,
): Promise<Result<null, BatchRefusal | BatchUnknown | SubmissionRefusal>> {
  return inTransaction<null, BatchRefusal | BatchUnknown>(context, submission, async (transaction) => {
    const batch = await lockedBatch(transaction, seat, number)
    if (!batch) return refuse('batch-unknown')
    const step = stepOf(batch)
    if (step === 'closed' || step === 'annulled') return refuse('closed')
    await asCommission(transaction, (commission) => store.forgetTypings(commission, batch.id))
    const details = { batch: number }
    await recordAudit(transaction, context, { act: 'ballots.batch-restarted', object: objectOf(batch), details })
    return done(null)
  })
}

function reopen(transaction: Parameters<typeof asCommission>[0], batchId: string): Promise<void> {
  return asCommission(transaction, (commission) => store.forgetTypings(commission, batchId))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

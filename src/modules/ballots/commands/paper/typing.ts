import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { isDecidable } from '../../sealed/commission.ts'
import type { PaperChecking } from '../../sealed/draft.ts'
import {
  type Batch,
  type BatchRefusal,
  decideTyping,
  disagreementsOf,
  drawSample,
  isSame,
  isSampleTooWrong,
  type Paper,
  positionsOf,
  stepOf,
  type TypedLine,
  typingOf,
} from '../../sealed/paper.ts'
import type { Seat } from '../../sealed/poll.ts'
import * as store from '../../store/paper/index.ts'
import { asCommission, lockedBatch, objectOf, pollOf } from './acting.ts'

export type TypingInput = {
  readonly submission: Submission
  readonly seat: Seat
  readonly number: number
  readonly turn: 1 | 2
  readonly lines: readonly TypedLine[]
  /** False: kept as far as it goes, to go on later. */
  readonly isFinished: boolean
}

export type TypingRefusal = BatchRefusal | 'batch-unknown' | SubmissionRefusal

/**
 * Keeps what one person typed of a batch. Each paper has its tracker from the first typing on. When the first is finished
 * the papers of the second are drawn; when the second of a sample differs too much, every paper is to be typed again.
 *
 * @returns  what was kept, and whether a sample had to become the whole batch
 */
export function keepTyping(
  context: Context,
  input: TypingInput,
): Promise<Result<{ readonly lineCount: number; readonly isWiden: boolean }, TypingRefusal>> {
  const { submission, seat, number, turn, lines, isFinished } = input
  const trackers = lines.map(() => context.random(16))
  return inTransaction<{ readonly lineCount: number; readonly isWiden: boolean }, TypingRefusal>(
    context,
    submission,
    async (transaction) => {
      const poll = await pollOf(transaction, context, seat)
      if (!isDecidable(poll.stage)) return refuse('vote-over')
      const batch = await lockedBatch(transaction, seat, number)
      if (!batch) return refuse('batch-unknown')
      const decision = decideTyping(batch, turn, seat.personId)
      if (!decision.ok) return decision
      if (isFinished && lines.length < positionsOf(batch, turn).length) return refuse('lines-missing')

      await asCommission(transaction, (commission) =>
        store.keepTyping(commission, {
          ...{ batchId: batch.id, turn, typedBy: seat.personId },
          finishedAt: isFinished ? context.now() : null,
          lines: lines.map((line, index) => ({ ...line, tracker: trackerOf(batch, line, trackers[index]!) })),
        }),
      )
      if (!isFinished) return done({ lineCount: lines.length, isWiden: false })
      const details = { batch: number, turn, papers: lines.length }
      await recordAudit(transaction, context, { act: 'ballots.batch-typed', object: objectOf(batch), details })
      const isWiden = await afterTyping(transaction, context, seat, number, turn, poll.settings.paperChecking)
      return done({ lineCount: lines.length, isWiden })
    },
  )
}

// A paper keeps the tracker it was first given, however often its typing is kept.
function trackerOf(batch: Batch, { position }: TypedLine, drawn: Uint8Array): Uint8Array {
  return typingOf(batch, 1)?.lines.find((line) => line.position === position)?.tracker ?? drawn
}

async function afterTyping(
  transaction: Transaction<DB>,
  context: Context,
  seat: Seat,
  number: number,
  turn: 1 | 2,
  checking: PaperChecking,
): Promise<boolean> {
  const batch = await lockedBatch(transaction, seat, number)
  if (!batch) return false
  if (turn === 1) {
    const sample = drawSample(checking, batch.sheet.paperCount, (below) => drawBelow(context, below))
    await asCommission(transaction, (commission) => store.updateSample(commission, batch.id, sample))
    return false
  }
  if (!isSampleTooWrong(checking, batch)) return false
  await asCommission(transaction, async (commission) => {
    await store.updateSample(commission, batch.id, null)
    await store.reopenTyping(commission, batch.id, 2)
  })
  return true
}

// Four bytes over at most 2 000 papers: no paper is likelier than another by more than one in two million.
function drawBelow(context: Context, below: number): number {
  return Buffer.from(context.random(4)).readUInt32BE() % below
}

export type SettlementInput = {
  readonly submission: Submission
  readonly seat: Seat
  readonly number: number
  readonly position: number
  readonly paper: Paper
}

/**
 * Two people typed a paper differently: somebody looks at it and says what it holds. The second to see the same settles it;
 * who sees something else begins anew.
 *
 * @returns  whether two people have now seen the same
 */
export function settlePaper(
  context: Context,
  { submission, seat, number, position, paper }: SettlementInput,
): Promise<Result<{ readonly isSettled: boolean }, TypingRefusal | 'not-disputed'>> {
  return inTransaction<{ readonly isSettled: boolean }, TypingRefusal | 'not-disputed'>(
    context,
    submission,
    async (transaction) => {
      const poll = await pollOf(transaction, context, seat)
      if (!isDecidable(poll.stage)) return refuse('vote-over')
      const batch = await lockedBatch(transaction, seat, number)
      if (!batch) return refuse('batch-unknown')
      const disputed = disagreementsOf(batch).find((each) => each.position === position)
      if (!disputed || stepOf(batch) !== 'settling') return refuse('not-disputed')
      const { settlement } = disputed
      if (settlement?.confirmedBy) return done({ isSettled: true })

      const by = { personId: seat.personId, at: context.now() }
      const isSecond = settlement !== undefined && isSame(settlement, paper)
      if (isSecond && settlement.proposedBy === seat.personId) return refuse('same-person')
      await asCommission(transaction, (commission) =>
        isSecond
          ? store.confirmSettlement(commission, batch.id, position, by)
          : store.keepSettlement(commission, batch.id, position, paper, by),
      )
      const details = { batch: number, paper: position, isSettled: isSecond }
      await recordAudit(transaction, context, { act: 'ballots.paper-seen', object: objectOf(batch), details })
      return done({ isSettled: isSecond })
    },
  )
}

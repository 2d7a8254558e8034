import { createHmac, timingSafeEqual } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { actingAs, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { hashOfPrintedCode, leaderWord, printedCode } from '../../sealed/evidence-code.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/roll/index.ts'
import { drawIds } from './visit.ts'

export const MOST_CODES = 500

/** Why no code is made. `codes-not-foreseen`: the published rules of this vote do not let people in by printed codes. */
export type IssueRefusal = 'vote-over' | 'codes-not-foreseen'

/** Makes a batch of printed codes, for somebody who will hand them out. @returns its number */
export async function issueBatch(
  context: Context,
  asked: {
    readonly poll: SealedPoll
    readonly submission: Submission
    readonly kind: store.BatchKind
    readonly handedTo: string
    readonly codeCount: number
    readonly issuedBy: string
  },
): Promise<Result<number, IssueRefusal | SubmissionRefusal>> {
  const { poll, kind, handedTo, codeCount, issuedBy } = asked
  if (poll.stage !== 'waiting' && poll.stage !== 'open') return refuse('vote-over')
  if (!poll.manifest.evidence.includes('code')) return refuse('codes-not-foreseen')
  const secret = context.keyFor('printed vote codes')
  const seed = context.random(32)
  const id = context.newId()
  const ids = drawIds(context, codeCount)
  const hashes = ids.map((codeId, rank) => ({
    id: codeId,
    hash: hashOfPrintedCode(secret, poll.id, printedCode(secret, seed, rank)),
  }))
  const leaderHash = hashOfWord(context, id, leaderWord(secret, seed))
  return inTransaction<number, never>(context, asked.submission, async (transaction) => {
    const batch = { id, pollId: poll.id, kind, handedTo, seed, leaderHash, issuedBy }
    const number = await actingAs(transaction, 'registrar', (registrar) =>
      store.insertBatch(registrar, batch, hashes, context.now()),
    )
    const details = { number, codeCount }
    await recordAudit(transaction, context, { act: 'ballots.codes-issued', object: `poll:${poll.id}`, details })
    return done(number)
  })
}

export type BatchRefusal = 'batch-unknown'

type OnBatch = { readonly poll: SealedPoll; readonly submission: Submission; readonly number: number }

/** The sheets are printed: from now on nobody makes these codes again. */
export function sheetsPrinted(
  context: Context,
  { poll, submission, number }: OnBatch,
): Promise<Result<null, BatchRefusal | SubmissionRefusal>> {
  return inTransaction<null, BatchRefusal>(context, submission, async (transaction) => {
    const batch = await actingAs(transaction, 'registrar', async (registrar) => {
      const found = await store.findBatchHere(registrar, poll.id, number)
      if (found) await store.forgetSeed(registrar, found.id)
      return found
    })
    if (!batch) return refuse('batch-unknown')
    await recordAudit(transaction, context, {
      act: 'ballots.codes-printed',
      object: `poll:${poll.id}`,
      details: { number },
    })
    return done(null)
  })
}

/** The sheets are lost, or not wanted: codes nobody used open nothing any more. */
export function withdrawBatch(
  context: Context,
  { poll, submission, number, because }: OnBatch & { readonly because: 'lost' | 'withdrawn' },
): Promise<Result<null, BatchRefusal | SubmissionRefusal>> {
  return inTransaction<null, BatchRefusal>(context, submission, async (transaction) => {
    const batch = await actingAs(transaction, 'registrar', async (registrar) => {
      const found = await store.findBatchHere(registrar, poll.id, number)
      if (found) await store.withdrawBatch(registrar, found.id, because, context.now())
      return found
    })
    if (!batch) return refuse('batch-unknown')
    const details = { number, because }
    await recordAudit(transaction, context, { act: 'ballots.codes-withdrawn', object: `poll:${poll.id}`, details })
    return done(null)
  })
}

/** What a batch prints, in the order it was drawn; undefined once nobody makes its codes again. */
export function sheetsOf(
  { keyFor }: Pick<Context, 'keyFor'>,
  { seed, codeCount }: store.CodeBatch,
): { readonly word: string; readonly codes: readonly string[] } | undefined {
  if (!seed) return undefined
  const secret = keyFor('printed vote codes')
  const codes = Array.from({ length: codeCount }, (_, rank) => printedCode(secret, seed, rank))
  return { word: leaderWord(secret, seed), codes }
}

/** The batch a code that was found belongs to; nothing is said of who used it. */
export async function findBatchOfCode(
  { db, keyFor }: Pick<Context, 'db' | 'keyFor'>,
  { poll, code }: { readonly poll: SealedPoll; readonly code: string },
): Promise<store.CodeBatch | undefined> {
  const number = await store.findBatchNumberOfCode(
    db,
    poll.id,
    hashOfPrintedCode(keyFor('printed vote codes'), poll.id, code),
  )
  return number === undefined ? undefined : store.findBatch(db, poll.id, number)
}

/** The batch a leader follows, by its number and the word of their sheet. */
export async function findLedBatch(
  context: Context,
  { poll, number, word }: { readonly poll: SealedPoll; readonly number: number; readonly word: string },
): Promise<Result<store.CodeBatch, 'batch-unknown'>> {
  const batch = await store.findBatch(context.db, poll.id, number)
  const expected = batch && (await store.findLeaderHash(context.db, batch.id))
  if (!batch || !expected || !timingSafeEqual(expected, hashOfWord(context, batch.id, word)))
    return refuse('batch-unknown')
  return done(batch)
}

function hashOfWord(context: Context, batchId: string, word: string): Buffer {
  return createHmac('sha256', context.keyFor('leaders of codes')).update(`${batchId} ${word}`).digest()
}

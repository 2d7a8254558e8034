import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { type Line, openValidation } from '#kernel/tabular'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { conventionText, fileFaults, type LineFault, readPast, SCHEMA } from '../past-files.ts'
import * as store from '../store/index.ts'

export type PastFile = {
  readonly name: string
  /** Its bytes from the beginning, each time it is called: an act may be done again. */
  readonly open: () => AsyncIterable<Uint8Array>
}

/** What a reading found. */
export type ReadFile = { readonly id: string; readonly lineCount: number; readonly refusedCount: number }
/** The whole file is refused, for these reasons. */
export type FileRefusal = { readonly kind: 'file-refused'; readonly faults: readonly LineFault[] }

const BATCH = 1_000
/** Refused lines kept with the import: beyond, they are counted. */
export const MOST_FAULTS = 5_000

/**
 * Reads a file of past grants and puts its good lines aside: nothing else changes until somebody accepts it. Memory does
 * not grow with the file.
 */
export function readGrantFile(
  context: Context,
  { submission, file }: { readonly submission: Submission; readonly file: PastFile },
): Promise<Result<ReadFile, FileRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<ReadFile, FileRefusal>(context, submission, async (transaction) => {
    await store.insertImport(transaction, { id, fileName: file.name.slice(-200), now: context.now() })
    const counts = { lineCount: 0, refusedCount: 0, faultCount: 0 }
    for await (const { header, good, faults, refused } of batchesOf(file)) {
      if (header.length > 0) return refuse({ kind: 'file-refused' as const, faults: header })
      await store.insertLines(transaction, id, good)
      const kept = faults.slice(0, MOST_FAULTS - counts.faultCount)
      await store.insertFaults(transaction, id, kept, counts.faultCount + 1)
      counts.lineCount += good.length + refused
      counts.refusedCount += refused
      counts.faultCount += kept.length
    }
    await store.countImport(transaction, id, counts)
    const details = { lines: counts.lineCount, refused: counts.refusedCount }
    await recordAudit(transaction, context, { act: 'grants.file-read', object: `grant-import:${id}`, details })
    return done({ id, lineCount: counts.lineCount, refusedCount: counts.refusedCount })
  })
}

/** Reads a file without writing anything: the same lines, the same faults. */
export async function tryGrantFile(
  file: PastFile,
  tell: (fault: LineFault) => void,
): Promise<Result<Omit<ReadFile, 'id'>, FileRefusal>> {
  const counts = { lineCount: 0, refusedCount: 0 }
  for await (const { header, good, faults, refused } of batchesOf(file)) {
    if (header.length > 0) return refuse({ kind: 'file-refused' as const, faults: header })
    counts.lineCount += good.length + refused
    counts.refusedCount += refused
    for (const fault of faults) tell(fault)
  }
  return done(counts)
}

type Settled = 'import-unknown' | 'import-settled' | SubmissionRefusal

/** Makes published grants of the good lines. Those that are here already stay as they are. */
export function acceptImport(
  context: Context,
  { submission, importId }: { readonly submission: Submission; readonly importId: string },
): Promise<Result<{ readonly addedCount: number }, Settled>> {
  return settle(context, submission, importId, 'accepted', (transaction) =>
    store.acceptLines(transaction, importId, context.now()),
  )
}

/** Throws away what was read: nothing else changes. */
export function discardImport(
  context: Context,
  { submission, importId }: { readonly submission: Submission; readonly importId: string },
): Promise<Result<{ readonly addedCount: number }, Settled>> {
  return settle(context, submission, importId, 'discarded', async () => 0)
}

function settle(
  context: Context,
  submission: Submission,
  importId: string,
  state: 'accepted' | 'discarded',
  act: (transaction: Transaction<DB>) => Promise<number>,
) {
  type Refusal = 'import-unknown' | 'import-settled'
  return inTransaction<{ readonly addedCount: number }, Refusal>(context, submission, async (transaction) => {
    const known = await store.lockImport(transaction, importId)
    if (known === undefined) return refuse('import-unknown')
    if (known !== 'read') return refuse('import-settled')
    const addedCount = await act(transaction)
    const added = state === 'accepted' ? addedCount : null
    await store.settleImport(transaction, importId, { state, addedCount: added, now: context.now() })
    await recordAudit(transaction, context, { act: `grants.file-${state}`, object: `grant-import:${importId}` })
    return done({ addedCount })
  })
}

type Batch = {
  /** Why the file is refused; empty while it is not. */
  readonly header: readonly LineFault[]
  readonly good: readonly store.KeyedLine[]
  readonly faults: readonly LineFault[]
  readonly refused: number
}

async function* batchesOf(file: PastFile): AsyncGenerator<Batch> {
  const validation = openValidation(SCHEMA)
  let waiting: Line[] = []
  for await (const bytes of file.open()) {
    waiting.push(...validation.push(bytes))
    if (waiting.length < BATCH) continue
    yield batchOf(waiting)
    waiting = []
  }
  yield batchOf([...waiting, ...validation.end()])
}

function batchOf(lines: readonly Line[]): Batch {
  const whole = lines.filter(({ values }) => values === undefined)
  const header = whole.flatMap((line) => (line.line === 1 ? fileFaults(line) : []))
  // A line with no cells to read, as an empty one, is refused like another.
  const read = lines.filter((line) => line.values !== undefined || (line.line > 1 && line.faults.length > 0))
  const results = read.map(readPast)
  const good = results.flatMap((each) => (each.ok ? [{ ...each.value, key: keyOf(conventionText(each.value)) }] : []))
  const faults = results.flatMap((each) => (each.ok ? [] : each.refusal))
  return { header, good, faults, refused: results.length - good.length }
}

function keyOf(text: string): Uint8Array {
  return createHash('sha256').update(`past:${text}`).digest()
}

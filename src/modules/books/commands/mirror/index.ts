import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { compare, keyOf } from '../../mirror/compare.ts'
import { checkMapping } from '../../mirror/mapping.ts'
import type { Entry, Gap, KnownLine, Mapping, MirrorRefusal, Outcome, ReadLine } from '../../mirror/model.ts'
import { readLine } from '../../mirror/read-line.ts'
import * as store from '../../store/mirror/index.ts'

type Asked = { readonly submission: Submission }
type Outcomes = Record<Outcome, number>

const LARGEST = 4_000_000

/** Keeps a file for a moment, to choose its columns. Nothing is read of it yet. */
export function sendMirrorFile(
  context: Context,
  input: Asked & { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<Result<{ readonly id: string }, MirrorRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<{ readonly id: string }, MirrorRefusal>(context, input.submission, async (transaction) => {
    if (input.bytes.length > LARGEST) return refuse('file-too-large')
    const shape = store.readShape(input.bytes)
    if (!shape.ok) return shape
    await store.insertImport(transaction, {
      id,
      fileName: input.fileName.slice(0, 200) || 'fichier',
      sha256: createHash('sha256').update(input.bytes).digest('hex'),
      headers: shape.value.headers,
      content: input.bytes,
      sentAt: context.now(),
      sentBy: actorOf(context),
    })
    await recordAudit(transaction, context, { act: 'books.mirror-sent', object: `budget-mirror:${id}` })
    return done({ id })
  })
}

/**
 * Reads a file with a choice of columns: each line beside what the tool said until now. A dry run: nothing changes until
 * somebody accepts.
 *
 * @param saveAs  keeps the choice of columns under this name; null: for this file only
 */
export function readMirrorFile(
  context: Context,
  input: Asked & { readonly importId: string; readonly mapping: Mapping; readonly saveAs: string | null },
): Promise<Result<{ readonly id: string }, MirrorRefusal | SubmissionRefusal>> {
  const mappingId = context.newId()
  return inTransaction<{ readonly id: string }, MirrorRefusal>(context, input.submission, async (transaction) => {
    const found = await store.lockImport(transaction, input.importId)
    if (!found) return refuse('import-unknown')
    if (found.state !== 'sent' || found.content === null) return refuse('import-settled')
    const mapping = checkMapping(input.mapping, found.headers)
    if (!mapping.ok) return mapping
    const shape = store.readShape(found.content)
    if (!shape.ok) return shape

    const lines = await store.listKnownLines(transaction)
    const counts: Outcomes = { new: 0, same: 0, different: 0, refused: 0 }
    for await (const part of store.linesOf(found.content, shape.value)) {
      const read = await readPart(transaction, found.id, part, { mapping: mapping.value, lines })
      await store.insertRows(transaction, found.id, read)
      for (const { outcome } of read) counts[outcome] += 1
    }
    await store.markRead(transaction, found.id, counts, context.now())
    const { saveAs } = input
    if (saveAs !== null) {
      await store.saveMapping(
        transaction,
        { ...mapping.value, id: mappingId, name: saveAs.slice(0, 80) },
        context.now(),
      )
    }
    return done({ id: found.id })
  })
}

/** Some lines of the file, each beside what was known; a piece that stands twice is read once. */
async function readPart(
  transaction: Transaction<DB>,
  importId: string,
  part: readonly { readonly number: number; readonly cells: Readonly<Record<string, string>> | undefined }[],
  { mapping, lines }: { readonly mapping: Mapping; readonly lines: readonly KnownLine[] },
): Promise<readonly ReadLine[]> {
  const read = part.map(({ number, cells }) => ({
    number,
    line: cells === undefined ? refuse(['reference-missing'] as const) : readLine(cells, mapping, lines),
  }))
  const entries = read.flatMap(({ line }): Entry[] => (line.ok ? [line.value] : []))
  const [before, earlier] = [
    await store.entriesLike(transaction, entries),
    await store.keysIn(transaction, importId, entries),
  ]
  const seen = new Set(earlier)
  return read.map(({ number, line }): ReadLine => {
    if (!line.ok) return { number, outcome: 'refused', faults: line.refusal }
    const key = keyOf(line.value)
    if (seen.has(key)) return { number, outcome: 'refused', faults: ['repeated-in-file'] }
    seen.add(key)
    return compare(number, line.value, before.get(key))
  })
}

/** What is new and what differs becomes what the tool says; lines that were refused change nothing. */
export function acceptMirror(
  context: Context,
  input: Asked & { readonly importId: string },
): Promise<Result<void, MirrorRefusal | SubmissionRefusal>> {
  return inTransaction<void, MirrorRefusal>(context, input.submission, async (transaction) => {
    const found = await store.lockImport(transaction, input.importId)
    if (!found) return refuse('import-unknown')
    if (found.state !== 'read' || found.readAt === null) return refuse('import-settled')
    if (found.counts.new + found.counts.different === 0) return refuse('nothing-to-accept')
    await store.holdMirror(transaction)
    if (await store.isAcceptedSince(transaction, found.readAt)) return refuse('mirror-changed')
    await store.applyRows(transaction, found.id)
    await store.settle(transaction, found.id, 'accepted', { at: context.now(), by: actorOf(context) })
    const { counts } = found
    const details = { new: counts.new, different: counts.different, refused: counts.refused }
    await recordAudit(transaction, context, {
      act: 'books.mirror-accepted',
      object: `budget-mirror:${found.id}`,
      details,
    })
    return done(undefined)
  })
}

/** Sets a file aside: nothing changes. */
export function discardMirror(
  context: Context,
  input: Asked & { readonly importId: string },
): Promise<Result<void, MirrorRefusal | SubmissionRefusal>> {
  return inTransaction<void, MirrorRefusal>(context, input.submission, async (transaction) => {
    const found = await store.lockImport(transaction, input.importId)
    if (!found) return refuse('import-unknown')
    if (found.settledAt !== null) return refuse('import-settled')
    await store.settle(transaction, found.id, 'discarded', { at: context.now(), by: actorOf(context) })
    await recordAudit(transaction, context, { act: 'books.mirror-discarded', object: `budget-mirror:${found.id}` })
    return done(undefined)
  })
}

/** Says why the tool and our journal differ on a line; it holds while both sums stay the same. */
export function explainGap(
  context: Context,
  input: Asked & { readonly gap: Gap; readonly words: string },
): Promise<Result<void, MirrorRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<void, MirrorRefusal>(context, input.submission, async (transaction) => {
    if (input.words.trim() === '') return refuse('explanation-missing')
    const gaps = await store.listGaps(transaction)
    if (!gaps.some((gap) => store.keyOfGap(gap) === store.keyOfGap(input.gap))) return refuse('gap-gone')
    const told = { ...input.gap, id, words: input.words.trim().slice(0, 500), by: actorOf(context), at: context.now() }
    await store.insertExplanation(transaction, told)
    await recordAudit(transaction, context, { act: 'books.gap-explained', object: `budget-gap:${id}` })
    return done(undefined)
  })
}

function actorOf({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}

import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { done, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction } from '#platform/database'
import { fileBytes } from '#platform/files'
import {
  type DocumentState,
  type DocumentStep,
  documentStateOf,
  type FiledDocument,
  type FilePart,
} from '../documents/index.ts'
import * as store from '../store/index.ts'
import { sha256Of } from './documents-data.ts'

/** A record of the attachments: each file of a document is one. */
export const FILE_KIND = 'document-file'

export type MadeFile = {
  readonly part: FilePart
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What a job brings to a document: files, and the step they make. */
export type Filing = {
  readonly documentId: string
  /** The states it may come in; in any other nothing is written: it was done before, or the document went on. */
  readonly from: readonly DocumentState[]
  readonly step: DocumentStep
  readonly files: readonly MadeFile[]
  readonly remark: string | null
}

/**
 * Files what a job made, or what the parapheur gave back. Done twice, it is there once.
 *
 * @returns  whether the document took the step, now or before
 */
export async function fileStep(context: Context, filing: Filing): Promise<boolean> {
  const eventId = context.newId()
  const sendings = (await store.findDocument(context.db, filing.documentId))?.events.filter(isSending).length ?? 0
  const filed = filing.files.map((file) => ({ ...file, id: context.newId(), sha256: sha256Of(file.bytes) }))
  const told = await inTransaction<boolean, 'not-now'>(context, submissionOf(filing, sendings), async (transaction) => {
    const document = await lockDocument(transaction, filing.documentId)
    if (!document || !filing.from.includes(documentStateOf(document))) return refuse('not-now' as const)
    for (const file of filed) await keep(transaction, context, document, file)
    const event = { id: eventId, kind: filing.step, recordedBy: null, recordedAt: context.now(), remark: filing.remark }
    await store.insertDocumentEvent(transaction, document.id, event)
    await recordAudit(transaction, context, {
      act: `decisions.document-${filing.step}`,
      object: `document:${document.id}`,
    })
    await broadcast(transaction, 'published', '')
    return done(true)
  })
  return told.ok
}

/** Files a proof that came after its signed copy. */
export async function fileProof(context: Context, documentId: string, file: MadeFile): Promise<void> {
  const id = context.newId()
  const sha256 = sha256Of(file.bytes)
  const submission = { key: keyOf(`proof ${documentId} ${sha256}`), body: null }
  await inTransaction(context, submission, async (transaction) => {
    const document = await lockDocument(transaction, documentId)
    if (!document) return refuse('document-unknown' as const)
    await keep(transaction, context, document, { ...file, id, sha256 })
    return done(undefined)
  })
}

/** Files a copy an agent has read, under what it is: its bytes are in their place already. */
export function fileRead(transaction: Transaction<DB>, context: Context, document: FiledDocument, copy: Kept) {
  return keep(transaction, context, document, copy)
}

type Kept = MadeFile & { readonly id: string; readonly sha256: string }

async function keep(
  transaction: Transaction<DB>,
  context: Context,
  document: FiledDocument,
  { id, part, name, mediaType, sha256, bytes }: Kept,
): Promise<void> {
  const row = { id, part, mediaType, sha256, sizeBytes: bytes.byteLength, filedAt: context.now() }
  const isNew = await store.insertDocumentFile(transaction, document.id, row)
  if (isNew) await fileBytes(transaction, context, { id, kind: FILE_KIND, ownerId: id, name, mediaType, bytes })
}

async function lockDocument(transaction: Transaction<DB>, id: string): Promise<FiledDocument | undefined> {
  const known = await store.findDocument(transaction, id)
  if (!known) return undefined
  await store.lockDecision(transaction, known.decisionId)
  return store.findDocument(transaction, id)
}

// The same step with the same bytes is the same submission: a job that starts again finds what it did. A document that is
// refused twice was put to signature twice.
function submissionOf({ documentId, step, files, remark }: Filing, sendings: number) {
  const content = files.map(({ part, bytes }) => `${part} ${sha256Of(bytes)}`).join(' ')
  return { key: keyOf(`${step} ${documentId} ${sendings} ${content} ${remark ?? ''}`), body: null }
}

function isSending({ kind }: { readonly kind: DocumentStep }): boolean {
  return kind === 'sent'
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { GENERATOR } from '#platform/documents'
import { readFiled } from '#platform/files'
import {
  copiesToRead,
  type DocumentKindName,
  type DocumentRefusal,
  type DocumentStep,
  decideFinishing,
  decidePreparing,
  decideSending,
  documentStateOf,
  type FiledDocument,
  KIND_FACTS,
  mayCancel,
} from '../documents/index.ts'
import type { Decision } from '../model.ts'
import * as store from '../store/index.ts'
import { keptTextOf, readKeptText, sha256Of, toldOf, undrawnIn } from './documents-data.ts'
import { fileRead } from './documents-filing.ts'

type PrepareInput = {
  readonly submission: Submission
  readonly kind: DocumentKindName
  readonly decisionId: string
  /** The beneficiary, for what is written to one. */
  readonly lineId: string | null
  /** The house's own model, taken while the territory has put none in; undefined: there is none. */
  readonly houseModel: Uint8Array | undefined
}

/**
 * Takes the next number of its series for a document, writes down what it says, and asks for its draft: the file comes
 * by a job.
 */
export function prepareDocument(
  context: Context,
  input: PrepareInput,
): Promise<Result<{ readonly id: string }, DocumentRefusal | SubmissionRefusal>> {
  const { kind, decisionId, houseModel } = input
  const [id, modelId, useId] = [context.newId(), context.newId(), context.newId()]
  return inTransaction<{ readonly id: string }, DocumentRefusal>(context, input.submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, decisionId)
    if (!decision) return refuse('decision-unknown')
    if (await isTied(transaction, context, decision)) return refuse('has-an-interest')
    const lineId = KIND_FACTS[kind].about === 'line' ? input.lineId : null
    if (KIND_FACTS[kind].about === 'line' && !decision.lines.some((line) => line.id === lineId)) {
      return refuse('line-unknown')
    }
    const known = await store.listDocumentsOf(transaction, [decisionId])
    const others = known.filter((each) => each.kind === kind && each.lineId === lineId)
    const decided = decidePreparing(kind, decision, others)
    if (!decided.ok) return decided

    const templateId = await templateInUse(transaction, context, { kind, houseModel, modelId, useId })
    if (templateId === undefined) return refuse('model-missing')
    const year = Number(dayOf(context.now()).slice(0, 4))
    const { number, chrono } = await store.takeDocumentNumber(transaction, kind, year)
    const data = keptTextOf(kind, await toldOf(transaction, context, decision, lineId, null), chrono)
    const prepared = { preparedBy: actorId(context), preparedAt: context.now(), generator: GENERATOR }
    const named = { id, kind, decisionId, lineId, year, number, chrono, templateId }
    await store.insertDocument(transaction, { ...named, data, ...prepared })
    await context.enqueue(transaction, 'decisions.draft', { documentId: id }, { key: `draft ${id}` })
    await recordAudit(transaction, context, { act: 'decisions.document-prepared', object: `document:${id}` })
    return done({ id })
  })
}

type DocumentInput = { readonly submission: Submission; readonly documentId: string }

/** Makes a draft final, once its visas or its act are there: the PDF and its annex come by a job. */
export function finishDocument(
  context: Context,
  input: DocumentInput,
): Promise<Result<void, DocumentRefusal | SubmissionRefusal>> {
  return onDocument(context, input, 'finishing', async (transaction, document, decision) => {
    const visas = await store.listVisas(transaction, [decision.id])
    const dataSha256 = await dataToday(transaction, context, document, decision)
    const decided = decideFinishing(document, { decision, visas, dataSha256 })
    if (!decided.ok) return decided
    const text = await store.findDocumentData(transaction, document.id)
    if (text !== undefined && undrawnIn(text).length > 0) return refuse('sign-not-drawn')
    await context.enqueue(
      transaction,
      'decisions.finish',
      { documentId: document.id },
      { key: `finish ${document.id}` },
    )
    return done(null)
  })
}

/** Puts a final document to signature: a job lays it in the parapheur's folder. */
export function sendDocument(
  context: Context,
  input: DocumentInput,
): Promise<Result<void, DocumentRefusal | SubmissionRefusal>> {
  return onDocument(context, input, 'sent', async (transaction, document, decision) => {
    const visas = await store.listVisas(transaction, [decision.id])
    const dataSha256 = await dataToday(transaction, context, document, decision)
    const decided = decideSending(document, { decision, visas, dataSha256 })
    if (!decided.ok) return decided
    await context.enqueue(transaction, 'decisions.to-parapheur', { documentId: document.id })
    return done(null)
  })
}

/** Cancels a document: its number stays in the register, with the reason. */
export function cancelDocument(
  context: Context,
  input: DocumentInput & { readonly remark: string | null },
): Promise<Result<void, DocumentRefusal | SubmissionRefusal>> {
  return onDocument(context, input, 'cancelled', async (transaction, document) => {
    if (!mayCancel(document)) return refuse('not-cancellable')
    if (document.events.some(({ kind }) => kind === 'sent')) {
      await context.enqueue(transaction, 'decisions.from-parapheur', { documentId: document.id })
    }
    return done(input.remark)
  })
}

/** An agent has read the signed copy: it is filed. */
export function fileDocument(
  context: Context,
  input: DocumentInput,
): Promise<Result<void, DocumentRefusal | SubmissionRefusal>> {
  return onDocument(context, input, 'filed', async (_transaction, document) =>
    documentStateOf(document) === 'signed' ? done(null) : refuse('not-signed'),
  )
}

type ReadInput = DocumentInput & { readonly fileId: string }

/** An agent has read a copy that nothing ties to the original, and says that it is the signed one: their name stays. */
export async function recogniseCopy(
  context: Context,
  input: ReadInput,
): Promise<Result<void, DocumentRefusal | SubmissionRefusal>> {
  const known = (await store.findDocument(context.db, input.documentId))?.files.find(({ id }) => id === input.fileId)
  const bytes = known && (await readFiled(context, Buffer.from(known.sha256, 'hex')))
  const id = context.newId()
  return onDocument(context, input, 'signed', async (transaction, document) => {
    const copy = copiesToRead(document).find((file) => file.id === input.fileId)
    if (!copy || !bytes) return refuse('no-copy-to-read')
    const name = `${document.chrono}-signe.pdf`
    await fileRead(transaction, context, document, { ...copy, id, part: 'signed', name, bytes })
    return done(null)
  })
}

/** None of the copies is the signed one: the document may be put to signature again. */
export function refuseCopies(
  context: Context,
  input: DocumentInput,
): Promise<Result<void, DocumentRefusal | SubmissionRefusal>> {
  return onDocument(context, input, 'refused', async (_transaction, document) =>
    copiesToRead(document).length > 0
      ? done('Le fichier revenu du parapheur n’est pas l’exemplaire signé.')
      : refuse('no-copy-to-read'),
  )
}

type Decide = (
  transaction: Transaction<DB>,
  document: FiledDocument,
  decision: Decision,
) => Promise<Result<string | null, DocumentRefusal>>

// The row of the decision is held: what happens to its documents happens one after the other.
function onDocument(context: Context, input: DocumentInput, step: DocumentStep, decide: Decide) {
  const id = context.newId()
  return inTransaction<void, DocumentRefusal>(context, input.submission, async (transaction) => {
    const known = await store.findDocument(transaction, input.documentId)
    const decision = known && (await store.lockDecision(transaction, known.decisionId))
    const document = known && (await store.findDocument(transaction, known.id))
    if (!decision || !document) return refuse('document-unknown')
    if (await isTied(transaction, context, decision)) return refuse('has-an-interest')
    const decided = await decide(transaction, document, decision)
    if (!decided.ok) return decided
    const recorded = { id, kind: step, recordedBy: actorId(context), recordedAt: context.now() }
    await store.insertDocumentEvent(transaction, document.id, { ...recorded, remark: decided.value })
    await recordAudit(transaction, context, { act: `decisions.document-${step}`, object: `document:${document.id}` })
    await broadcast(transaction, 'published', '')
    return done(undefined)
  })
}

// Of what a document would say today.
async function dataToday(
  transaction: Transaction<DB>,
  context: Context,
  { id, kind, lineId, chrono }: FiledDocument,
  decision: Decision,
): Promise<string> {
  const text = await store.findDocumentData(transaction, id)
  const before = text === undefined ? null : readKeptText(kind, text)
  return sha256Of(keptTextOf(kind, await toldOf(transaction, context, decision, lineId, before), chrono))
}

type ModelAsked = {
  readonly kind: DocumentKindName
  readonly houseModel: Uint8Array | undefined
  readonly modelId: string
  readonly useId: string
}

// The house's own model becomes a version like any other when it first serves: the next release may bring another.
async function templateInUse(
  transaction: Transaction<DB>,
  context: Context,
  { kind, houseModel, modelId, useId }: ModelAsked,
): Promise<string | undefined> {
  await store.lockTemplates(transaction, kind)
  const inUse = await store.findTemplateInUse(transaction, kind)
  if (inUse || !houseModel) return inUse?.id
  const at = context.now()
  await store.insertTemplate(transaction, { id: modelId, kind, bytes: houseModel, addedBy: null, addedAt: at })
  await store.insertTemplateUse(transaction, { id: useId, kind, templateId: modelId, chosenBy: null, chosenAt: at })
  return modelId
}

async function isTied(transaction: Transaction<DB>, context: Context, { lines }: Decision): Promise<boolean> {
  const organisations = lines.map(({ beneficiaryId }) => beneficiaryId)
  const links = await store.listInterestsIn(transaction, organisations, dayOf(context.now()))
  return links.some(({ personId }) => personId === actorId(context))
}

function actorId({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}
